from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from plans.admin import officials
from plans.admin.officials import Asked


@officials.reading
def page(request: Asked) -> HttpResponse:
    """The officials' guide, as it stands in `docs/`."""
    text = (settings.BASE_DIR / "docs/handledning.md").read_text(encoding="utf-8")
    return render(request, "admin/guide.html", officials.context(request, title="Hjälp", text=text))
