"""The pictures in README and docs: the ten most important pages, as a visitor sees them. `make pictures` makes them."""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests import chromium
from tests.server import ROOT, running_site

PICTURES = ROOT / "docs/pictures"
PLAN = "/namnder/socialnamnden/uppdragsplan/2022-2025/"
PAGES = {
    "start": "/",
    "mal": "/mal/halsa/",
    "uppdragsplan": PLAN,
    "namnd": "/namnder/socialnamnden/",
    "budget": "/budget/",
    "investeringar": "/investeringar/",
    "rod-trad": "/rod-trad/",
    "andringar": f"{PLAN}r1/andringar/",
    "strategisk-plan": "/strategisk-plan/",
    "sok": "/sok/?q=skollunch",
}
SIZE = {"width": 1280, "height": 1400}


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as var, running_site(Path(var)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.executable(), args=chromium.flags())
        for name, path in PAGES.items():
            _take(browser, f"{address}{path}", PICTURES / f"{name}.png")
        browser.close()


def _take(browser: Browser, address: str, file: Path) -> None:
    page = browser.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
    page.goto(address, wait_until="networkidle")
    if "rod-trad" in address:
        page.locator(".branch summary").nth(3).click()
        page.locator(".branch .branch summary").first.wait_for()
    page.screenshot(path=file)
    page.close()


if __name__ == "__main__":
    main()
