"""The pictures in README and docs: the ten most important pages as a visitor sees them, and the guide of officials.

`make pictures` makes them.
"""

import json
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from tests import chromium
from tests.browser import office
from tests.server import ROOT, running_site

PICTURES = ROOT / "docs/pictures"
GUIDE = ROOT / "static/guide"
COUNCILLORS = ROOT / "static/councillor"
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
SIZE = {"width": 1440, "height": 1560}  # the whole house of the start page
SMALL = {"width": 900, "height": 640}
MARGIN = 20


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as var, running_site(Path(var)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.executable(), args=chromium.flags())
        for name, path in PAGES.items():
            _take(browser, f"{address}{path}", PICTURES / f"{name}.png")
        _take_councillors_guide(browser, address, Path(var))
        _take_guide(browser, address, Path(var))
        browser.close()


def _take(browser: Browser, address: str, file: Path) -> None:
    page = browser.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
    page.goto(address, wait_until="networkidle")
    if "rod-trad" in address:
        page.locator(".branch summary").nth(3).click()
        page.locator(".branch .branch summary").first.wait_for()
    page.screenshot(path=file)
    page.close()


def _take_councillors_guide(browser: Browser, address: str, var: Path) -> None:
    """What the demonstration lays before the bodies, as a councillor sees it."""
    COUNCILLORS.mkdir(exist_ok=True)
    name = "fortroendevald-bun"
    page = _logged_in(browser, address, name, _passwords(var)[name]).new_page()
    page.goto("/infor-beslut/")
    _cut(page.locator(".meeting").first, "listan", COUNCILLORS)
    page.locator("main h3 a").filter(has_text="uppdragsplan").first.click()
    page.wait_for_url("**/infor-beslut/*/")
    _cut(page.locator(".folio .body").first, "i-korthet", COUNCILLORS)
    _cut(page.locator(".remark:has(.replies)").first, "synpunkt", COUNCILLORS)


def _passwords(var: Path) -> dict[str, str]:
    return {one["username"]: one["password"] for one in json.loads((var / "demo-accounts.json").read_text())}


def _take_guide(browser: Browser, address: str, var: Path) -> None:
    """Officials at work in a municipality where plans lie on the desks."""
    GUIDE.mkdir(exist_ok=True)
    plans = office.lay(var)
    passwords = _passwords(var)
    editor, secretary = (
        _logged_in(browser, address, name, passwords[name]) for name in ("handlaggare-bun", "sekreterare-bun")
    )
    page = editor.new_page()
    for name, path, shown in (
        ("mina-arenden", "/admin/", "main > section"),
        ("arbetssidan", plans["draft"], "main"),
        ("checklistan", plans["draft"], ".checklist"),
        ("fordela-ramen", f"{plans['draft']}belopp/", "[data-grid]"),
    ):
        page.goto(path)
        _cut(page.locator(shown).first, name)
    _cut(_collided(editor, plans["draft"]), "samtidigt")
    page = secretary.new_page()
    page.goto(f"{plans['proposal']}beslut/")
    _cut(page.locator("form.writing"), "for-in-beslutet")


def _logged_in(browser: Browser, address: str, name: str, password: str) -> BrowserContext:
    context = browser.new_context(base_url=address, viewport=SMALL, color_scheme="light", locale="sv-SE")
    page = context.new_page()
    page.goto("/admin/login/")
    page.get_by_label("Användarnamn").fill(name)
    page.get_by_label("Lösenord").fill(password)
    page.get_by_role("button", name="Logga in").click()
    page.wait_for_url("/admin/")
    page.close()
    return context


def _collided(context: BrowserContext, plan: str) -> Locator:
    """A form that was saved after somebody else had saved the same item."""
    mine, theirs = context.new_page(), context.new_page()
    for page, title in ((mine, "Alla elever läser gärna"), (theirs, "Alla elever läser bra")):
        page.goto(plan)
        page.locator("#del-mal ~ form .t a").first.click()
        page.get_by_label("Mål", exact=True).fill(title)
    for page in (theirs, mine):
        _save(page)
    return mine.locator("fieldset.conflict").first


def _save(page: Page) -> None:
    page.get_by_role("button", name="Spara", exact=True).click()
    page.wait_for_load_state()


def _cut(shown: Locator, name: str, folder: Path = GUIDE) -> None:
    """The beginning of what is shown, no higher than a picture in running text should be."""
    page = shown.page
    page.wait_for_load_state("networkidle")
    page.locator("body > footer").evaluate("footer => { footer.style.visibility = 'hidden' }")  # its boat sails in
    box = shown.bounding_box()
    assert box, name
    height = min(box["height"] + 2 * MARGIN, SMALL["height"])
    clip = {"x": 0, "y": box["y"] - MARGIN, "width": SMALL["width"], "height": height}
    page.screenshot(path=folder / f"{name}.png", full_page=True, clip=clip)


if __name__ == "__main__":
    main()
