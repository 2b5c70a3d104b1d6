"""Officials write: edit and send, begin next year's plan, resolve a collision; and every page of theirs by axe."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, StorageState, expect

from styrmodell.typography import tkr
from tests.browser import office as office_script
from tests.browser.test_axe import complaints, faults
from tests.browser.ways import STOPS, Way, by_keyboard, by_mouse, press
from tests.server import running_site

DATABASE = "styrmodell.sqlite3"
EDITOR, OTHER_EDITOR = "handlaggare-bun", "handlaggare-sn"
SECRETARY, STEWARD, SUPERUSER = "sekreterare-bun", "styrmodellsansvarig", office_script.SUPERUSER
MEASURED = "Alla elever i årskurs tre läser med flyt"
"""An objective in the draft."""

MOST_CLICKS_TO_SEND = 6  # four, and half as many again
MOST_CLICKS_TO_BEGIN = 8
MOST_CLICKS_TO_RESOLVE = 2

PASTE = """(cell, text) => {
  const copied = new DataTransfer();
  copied.setData("text/plain", text);
  cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: copied, bubbles: true, cancelable: true }));
}"""


@dataclass
class Office:
    """The officials' site: its address, its plans, and who is logged in to it."""

    address: str
    draft: str
    proposal: str
    passwords: dict[str, str]
    sessions: dict[str, StorageState]


@pytest.fixture(scope="module")
def opened(
    browser: Browser, base_url: str, var: Path, accounts: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Office, Path]]:
    """A site of its own, started once, with everyone logged in."""
    mine = tmp_path_factory.mktemp("office")
    shutil.copytree(var / "static", mine / "static")  # collected already
    shutil.copy(var / "static-release", mine)
    copy(var / DATABASE, mine / DATABASE)
    plans = office_script.lay(mine)
    passwords = accounts | {SUPERUSER: office_script.PASSWORD}
    with running_site(mine) as address:
        people = (EDITOR, OTHER_EDITOR, SECRETARY, STEWARD, SUPERUSER)
        sessions = {name: session(browser, address, name, passwords[name]) for name in people}
        copy(mine / DATABASE, mine / "as-it-was.sqlite3")
        yield Office(address, **plans, passwords=passwords, sessions=sessions), mine


@pytest.fixture
def office(opened: tuple[Office, Path]) -> Office:
    """As it was before any test."""
    found, folder = opened
    copy(folder / "as-it-was.sqlite3", folder / DATABASE)
    return found


def copy(source: Path, target: Path) -> None:
    """Also into a database that a site is using."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def session(browser: Browser, address: str, name: str, password: str) -> StorageState:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto("/admin/login/")
    log_in(page, name, password)
    page.wait_for_url("/admin/")
    state = context.storage_state()
    context.close()
    return state


def log_in(page: Page, name: str, password: str) -> None:
    page.get_by_label("Användarnamn").fill(name)
    page.get_by_label("Lösenord").fill(password)
    page.get_by_role("button", name="Logga in").click()


Desk = Callable[..., Page]


@pytest.fixture
def desk(browser: Browser, office: Office) -> Iterator[Desk]:
    """A page of somebody who is logged in; several can be open at once."""
    contexts: list[BrowserContext] = []

    def sit_down(name: str = EDITOR, *, has_scripts: bool = True) -> Page:
        context = browser.new_context(
            base_url=office.address, storage_state=office.sessions[name], java_script_enabled=has_scripts
        )
        contexts.append(context)
        page = context.new_page()
        page.goto("/admin/")
        return page

    yield sit_down
    for context in contexts:
        context.close()


@dataclass
class Hand:
    """A hand on the mouse or on the keyboard, which counts what it presses; typing is no press."""

    way: Way
    presses: int = 0

    def press(self, target: Locator) -> None:
        """And wait for the page that follows."""
        with target.page.expect_navigation():
            self.way(target)
        self.presses += 1

    def choose(self, chosen: Locator, other: Locator) -> None:
        """One of two radio buttons, of which the other is chosen now."""
        if self.way is by_keyboard:
            press(other, "ArrowDown")
        else:
            chosen.click()
        expect(chosen).to_be_checked()
        self.presses += 1

    def write(self, target: Locator, text: str, *, is_above: bool = False) -> None:
        if self.way is by_keyboard:
            go_back(target) if is_above else press(target, "ControlOrMeta+a")
            target.page.keyboard.type(text)
        else:
            target.fill(text)


def go_back(target: Locator) -> None:
    """With the tabulator, to what stands above."""
    for _ in range(STOPS):
        target.page.keyboard.press("Shift+Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"cannot be reached by keyboard: {target}")


WAYS = [by_mouse, by_keyboard, "without scripts"]


@pytest.fixture(params=WAYS, ids=["mouse", "keyboard", "without scripts"])
def at(request: pytest.FixtureRequest, desk: Desk) -> tuple[Callable[[str], Page], Hand]:
    """Where to sit down, and the hand to use there."""
    has_scripts = request.param != "without scripts"
    hand = Hand(request.param if has_scripts else by_mouse)
    return lambda name: desk(name, has_scripts=has_scripts), hand


def named(page: Page, name: str) -> Locator:
    return page.locator("main").get_by_role("link", name=name, exact=True)


def button(page: Page, name: str) -> Locator:
    return page.locator("main").get_by_role("button", name=name, exact=True)


def statuses(page: Page) -> list[str]:
    return page.locator(".status-mark").all_inner_texts()


# Edit and send


def test_edit_and_send(at: tuple[Callable[[str], Page], Hand], office: Office) -> None:
    sit_down, hand = at
    page = sit_down(EDITOR)

    hand.press(page.locator(f'.matters a[href="{office.draft}"]'))
    hand.press(named(page, MEASURED))
    hand.write(page.get_by_label("Mål", exact=True), f"{MEASURED} år 2023")
    hand.press(button(page, "Spara"))
    expect(page.get_by_role("status").first).to_have_text("Sparat.")
    answers = page.locator(".findings input")
    for answer in reversed(answers.all()):
        hand.write(answer, "Det gör vi nästa år.", is_above=True)
    with page.expect_navigation():
        answers.first.press("Enter")
    expect(page.get_by_text("Allt är rättat eller besvarat. Planen är klar att föreslå.")).to_be_visible()
    hand.press(named(page, "Föreslå planen"))
    hand.press(button(page, "Föreslå planen"))

    page.wait_for_url(f"{office.draft}handling/")
    expect(page.get_by_text("Förslag till beslut")).to_be_visible()
    expect(page.get_by_role("heading", name=f"{MEASURED} år 2023")).to_be_visible()
    assert hand.presses <= MOST_CLICKS_TO_SEND


# Begin next year's plan


@pytest.mark.parametrize("way", [by_mouse, by_keyboard])
def test_next_year_from_last_year(desk: Desk, way: Way) -> None:
    page, hand = desk(OTHER_EDITOR), Hand(way)

    hand.press(button(page, "Börja på nästa års uppdragsplan"))
    expect(page.get_by_role("heading", name="Checklista")).to_be_visible()
    before = statuses(page)
    assert set(before) == {"oförändrat"}
    assert page.locator(".findings > li").count() > 0

    assignments = page.locator("section", has=page.get_by_role("heading", name="Uppdrag", exact=True)).locator(".t a")
    hand.press(assignments.first)
    hand.write(page.get_by_label("Uppdrag", exact=True), "Korta köerna")
    hand.press(button(page, "Spara"))

    hand.press(assignments.last)
    hand.press(named(page, "Ta bort ur planen"))
    hand.press(button(page, "Ta bort"))

    hand.press(named(page, "Nytt område"))
    hand.write(page.get_by_label("Verksamhetsområde", exact=True), "Volontärer")
    hand.press(button(page, "Spara"))

    assert sorted(statuses(page)) == sorted([*before[2:], "ändrat", "nytt", "avslutat"])
    assert hand.presses <= MOST_CLICKS_TO_BEGIN


# A collision


def collide(desk: Desk, mine: Page, hand: Hand, office: Office) -> None:
    """Mine and theirs are open at once; they save both fields, and then I do."""
    theirs = desk(EDITOR)
    for page in (mine, theirs):
        page.goto(office.draft)
        named(page, MEASURED).click()
    theirs.get_by_label("Mål", exact=True).fill("Alla elever läser bra")
    theirs.get_by_role("textbox", name="Beskrivning").fill("Deras beskrivning.")
    button(theirs, "Spara").click()
    expect(theirs.get_by_role("status").first).to_have_text("Sparat.")
    hand.write(mine.get_by_label("Mål", exact=True), "Alla elever läser gärna")
    hand.write(mine.get_by_role("textbox", name="Beskrivning"), "Min beskrivning.")
    with mine.expect_navigation():
        hand.way(button(mine, "Spara"))


def test_collision(at: tuple[Callable[[str], Page], Hand], desk: Desk, office: Office) -> None:
    sit_down, hand = at
    page = sit_down(EDITOR)
    collide(desk, page, hand, office)

    expect(page.get_by_role("heading", name="Någon annan sparade medan du skrev")).to_be_visible()
    title = page.get_by_role("group", name="Mål", exact=True)
    expect(title.locator(".sides p").first).to_have_text("Alla elever läser gärna")
    expect(title.locator(".sides p").last).to_have_text("Alla elever läser bra")
    expect(title.locator("del")).to_have_text("struket: bra")
    expect(title.locator("ins")).to_have_text("tillagt: gärna")
    mine, theirs = title.get_by_label("Behåll min"), title.get_by_label("Ta den andras")
    boxes = [side.bounding_box() or {"x": 0} for side in title.locator(".sides > div").all()]
    assert boxes[0]["x"] < boxes[1]["x"]

    hand.choose(theirs, mine)
    hand.press(button(page, "Spara"))

    expect(page.get_by_role("status").first).to_have_text("Sparat.")
    assert hand.presses <= MOST_CLICKS_TO_RESOLVE
    named(page, "Alla elever läser bra").click()
    expect(page.get_by_label("Mål", exact=True)).to_have_value("Alla elever läser bra")
    expect(page.get_by_role("textbox", name="Beskrivning")).to_have_value("Min beskrivning.")


# The amounts


def grid(desk: Desk, office: Office) -> Page:
    page = desk()
    page.goto(f"{office.draft}belopp/")
    return page


def left(page: Page) -> Locator:
    return page.locator("tfoot tr", has_text="Ej fördelat").locator("td").first


def test_sums_follow_the_typing(desk: Desk, office: Office) -> None:
    page = grid(desk, office)
    cell = page.get_by_label("Fritidshem, 2023")
    expect(left(page)).to_have_text("0")

    cell.fill("22 000")
    expect(left(page)).to_have_text("100")
    expect(page.locator("#status")).to_contain_text("2023: 100 tkr ej fördelat")
    expect(cell).to_be_focused()

    cell.fill("23 100")
    expect(left(page)).to_have_text("\N{MINUS SIGN}1 000 över ramen")
    expect(page.get_by_text("Fördelningen är större än ramen.")).to_be_visible()

    cell.fill("22 100,5")
    expect(page.get_by_text("1 belopp går inte att läsa: Menar du")).to_be_visible()


def test_range_from_excel_fills_the_cells(desk: Desk, office: Office) -> None:
    page = grid(desk, office)

    page.get_by_label("Förskola och pedagogisk omsorg, 2023").evaluate(PASTE, "1 000\t2 000\r\n3 000\t4 000\r\n")

    values = {"Förskola och pedagogisk omsorg": ["1 000", "2 000"], "Förskoleklass och grundskola": ["3 000", "4 000"]}
    for area, (first, second) in values.items():
        expect(page.get_by_label(f"{area}, 2023")).to_have_value(first)
        expect(page.get_by_label(f"{area}, 2024")).to_have_value(second)
    expect(left(page)).to_have_text("284 300")
    button(page, "Spara och stanna").click()
    expect(page.get_by_role("status").first).to_have_text("Beloppen är sparade.")
    expect(page.get_by_label("Förskoleklass och grundskola, 2024")).to_have_value(tkr(4000))


# Texts


def test_toolbar_and_preview(desk: Desk, office: Office) -> None:
    page = desk()
    page.goto(f"{office.draft}uppdrag/ny/")
    area = page.get_by_role("textbox", name="Beskrivning")

    area.fill("viktigt")
    area.select_text()
    page.get_by_role("button", name="Fet", exact=True).click()

    expect(area).to_have_value("**viktigt**")
    expect(area).to_be_focused()
    expect(page.get_by_role("region", name="Så blir texten").locator("strong")).to_have_text("viktigt")


# A login that lapsed


@pytest.mark.parametrize("has_scripts", [True, False])
def test_lapsed_login_keeps_the_text(desk: Desk, office: Office, has_scripts: bool) -> None:
    page = desk(EDITOR, has_scripts=has_scripts)
    page.goto(office.draft)
    named(page, MEASURED).click()
    page.get_by_label("Mål", exact=True).fill("Skrivet medan tiden gick ut")
    page.context.clear_cookies(name="sessionid")
    button(page, "Spara").click()

    expect(page.get_by_text("Inloggningen hade gått ut. Det du skrev finns kvar")).to_be_visible()
    log_in(page, EDITOR, office.passwords[EDITOR])
    expect(page.get_by_role("heading", name="Din text finns kvar")).to_be_visible()
    button(page, "Spara det jag skrev").click()

    expect(page.get_by_role("status").first).to_have_text("Sparat.")
    expect(named(page, "Skrivet medan tiden gick ut")).to_be_visible()


# Every page can be read by everyone

READ = {
    "desk": (EDITOR, "/admin/"),
    "desk of secretary": (SECRETARY, "/admin/"),
    "desk of steward": (STEWARD, "/admin/"),
    "desk of superuser": (SUPERUSER, "/admin/"),
    "plan": (EDITOR, "{draft}"),
    "proposal": (SECRETARY, "{proposal}"),
    "texts": (EDITOR, "{draft}texter/"),
    "new objective": (EDITOR, "{draft}mal/ny/"),
    "new assignment": (EDITOR, "{draft}uppdrag/ny/"),
    "grid": (EDITOR, "{draft}belopp/"),
    "propose": (EDITOR, "{draft}foresla/"),
    "withdraw": (EDITOR, "{draft}dra-in/"),
    "decide": (SECRETARY, "{proposal}beslut/"),
    "give back": (SECRETARY, "{proposal}aterlamna/"),
    "history": (SECRETARY, "{proposal}historik/"),
    "changes": (EDITOR, "{draft}andringar/"),
    "paper": (EDITOR, "{draft}handling/"),
    "preview": (EDITOR, "{draft}forhandsvisning/"),
    "workbook": (EDITOR, "{draft}arbetsbok/"),
    "help": (EDITOR, "/admin/hjalp/"),
    "password": (EDITOR, "/admin/password_change/"),
    "reference data": (STEWARD, "/admin/styrmodell/"),
    "list of decisions": (STEWARD, "/admin/styrmodell/decision/"),
    "form of a decision": (STEWARD, "/admin/styrmodell/decision/add/"),
    "form of a department": (STEWARD, "/admin/styrmodell/department/1/change/"),
    "list of roles": (STEWARD, "/admin/plans/role/"),
    "form of a role": (STEWARD, "/admin/plans/role/add/"),
    "list of accounts": (SUPERUSER, "/admin/auth/user/"),
    "form of an account": (SUPERUSER, "/admin/auth/user/1/change/"),
}


@pytest.mark.parametrize("kind", READ)
def test_page(desk: Desk, office: Office, kind: str) -> None:
    name, address = READ[kind]
    page = desk(name)
    said = complaints(page)
    answer = page.goto(address.format(draft=office.draft, proposal=office.proposal))

    assert answer
    assert answer.status == 200
    assert said == []  # before axe, which breaks the policy itself
    assert faults(page) == []


def test_login(page: Page, office: Office) -> None:
    page.goto(f"{office.address}/admin/login/")
    log_in(page, EDITOR, "fel lösenord")

    expect(page.get_by_role("alert")).to_be_focused()
    assert faults(page) == []


def test_item_with_errors(desk: Desk, office: Office) -> None:
    page = desk()
    page.goto(f"{office.draft}uppdrag/ny/")
    button(page, "Spara").click()

    expect(page.get_by_role("alert")).to_be_focused()
    assert faults(page) == []


def test_item_with_conflict(desk: Desk, office: Office) -> None:
    page = desk()
    collide(desk, page, Hand(by_mouse), office)

    expect(page.get_by_role("alert")).to_be_focused()
    assert faults(page) == []


def test_grid_with_errors(desk: Desk, office: Office) -> None:
    page = grid(desk, office)
    page.get_by_label("Fritidshem, 2023").fill("(5)")
    button(page, "Spara").click()

    expect(page.get_by_role("alert")).to_be_focused()
    assert faults(page) == []


def test_changed_plan(desk: Desk, office: Office) -> None:
    page = desk()
    page.goto(office.draft)
    named(page, MEASURED).click()
    page.get_by_label("Mål", exact=True).fill("Alla elever läser gärna")
    button(page, "Spara").click()
    expect(page.get_by_role("status").first).to_have_text("Sparat.")
    assert faults(page) == []

    for address in ("andringar/", "historik/"):
        page.goto(f"{office.draft}{address}")
        assert faults(page) == []


def test_decision_with_errors(desk: Desk, office: Office) -> None:
    page = desk(SECRETARY)
    page.goto(f"{office.proposal}beslut/")
    button(page, "För in beslutet").click()

    expect(page.get_by_role("alert")).to_be_focused()
    assert faults(page) == []


def test_refused_workbook(desk: Desk, office: Office) -> None:
    page = desk()
    page.goto(f"{office.draft}arbetsbok/")
    button(page, "Visa vad filen ändrar").click()

    expect(page.get_by_role("alert")).to_be_focused()
    assert faults(page) == []


HOLD_BACK = """addEventListener("submit", (event) => {
  window.sent = (window.sent ?? 0) + !event.defaultPrevented;
  event.preventDefault();
})"""
"""Forms are counted and not sent, so that the page can be looked at as it is meanwhile."""


def test_workbook_being_read_says_so(desk: Desk, office: Office) -> None:
    page = desk()
    page.goto(f"{office.draft}arbetsbok/")
    page.evaluate(HOLD_BACK)
    form = page.locator("form.writing")
    expect(form.get_by_role("progressbar")).to_have_count(0)

    for _ in range(2):
        button(page, "Visa vad filen ändrar").click()

    expect(form.get_by_role("status")).to_contain_text("Läser arbetsboken")
    expect(form.get_by_role("progressbar")).to_be_visible()
    assert page.evaluate("sent") == 1
    assert faults(page) == []
