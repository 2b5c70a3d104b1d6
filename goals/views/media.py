from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest

from goals.models import Film
from styrmodell import media
from styrmodell.models import GoverningDocument
from styrmodell.publication import only_read


@only_read
def file(request: HttpRequest, name: str) -> FileResponse:
    """A file that a film or a governing document names; no other, whatever else lies in the folder."""
    path = media.found(name) if _is_named(name) else None
    if path is None:
        raise Http404("Filen finns inte.")
    return media.served(path, request)


def _is_named(name: str) -> bool:
    films = Film.objects.filter(Q(video_path=name) | Q(captions_path=name))
    return "\0" not in name and (films.exists() or GoverningDocument.objects.filter(file_path=name).exists())
