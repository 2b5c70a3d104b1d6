"""Every test on SQLite, then all but those of the browser again on PostgreSQL."""

import os
import signal
import subprocess
import sys

from tests import chromium, postgres


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that PostgreSQL is stopped then too
    os.environ["CHROMIUM"] = chromium.executable()
    with postgres.temporary_cluster() as database_url:
        print("\nSQLite", flush=True)
        on_sqlite = _pytest(DATABASE_URL="")
        print("\nPostgreSQL", flush=True)
        on_postgres = _pytest("-m", "not browser", DATABASE_URL=database_url)
    return on_sqlite or on_postgres


def _pytest(*options: str, **environment: str) -> int:
    command = [sys.executable, "-m", "pytest", "--numprocesses=auto", *options, *sys.argv[1:]]
    with subprocess.Popen(command, env=os.environ | environment) as process:
        try:
            return process.wait()
        except SystemExit:
            process.send_signal(signal.SIGINT)  # pytest then stops what it has started
            raise


if __name__ == "__main__":
    sys.exit(main())
