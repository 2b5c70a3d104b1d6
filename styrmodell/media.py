"""The files that the municipality file brings: where they are and how they are handed out."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.urls import reverse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

from styrmodell import typography

PLAYED = {".mp4": "video/mp4", ".webm": "video/webm", ".vtt": "text/vtt; charset=utf-8"}
"""What a page shows by itself. Everything else is saved by the reader, and runs nothing in our name."""
SAVED = {".pdf": "application/pdf", ".svg": "image/svg+xml"}
UNKNOWN = "application/octet-stream"
KILOBYTE = 1000
LONGEST_PART = 255  # bytes, in every file system we know


def address(name: str) -> str:
    return reverse("media", args=[name])


def is_plain(name: str) -> bool:
    """Whether the name says in one way only where the file lies: folders and a file, with a slash between."""
    if not name.isprintable() or "\\" in name:
        return False
    return all(part not in ("", ".", "..") and len(part.encode()) <= LONGEST_PART for part in name.split("/"))


def within(folder: Path, name: str) -> Path | None:
    """Where the name leads from the folder, if that is within it also when every link has been followed."""
    root = folder.resolve()
    try:
        path = (root / name).resolve()
    except (OSError, RuntimeError):  # links that lead round in a ring
        return None
    return path if path.is_relative_to(root) else None


def found(name: str) -> Path | None:
    """The file of that name, if it is a file within the folder for media and nowhere else."""
    path = within(Path(settings.MEDIA_ROOT), name) if is_plain(name) else None
    return path if path is not None and path.is_file() else None


def described(name: str) -> str:
    """ "PDF, 340 kB"; "" when the file is not there."""
    path = found(name)
    if path is None:
        return ""
    size = max(1, round(path.stat().st_size / KILOBYTE))
    return f"{path.suffix[1:].upper()}, {typography.tkr(size)}{typography.NO_BREAK_SPACE}kB"


def served(path: Path, request: HttpRequest) -> FileResponse:
    """The file, or the part of it that the player asks for."""
    kind = path.suffix.lower()
    headers = [("Content-Type", PLAYED.get(kind) or SAVED.get(kind, UNKNOWN)), ("Cache-Control", "public, no-cache")]
    if kind not in PLAYED:
        headers += [("Content-Disposition", "attachment"), ("Content-Security-Policy", "default-src 'none'")]
    response: FileResponse = WhiteNoiseMiddleware.serve(StaticFile(str(path), headers), request)
    response["Accept-Ranges"] = "bytes"
    response["Content-Encoding"] = "identity"  # a part of a file cannot be compressed on the way out
    return response
