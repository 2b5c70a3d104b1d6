"""P1, "what changed since we last adopted?", and what is said of it: mouse, keyboard, scripts on and off."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, StorageState, expect

from tests.browser.test_axe import complaints, faults
from tests.browser.test_officials import log_in
from tests.browser.ways import Way, by_keyboard, by_mouse

COUNCILLOR, SECRETARY, STEWARD = "fortroendevald-bun", "sekreterare-bun", "styrmodellsansvarig"
PLAN = "Barn- och utbildningsnämndens uppdragsplan 2022–2025"
MOST_CLICKS = 2

Seat = Callable[..., Page]


@pytest.fixture(scope="module")
def sessions(browser: Browser, base_url: str, accounts: dict[str, str]) -> dict[str, StorageState]:
    found = {}
    for name in (COUNCILLOR, SECRETARY, STEWARD):
        context = browser.new_context(base_url=base_url)
        page = context.new_page()
        page.goto("/infor-beslut/")
        log_in(page, name, accounts[name])
        page.wait_for_url("/infor-beslut/")
        found[name] = context.storage_state()
        context.close()
    return found


@pytest.fixture
def seat(browser: Browser, base_url: str, sessions: dict[str, StorageState]) -> Iterator[Seat]:
    """The list before a decision, of somebody who is logged in."""
    contexts: list[BrowserContext] = []

    def sit_down(name: str = COUNCILLOR, *, has_scripts: bool = True) -> Page:
        context = browser.new_context(base_url=base_url, storage_state=sessions[name], java_script_enabled=has_scripts)
        contexts.append(context)
        page = context.new_page()
        page.goto("/infor-beslut/")
        return page

    yield sit_down
    for context in contexts:
        context.close()


def matter(page: Page) -> Locator:
    return page.locator("main h3 a").filter(has_text="uppdragsplan").first


def open_pack(page: Page, way: Way = by_mouse) -> str:
    """Its address."""
    way(matter(page))
    page.wait_for_url("**/infor-beslut/*/")
    return page.url


@pytest.mark.parametrize("start", ["/infor-beslut/", "/admin/"])
def test_what_changed_is_two_clicks_away(seat: Seat, way: Way, start: str) -> None:
    page = seat()
    page.goto(start)
    clicks = 0

    def press(target: Locator) -> None:
        nonlocal clicks
        clicks += 1
        way(target)

    press(page.locator('main a[href^="/infor-beslut/"]').filter(has_text="uppdragsplan").first)
    page.wait_for_url("**/infor-beslut/*/")
    press(page.locator('.contents a[href="#andringar"]'))

    expect(page.locator("#andringar")).to_be_in_viewport()
    counts = page.locator(".counts").first.locator("li")
    expect(counts).to_have_text(["1 ny", "2 omformulerade", "2 med ändrade pengar"])
    expect(page.locator("ins").filter(has_text="Planen ses över inför 2023.")).to_have_count(1)
    assert clicks <= MOST_CLICKS


def test_pack_on_paper_has_neither_buttons_nor_menus(seat: Seat) -> None:
    page = seat()
    open_pack(page)

    page.emulate_media(media="print")

    expect(page.get_by_role("heading", name="Pengar mot ramen")).to_be_visible()
    for what in (".officials", ".ways", ".say-link", ".contents"):
        expect(page.locator(what).first).to_be_hidden()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_comment_is_written_at_its_item(seat: Seat, has_scripts: bool) -> None:
    page = seat(has_scripts=has_scripts)
    said = complaints(page)
    address = open_pack(page)
    passage = page.locator(".passage .passage").first
    words = f"Vem äger frågan? ({'med' if has_scripts else 'utan'} skript)"

    passage.get_by_role("link", name="Lämna synpunkt").first.click()
    if has_scripts:
        expect(page).to_have_url(address)
        expect(passage.get_by_label("Din synpunkt")).to_be_focused()
    page.get_by_label("Din synpunkt").fill(words)
    page.get_by_role("button", name="Lämna synpunkten").click()

    expect(page).to_have_url(f"{address}#{page.url.partition('#')[2]}")
    expect(page.locator(".passage .passage").first).to_contain_text(words)
    assert said == []


def test_comment_is_answered_and_resolved_by_keyboard(seat: Seat) -> None:
    page = seat(SECRETARY)
    address = open_pack(page)
    page.goto(f"{address}synpunkter/")
    remark = page.locator(".remark").last

    by_keyboard(remark.get_by_role("link", name="Svara"))
    expect(remark.get_by_label("Ditt svar")).to_be_focused()
    page.keyboard.type("Det står i bilagan.")
    by_keyboard(remark.get_by_role("button", name="Skicka svaret"))
    page.wait_for_url("**/infor-beslut/*/#synpunkt-*")

    expect(page.locator(".remark").filter(has_text="Det står i bilagan.")).to_contain_text("besvarad")


def test_what_is_seen_is_noted_by_the_page_itself(seat: Seat) -> None:
    page = seat()

    with page.expect_response("**/sedd/") as noted:
        open_pack(page)

    assert noted.value.status == 204


@pytest.mark.parametrize("tail", ["", "synpunkt/", "synpunkter/", "sammantrade/", "publicera/"])
def test_pages_can_be_read_by_everyone(seat: Seat, tail: str) -> None:
    page = seat(SECRETARY)
    said = complaints(page)
    page.goto(open_pack(page) + tail)

    assert faults(page) == []
    assert said == []


@pytest.mark.parametrize("address", ["/infor-beslut/", "/infor-beslut/gallring/"])
def test_lists_can_be_read_by_everyone(seat: Seat, address: str) -> None:
    page = seat(STEWARD)
    said = complaints(page)
    page.goto(address)

    assert faults(page) == []
    assert said == []


def test_pack_of_the_strategic_plan_can_be_read_by_everyone(seat: Seat) -> None:
    page = seat(STEWARD)
    said = complaints(page)
    page.locator("main h3 a").first.click()
    page.wait_for_url("**/infor-beslut/*/")

    assert faults(page) == []
    assert said == []


def test_published_proposal_can_be_read_by_everyone(seat: Seat, without_scripts: Page) -> None:
    page = seat(SECRETARY)
    address = open_pack(page)
    page.goto(f"{address}publicera/")
    page.get_by_label("Sammanträdets dag").fill("2026-12-17")
    page.get_by_role("button", name="Publicera").click()
    published = page.locator('main a[href^="/forslag/"]').first.get_attribute("href") or ""

    without_scripts.goto(published)
    expect(without_scripts.get_by_role("heading", level=1)).to_contain_text("Uppdragsplan 2022")
    page.goto(published)
    assert faults(page) == []
    page.goto(f"{address}publicera/")
    page.get_by_role("button", name="Ta ned förslaget").click()
    assert without_scripts.goto(published).status == 404  # type: ignore[union-attr]
