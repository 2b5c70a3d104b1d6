import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.packages import Missing, install
from tests.ports import free_port

# Nothing here outlives the tests, so nothing needs to reach the disk. Tables that are filled and emptied over and
# over would be measured while they stand empty, and questions to them then planned for no rows at all.
SETTINGS = {
    "autovacuum": "off",
    "fsync": "off",
    "full_page_writes": "off",
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
    "synchronous_commit": "off",
    "unix_socket_directories": "",
}


@contextmanager
def temporary_cluster() -> Iterator[str]:
    """The DATABASE_URL of a PostgreSQL server of our own, on a free loopback port, gone afterwards."""
    programs = _programs()
    port, password = free_port(), secrets.token_urlsafe()
    with tempfile.TemporaryDirectory(prefix="styrmodell-postgres-", ignore_cleanup_errors=True) as folder:
        data, secret = Path(folder, "data"), Path(folder, "password")
        secret.write_text(password)
        _give_to_postgres(Path(folder), secret)
        _run(
            programs / "initdb",
            f"--pgdata={data}",
            f"--pwfile={secret}",
            "--username=styrmodell",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync",
        )
        with Path(data, "postgresql.conf").open("a") as conf:
            conf.writelines(f"{name} = '{value}'\n" for name, value in SETTINGS.items())
            conf.write(f"port = {port}\n")
        pg_ctl = (programs / "pg_ctl", f"--pgdata={data}", f"--log={folder}/log", "--wait")
        try:
            _run(*pg_ctl, "start")
            yield f"postgres://styrmodell:{password}@127.0.0.1:{port}/styrmodell"
        finally:
            _run(*pg_ctl, "--mode=immediate", "stop", check=False)


def _programs() -> Path:
    """Where initdb and its like are, installed if they can be."""
    found = _found()
    if not found:
        install("postgresql")
        found = _found()
    if not found:
        raise Missing("PostgreSQL-servern", "postgresql")
    return found


def _found() -> Path | None:
    """Debian keeps the programs of each version in a folder that is not on the path; the newest is taken."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((path.parent for path in versions), key=lambda bin_: int(bin_.parent.name), default=None)


def _run(*command: object, check: bool = True) -> None:
    """Run as the user postgres when we are root, since the server refuses to be root."""
    subprocess.run(
        [str(part) for part in command],
        check=check,
        user="postgres" if os.geteuid() == 0 else None,
        group="postgres" if os.geteuid() == 0 else None,
        extra_groups=[] if os.geteuid() == 0 else None,
        cwd="/",
        stdout=subprocess.DEVNULL,
    )


def _give_to_postgres(*paths: Path) -> None:
    if os.geteuid() == 0:
        for path in paths:
            shutil.chown(path, "postgres", "postgres")
