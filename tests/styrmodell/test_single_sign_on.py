import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
OIDC = {
    "OIDC_SERVER_URL": "https://login.example",
    "OIDC_CLIENT_ID": "portalen",
    "OIDC_CLIENT_SECRET": "hemligheten",
}


def run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """As an operator runs it, with a database of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "HTTPS", *OIDC)}
    portal = {"VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "styrmodell.settings", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=kept | portal | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("given", [{}, OIDC, OIDC | {"HTTPS": "on"}])
def test_settings_stand(given: dict[str, str], tmp_path: Path) -> None:
    checked = run(tmp_path, "manage.py", "check", "--fail-level", "WARNING", **given)

    assert (checked.returncode, checked.stdout) == (0, "System check identified no issues (0 silenced).\n")


def test_half_of_the_settings_is_told_in_one_sentence(tmp_path: Path) -> None:
    checked = run(tmp_path, "manage.py", "check", OIDC_SERVER_URL="https://login.example")

    assert checked.returncode == 1
    assert checked.stderr.splitlines()[-1].endswith(
        "Inloggning med kommunens konton kräver också OIDC_CLIENT_ID och OIDC_CLIENT_SECRET."
    )


def test_both_ways_in_ask_for_the_second_factor_and_make_no_account(tmp_path: Path) -> None:
    assert run(tmp_path, "manage.py", "migrate", "--verbosity", "0", **OIDC).returncode == 0

    visits = run(tmp_path, "tests/styrmodell/single_sign_on_visits.py", **OIDC)

    assert json.loads(visits.stdout or "{}") == {
        "way": ["/admin/konto/oidc/kommunen/login/?next=%2Fadmin%2Fhjalp%2F"],
        "without": [302, "/admin/hjalp/"],
        "menu": [["/admin/konto/tva-faktorer/"]] * 2 + [["/admin/konto/tva-faktorer/totp/activate/"]],
        "pages": {
            "bekrafta/": [200, "Bekräfta åtkomst"],
            "kopplingar/": [200, "Anslutna tredjeparts-konton"],
            "kopplingar/login/error/": [401, "Inloggningen gick inte igenom"],
            "login/": [404, "Sidan finns inte"],
            "password/reset/": [404, "Sidan finns inte"],
            "signup/": [404, "Sidan finns inte"],
            "stangt/": [200, "Kontot inaktivt"],
            "tva-faktorer/": [200, "Tvåfaktorsautentisering"],
            "tva-faktorer/totp/activate/": [200, "Slå på två faktorer"],
        },
        "from the provider": {
            "unknown": [200, "Du har inget konto här"],
            "unverified in words": [200, "Du har inget konto här"],
            "unverified": [200, "Du har inget konto här"],
            "bo": [302, "/admin/hjalp/"],
        },
        "may log in by password": {"anna": True, "bo": False},
        "forged": [401, "Inloggningen gick inte igenom"],
        "with": [302, "/admin/konto/tva-faktorer/authenticate/"],
        "meanwhile": [302, "/admin/login/?next=%2Fadmin%2Fhjalp%2F"],
        "wrong": [200, "Tvåfaktorsautentisering"],
        "right": [302, "/admin/hjalp/"],
        "from the provider with a second factor": [302, "/admin/konto/tva-faktorer/authenticate/"],
    }
    assert [line.partition(" styrmodell.access: ")[2] for line in visits.stderr.splitlines() if "access:" in line] == [
        "login failed from 127.0.0.1: no account for '4'",
        "login failed from 127.0.0.1: no account for '3'",
        "login failed from 127.0.0.1: no account for '2'",
        "login failed from 127.0.0.1: the provider answered 'unknown'",
        "second factor failed from 127.0.0.1: anna",
    ]
