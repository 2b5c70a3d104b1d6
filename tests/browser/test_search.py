"""Searching as one writes, with Enter, and with scripts off; and what is done about school lunches, in two clicks."""

import re

from playwright.sync_api import Page, Route, expect

HITS = "#traffar .hits a"
LUNCH = "Servera skollunch som fler äter"
SOFT_HYPHEN = "\N{SOFT HYPHEN}"


def found(page: Page) -> str:
    return page.locator("#traffar").inner_text()


def test_writing_shows_what_is_found_and_keeps_the_focus(page: Page) -> None:
    page.goto("/sok/")
    field = page.get_by_role("searchbox")

    field.press_sequentially("skollunch", delay=20)

    expect(page.locator(HITS).first).to_contain_text(LUNCH)
    expect(field).to_be_focused()
    expect(field).to_have_value("skollunch")
    expect(page.get_by_role("status")).to_have_text("5 träffar på ”skollunch”.")
    expect(page).to_have_url(re.compile(r"/sok/\?q=skollunch$"))
    expect(page).to_have_title(re.compile("^skollunch"))


def test_enter_gives_the_same_page(page: Page) -> None:
    page.goto("/sok/")
    page.get_by_role("searchbox").press_sequentially("förskola", delay=20)
    expect(page.get_by_role("status")).to_contain_text("träffar på ”förskola”")
    written, address = found(page), page.url

    with page.expect_navigation():
        page.get_by_role("searchbox").press("Enter")

    assert page.url == address
    assert found(page) == written


def test_what_was_asked_first_never_wins(page: Page) -> None:
    waiting: list[Route] = []

    def hold_back_the_first(route: Route) -> None:
        if "q=skola&" in f"{route.request.url}&":
            waiting.append(route)
        else:
            route.continue_()

    page.goto("/sok/")
    page.route(re.compile(r"/sok/\?q="), hold_back_the_first)
    field = page.get_by_role("searchbox")
    with page.expect_event("request", lambda request: request.url.endswith("q=skola")):
        field.fill("skola")
    field.fill("bygglov")
    expect(page.get_by_role("status")).to_contain_text("träffar på ”bygglov”")

    for route in waiting:
        route.abort()
    page.wait_for_timeout(300)

    assert waiting
    expect(page.locator("#traffar .lede")).to_contain_text("”bygglov”")
    expect(page.get_by_role("status")).to_contain_text("träffar på ”bygglov”")


def test_clearing_takes_the_hits_away(page: Page) -> None:
    page.goto("/sok/?q=bygglov")

    page.get_by_role("searchbox").fill("")

    expect(page.locator(HITS)).to_have_count(0)
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_school_lunches_in_two_clicks_by_keyboard(page: Page) -> None:
    page.goto("/")

    page.get_by_role("searchbox").focus()
    page.keyboard.type("skollunch")
    page.keyboard.press("Enter")
    page.wait_for_url("/sok/?q=skollunch")
    page.locator(HITS).first.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text(LUNCH)
    expect_who_and_how(page)


def test_school_lunches_with_scripts_off(without_scripts: Page) -> None:
    page = without_scripts
    page.goto("/")

    page.locator("#sok").fill("skolmat")
    page.get_by_role("button", name="Sök").click()
    page.locator(HITS).first.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text(LUNCH)
    expect_who_and_how(page)


def expect_who_and_how(page: Page) -> None:
    """Responsible, the chain up to the vision, money and decision."""
    told = page.locator("main").inner_text().replace(SOFT_HYPHEN, "")
    for part in ("Barn- och utbildningsförvaltningen", "Livsglädje", "Hälsa", "tkr", "§"):
        assert part in told


def test_choices_stay_when_one_writes_on(page: Page) -> None:
    page.goto("/sok/?q=skola&niva=uppdrag")

    page.get_by_role("searchbox").fill("förskola")

    expect(page).to_have_url(re.compile(r"q=f%C3%B6rskola&niva=uppdrag$"))
    expect(page.locator("#traffar h2")).to_have_count(1)


def test_console_is_silent(page: Page) -> None:
    """The trail is data that the security policy has nothing against."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))

    for address in ("/mal/miljo/", "/namnder/socialnamnden/", "/sok/?q=skola"):
        page.goto(address)
        page.wait_for_load_state("networkidle")

    assert said == []
