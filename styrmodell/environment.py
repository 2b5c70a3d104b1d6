"""The environment as an operator writes it. What cannot be used is told in one sentence, with what to do."""

import importlib.util
import os
import warnings
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environ import Env

ON = ("on", "true", "yes", "1")
OFF = ("off", "false", "no", "0")
ENGINES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")


class Misconfigured(Exception):
    """The message is for whoever runs the portal."""


class Environment(Env):
    def bool(self, var: str, default: bool = False) -> bool:
        """Nothing else than on and off in a few words: a wish that is not understood is never taken for off."""
        value = self.str(var, default="").strip().lower()
        if value not in ("", *ON, *OFF):
            raise Misconfigured(f"{var}={value} går inte att förstå. Skriv {var}=on eller {var}=off.")
        return value in ON if value else default


def database(url: str) -> dict[str, Any]:
    """The address is never repeated in the message, since it holds the password."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of an unknown engine, which is told below
        try:
            config: dict[str, Any] = Env.db_url_config(url)
        except ValueError:
            config = {}
    if config.get("ENGINE") not in ENGINES or not config.get("NAME"):
        raise Misconfigured(
            "DATABASE_URL går inte att förstå. Skriv postgres://användare:lösenord@värd/databas, eller ta bort "
            "inställningen, så sparas allt i SQLite."
        )
    return config


def cache(url: str) -> dict[str, Any]:
    """The address is never repeated in the message, since it may hold a password."""
    try:
        config: dict[str, Any] = Env.cache_url_config(url)
    except (ImproperlyConfigured, ValueError) as error:
        raise Misconfigured(
            "CACHE_URL går inte att förstå. Skriv redis://värd/0, eller ta bort inställningen, så har varje process "
            "ett minne för sig."
        ) from error
    if "redis" in config["BACKEND"].lower() and importlib.util.find_spec("redis") is None:
        raise Misconfigured("CACHE_URL med Redis kräver paketet redis. Installera det: pip install redis.")
    return config


def has_single_sign_on(**settings: str) -> bool:
    """All of the settings or none, and the packages that they need."""
    missing = [name for name, value in settings.items() if not value]
    if len(missing) == len(settings):
        return False
    if missing:
        raise Misconfigured(f"Inloggning med kommunens konton kräver också {' och '.join(missing)}.")
    if importlib.util.find_spec("allauth") is None:
        raise Misconfigured("Inloggning med kommunens konton kräver de paket som står i requirements-auth.txt.")
    return True


def folder(path: Path) -> Path:
    """Made for its owner only, if it is not there."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        is_ours = os.access(path, os.R_OK | os.W_OK | os.X_OK)
    except OSError:
        is_ours = False
    if not is_ours:
        raise Misconfigured(
            f"I mappen {path} går det inte att spara. Ge den här användaren rätt till den, eller välj en annan mapp "
            "med VAR_DIR."
        )
    return path
