"""What `make run` promises, asked of the site that it starts."""

import json
import re
import sqlite3
import subprocess
import sys
from email.message import Message
from pathlib import Path
from urllib.request import urlopen

from tests.server import ROOT, running_site


def fetched(address: str) -> tuple[str, Message]:
    with urlopen(address) as response:  # noqa: S310 - our own server
        return response.read().decode(), response.headers


def test_start_page_is_served(base_url: str) -> None:
    page, headers = fetched(f"{base_url}/")

    assert "<h1" in page
    assert "Set-Cookie" not in headers


def test_start_says_where_to_go_and_no_more(base_url: str, var: Path) -> None:
    fetched(f"{base_url}/")

    told = (var / "server.log").read_text().splitlines()
    assert f"Styrmodellen finns på {base_url}/. Avsluta med Ctrl+C." in told
    assert [line for line in told if line.startswith("[")] == []  # as the server itself says things, in English


def test_static_files_have_lasting_names(base_url: str) -> None:
    page, _ = fetched(f"{base_url}/")
    stylesheets = re.findall(r'<link[^>]+href="(/static/[^"]+\.css)"', page)

    assert stylesheets
    for address in stylesheets:
        assert re.search(r"\.[0-9a-f]{12}\.css$", address)
        assert "immutable" in fetched(base_url + address)[1]["Cache-Control"]


def test_secrets_are_for_their_owner_only(base_url: str, var: Path) -> None:
    for name in ("secret-key", "demo-accounts.json"):
        assert (var / name).stat().st_mode & 0o777 == 0o600


def test_there_is_one_of_every_role(base_url: str, var: Path) -> None:
    accounts = json.loads((var / "demo-accounts.json").read_text())

    assert sorted(account["role"] for account in accounts) == [
        "councillor",
        "editor",
        "editor",
        "head",
        "secretary",
        "secretary",
        "steward",
    ]
    assert {account["username"] for account in accounts} == users(var)


def test_second_start_changes_nothing(base_url: str, var: Path) -> None:
    accounts, people = (var / "demo-accounts.json").read_text(), users(var)

    with running_site(var) as address:
        assert "<h1" in fetched(f"{address}/")[0]

    assert (var / "demo-accounts.json").read_text() == accounts
    assert users(var) == people


def test_busy_port_is_refused(base_url: str) -> None:
    port = base_url.rpartition(":")[2]
    refused = subprocess.run(
        [sys.executable, "manage.py", "serve", f"--port={port}"], cwd=ROOT, check=False, capture_output=True, text=True
    )

    assert refused.returncode != 0
    assert refused.stderr == f"CommandError: Porten {port} är upptagen. Välj en annan: make run PORT={int(port) + 1}\n"


def users(var: Path) -> set[str]:
    database = sqlite3.connect(var / "styrmodell.sqlite3")
    try:
        return {name for (name,) in database.execute("SELECT username FROM auth_user")}
    finally:
        database.close()
