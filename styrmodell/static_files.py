import re
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

SPARE = re.compile(r"""("[^"]*")|/\*.*?\*/\s*|\s+(?=[{}])|(?<=[{};:,])\s+""", re.DOTALL)
"""What only those who write a stylesheet need: comments, indentation. A text between quotes stays as it is."""


def without_spare(stylesheet: str) -> str:
    return SPARE.sub(lambda found: found[1] or "", stylesheet)


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Files named by their content, with compressed copies; stylesheets without what only their writers need."""

    def file_hash(self, name: str | None, content: Any = None) -> str:
        named: str = super().file_hash(name, _as_sent(name, content))
        return named

    def _save(self, name: str, content: Any) -> str:
        saved: str = super()._save(name, _as_sent(name, content))
        return saved


def _as_sent(name: str | None, content: Any) -> Any:
    if content is None or name is None or not name.endswith(".css"):
        return content
    return ContentFile(without_spare(b"".join(content.chunks()).decode()).encode())
