import os
import tempfile
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def kept_in(path: Path) -> str:
    """The secret key in this file; made the first time, readable by its owner only.

    Written aside and linked into place, so that two processes that start together end up with the same key.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(descriptor, "w") as file:
            file.write(get_random_secret_key())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            Path(draft).unlink()
    return path.read_text()
