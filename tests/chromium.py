import os
import shutil

from tests.packages import Missing, install

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


def executable() -> str:
    """The Chromium of this machine, installed if it can be; CHROMIUM names another."""
    found = _found()
    if not found:
        install("chromium")
        found = _found()
    if not found:
        raise Missing("Chromium", "chromium")
    return found


def _found() -> str | None:
    names = (os.environ.get("CHROMIUM", ""), *NAMES)
    return next(filter(None, map(shutil.which, names)), None)


def flags() -> list[str]:
    """Chromium refuses to start its sandbox as root, and containers often run as root."""
    return [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
