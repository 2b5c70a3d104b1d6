import hashlib
from collections.abc import Iterator
from pathlib import Path

CODE = ("styrmodell", "goals", "plans", "templates", "static", "requirements.txt")


def of(base: Path) -> str:
    """A short hash of everything that decides how a page looks, the same on every machine."""
    digest = hashlib.sha256()
    for path in sorted(_files(base)):
        digest.update(path.relative_to(base).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _files(base: Path) -> Iterator[Path]:
    for name in CODE:
        top = base / name
        found = top.rglob("*") if top.is_dir() else [top]
        yield from (path for path in found if path.is_file() and "__pycache__" not in path.parts)
