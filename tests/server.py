import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.ports import free_port

ROOT = Path(__file__).parent.parent


@contextmanager
def running_site(var: Path, *options: str) -> Iterator[str]:
    """The address of the site as `make run` starts it, with everything it keeps in a folder of its own."""
    port = free_port()
    with (var / "server.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", f"--port={port}", *options],
            cwd=ROOT,
            env=os.environ | {"VAR_DIR": str(var), "DATABASE_URL": "", "DEBUG": "", "HTTPS": ""},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(process, address, var / "server.log")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_until_ready(process: subprocess.Popen, address: str, log: Path) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(log.read_text())
        try:
            urlopen(f"{address}/status/").close()  # noqa: S310 - our own server
        except URLError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(log.read_text())
