import subprocess
import sys

from tests.packages import Missing, install

PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


def make_sure() -> None:
    """Install what WeasyPrint lays out text with, if it is not on this machine and can be."""
    if not _is_there():
        for package in PACKAGES:
            install(package)
        if not _is_there():
            raise Missing("Pango", " ".join(PACKAGES))


def _is_there() -> bool:
    """In a process of its own, since one that has looked in vain does not look again."""
    return subprocess.run([sys.executable, "-c", "import weasyprint"], check=False, capture_output=True).returncode == 0
