import os
import tempfile
from pathlib import Path

from django.core.management.utils import get_random_secret_key

from styrmodell.environment import Misconfigured


def kept_in(path: Path) -> str:
    """The secret key in this file; made the first time, readable by its owner only. Raises Misconfigured.

    Written aside and linked into place, so that two processes that start together end up with the same key.
    """
    if not path.exists():
        _make(path)
    try:
        key = path.read_text().strip()
    except OSError as error:
        raise Misconfigured(f"Filen {path} går inte att läsa. Ge den här användaren rätt till den.") from error
    if not key:
        raise Misconfigured(f"Filen {path} är tom. Ta bort den, så görs en ny nyckel; alla får då logga in på nytt.")
    return key


def _make(path: Path) -> None:
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
