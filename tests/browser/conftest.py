import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests import chromium
from tests.browser.ways import Way, by_keyboard, by_mouse
from tests.server import running_site

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return browser_type_launch_args | {"executable_path": chromium.executable(), "args": chromium.flags()}


@pytest.fixture(scope="session")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the site under test keeps: its database, its files, its accounts."""
    return tmp_path_factory.mktemp("var")


@pytest.fixture(scope="session")
def base_url(var: Path) -> Iterator[str]:
    """The first municipality as `make run` shows it, started once; `page.goto("/")` begins here."""
    with running_site(var) as address:
        yield address


@pytest.fixture(scope="session")
def sites(base_url: str, var: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The first municipality, and beside it Ådala with life as it is."""
    adala = tmp_path_factory.mktemp("adala")
    shutil.copytree(var / "static", adala / "static")  # collected already
    shutil.copy(var / "static-release", adala)
    with running_site(adala, "--municipality=tests/data/adala.json") as address:
        yield {"soderkoping": base_url, "adala": address}


@pytest.fixture(scope="session")
def accounts(base_url: str, var: Path) -> dict[str, str]:
    """The password of every demo account, by its username."""
    listed = json.loads((var / "demo-accounts.json").read_text())
    return {account["username"]: account["password"] for account in listed}


@pytest.fixture(params=[by_mouse, by_keyboard])
def way(request: pytest.FixtureRequest) -> Way:
    chosen: Way = request.param
    return chosen


@pytest.fixture
def without_scripts(browser: Browser, base_url: str) -> Iterator[Page]:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    yield context.new_page()
    context.close()
