"""From the vision to a single activity, and to the money of an area: by mouse, by keyboard alone, with scripts off."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests.browser.ways import Way, by_keyboard, by_mouse, follow, link, press

GOAL = "/mal/halsa/"
OBJECTIVE = "/namndmal/dew4d94d/"
ASSIGNMENT = "/uppdrag/f23t7uw9/"
ACTIVITY = "/aktiviteter/bwb27ntg/"
CHAIN = ("/", GOAL, OBJECTIVE, ASSIGNMENT, ACTIVITY)

BODY = "/namnder/socialnamnden/"
DEPARTMENT = "/forvaltningar/socialforvaltningen/"
PLAN = "/namnder/socialnamnden/uppdragsplan/2022-2025/"

# Of every branch: its address, the number it states, the children that it itself has, and where its last link leads.
OPENED = """branches => branches.map(branch => {
  const below = branch.querySelector(":scope > .inside > .below");
  const children = [...below.querySelectorAll("details.branch, ul.activities > li")];
  return {
    address: branch.dataset.hxGet,
    stated: parseInt(branch.querySelector(".count").textContent) || 0,
    children: children.filter(child => child.parentElement.closest(".below") === below).length,
    lastLink: below.lastElementChild.querySelector("a").getAttribute("href"),
  };
})"""

DUPLICATE_IDS = """() => {
  const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}"""


def branch_of(within: Page | Locator, address: str) -> Locator:
    return within.locator(f'details.branch[data-hx-get="{address}"]').first


def open_branch(branch: Locator, way: Way = by_mouse) -> None:
    """Open it, and see that it says so, holds what it has promised and keeps the focus."""
    summary = branch.locator("> summary")
    way(summary)
    expect_opened(branch)
    expect(summary).to_be_focused()


def expect_opened(branch: Locator) -> None:
    below = branch.locator("> .inside > [data-below]")
    expect(below).to_be_visible()
    expect(branch.page.get_by_role("status")).to_have_text(below.get_attribute("data-announce") or "")
    expect_promises_kept(branch)


def expect_promises_kept(branches: Locator) -> None:
    """What opens is as many as was stated, and ends with a link to its own page."""
    opened = branches.evaluate_all(OPENED)
    assert opened
    for branch in opened:
        assert branch["children"] == branch["stated"], branch["address"]
        assert branch["address"] in (None, branch["lastLink"])  # what stands open from the start fetches nothing


def steps(page: Page) -> list[str | None]:
    """The addresses of the red thread above the page."""
    links = page.locator('nav.chain li:not([data-state="ahead"]) a')
    return [step.get_attribute("href") for step in links.all()]


def content(page: Page) -> str:
    return page.locator("main").inner_html()


# The chain


def test_chain_opens_in_place(page: Page, way: Way) -> None:
    page.goto("/")
    follow(page, way, GOAL)
    objective = branch_of(page, OBJECTIVE)
    open_branch(objective, way)
    assignment = branch_of(objective, ASSIGNMENT)
    open_branch(assignment, way)
    follow(page, way, ACTIVITY)

    assert steps(page) == [*CHAIN[:-1]]
    expect(page.locator('nav.chain [aria-current="page"]')).to_have_text(page.locator("h1").inner_text())


def test_tree_opens_in_place(page: Page, way: Way) -> None:
    page.goto("/rod-trad/")
    within: Page | Locator = page
    for address in (OBJECTIVE, ASSIGNMENT):  # the goals stand open
        within = branch_of(within, address)
        open_branch(within, way)
    follow(page, way, ACTIVITY)

    assert steps(page) == [*CHAIN[:-1]]


def test_chain_without_scripts(without_scripts: Page) -> None:
    page = without_scripts
    page.goto("/")
    follow(page, by_mouse, GOAL)
    for address in (OBJECTIVE, ASSIGNMENT):
        branch = branch_of(page, address)
        branch.locator("> summary").click()
        expect(branch.locator("> .inside a")).to_have_attribute("href", address)
        follow(page, by_mouse, address)
    follow(page, by_mouse, ACTIVITY)

    assert steps(page) == [*CHAIN[:-1]]


def test_chain_leads_back_to_the_vision(page: Page, way: Way) -> None:
    page.goto(ACTIVITY)
    for address in reversed(CHAIN[:-1]):
        way(page.locator(f'nav.chain a[href="{address}"]'))
        page.wait_for_url(address)

    expect(page.locator(".house .roof")).to_be_visible()


# The money


def walk_to_the_money(page: Page, way: Way) -> None:
    """The frame of the body, as it stands on the start page, on the body's own page and where it is divided."""
    page.goto("/")
    frame = page.locator(f'#pengar tr:has(a[href="{BODY}"]) td').first.inner_text()
    follow(page, way, BODY)
    assert page.locator("tr").filter(has_text="2022, budget").locator("td").first.inner_text() == frame
    follow(page, way, PLAN)
    way(page.locator('.contents a[href="#fordelning"]'))
    page.wait_for_url(f"{PLAN}#fordelning")
    table = page.get_by_role("table").filter(has_text="fördelning av ramen")
    expect(table).to_be_in_viewport()
    assert table.get_by_role("row").filter(has_text="Ram när planen antogs").locator("td").first.inner_text() == frame


def test_money(page: Page, way: Way) -> None:
    walk_to_the_money(page, way)


def test_money_without_scripts(without_scripts: Page) -> None:
    walk_to_the_money(without_scripts, by_mouse)


def test_assignment_leads_to_its_area(page: Page, way: Way) -> None:
    page.goto(ASSIGNMENT)
    tie = page.locator(f'a.tie[href^="{PLAN}#"]').first
    area = (tie.get_attribute("href") or "").partition("#")[2]
    way(tie)
    page.wait_for_url(f"{PLAN}#{area}")

    expect(page.locator(f"tr#{area}")).to_be_in_viewport()


# Branches


@pytest.mark.parametrize(
    "address", ["/rod-trad/", "/rod-trad/2023/", GOAL, BODY, DEPARTMENT, "/sarskilda-uppdrag/oon9bs46/"]
)
def test_every_branch_keeps_its_promises(page: Page, address: str) -> None:
    page.goto(address)
    while closed := page.locator("details.branch:not([open])").element_handles():
        for branch in closed:
            branch.evaluate("branch => branch.querySelector('summary').click()")
        expect(page.locator("details.branch[open]:not(:has(> .inside > .below))")).to_have_count(0)

    expect_promises_kept(page.locator("details.branch"))
    assert page.evaluate(DUPLICATE_IDS) == []
    expect(page.locator("[aria-busy]")).to_have_count(0)


def test_branch_opens_and_closes_by_space(page: Page) -> None:
    page.goto(GOAL)
    branch = branch_of(page, OBJECTIVE)
    press(branch.locator("> summary"), "Space")
    expect_opened(branch)
    page.keyboard.press("Space")
    expect(branch.locator("> .inside")).to_be_hidden()
    expect(branch.locator("> summary")).to_be_focused()


def test_keyboard_goes_on_into_the_opened_branch(page: Page) -> None:
    page.goto(GOAL)
    branch = branch_of(page, OBJECTIVE)
    open_branch(branch, by_keyboard)
    page.keyboard.press("Tab")

    expect(branch.locator(".inside summary").first).to_be_focused()


def test_branch_is_fetched_once(page: Page) -> None:
    page.goto(GOAL)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    branch = branch_of(page, OBJECTIVE)
    open_branch(branch)
    branch.locator("> summary").click()
    expect(branch.locator("> .inside")).to_be_hidden()
    open_branch(branch)

    assert len([url for url in fetched if url.endswith(OBJECTIVE)]) == 1


def test_skip_link_leads_past_the_menu(page: Page) -> None:
    page.goto(GOAL)
    press(page.locator("a.skip"), "Enter")
    page.keyboard.press("Tab")

    expect(page.locator("main a").first).to_be_focused()


# Moving about


def test_back_and_forward_show_whole_pages(page: Page) -> None:
    fresh = {}
    for address in CHAIN:
        page.goto(address)
        fresh[address] = content(page)
    for address in CHAIN[-2::-1]:
        page.go_back()
        page.wait_for_url(address)
        assert content(page) == fresh[address]
    for address in CHAIN[1:]:
        page.go_forward()
        page.wait_for_url(address)
        assert content(page) == fresh[address]


def test_back_to_an_opened_branch(page: Page) -> None:
    page.goto(GOAL)
    open_branch(branch_of(page, OBJECTIVE))
    follow(page, by_mouse, OBJECTIVE)
    page.go_back()
    page.wait_for_url(GOAL)

    open_branch(branch_of(page, OBJECTIVE))


def test_opened_branch_changes_neither_address_nor_history(page: Page) -> None:
    page.goto("/")
    page.goto(GOAL)
    fresh = content(page)
    open_branch(branch_of(page, OBJECTIVE))
    expect(page).to_have_url(GOAL)
    page.reload()
    assert content(page) == fresh
    page.go_back()

    expect(page).to_have_url("/")


@pytest.mark.parametrize("address", CHAIN)
def test_bookmark_shows_the_same_page(browser: Browser, page: Page, base_url: str, address: str) -> None:
    page.goto("/rod-trad/")
    page.goto(address)
    elsewhere = browser.new_context(base_url=base_url)
    bookmarked = elsewhere.new_page()
    bookmarked.goto(page.url)

    assert content(bookmarked) == content(page)
    assert bookmarked.title() == page.title()
    elsewhere.close()


def test_address_of_a_branch_opens_it(page: Page) -> None:
    page.goto(GOAL)
    branch = branch_of(page, OBJECTIVE)
    name = branch.get_attribute("id")
    page.goto("/")
    page.goto(f"{GOAL}#{name}")

    expect_opened(branch)


def test_link_in_an_opened_branch_opens_in_a_new_tab(page: Page, context: BrowserContext) -> None:
    page.goto(GOAL)
    branch = branch_of(page, OBJECTIVE)
    open_branch(branch)
    with context.expect_page() as opened:
        link(branch, OBJECTIVE).click(modifiers=["Control"])
    opened.value.wait_for_url(OBJECTIVE)

    expect(opened.value.locator("h1")).to_have_text(branch.locator("> summary .t").inner_text())
    expect(page).to_have_url(GOAL)


# When it goes wrong


def no_network(route: Route) -> None:
    route.abort()


def server_error(route: Route) -> None:
    route.fulfill(status=500, content_type="text/html", body="<main><p data-below>Fel</p></main>")


@pytest.mark.parametrize("failure", [no_network, server_error])
def test_failure_is_told_and_the_link_remains(page: Page, failure: Callable[[Route], None]) -> None:
    page.goto(GOAL)
    branch = branch_of(page, OBJECTIVE)
    page.route(f"**{OBJECTIVE}", failure)
    branch.locator("> summary").click()

    expect(page.get_by_role("status")).to_have_text("Det gick inte att hämta innehållet. Öppna sidan i stället.")
    expect(page.get_by_role("status")).to_be_in_viewport()
    expect(branch.locator("> summary")).to_be_focused()
    expect(branch.locator("> .inside")).not_to_have_attribute("aria-busy", "true")
    expect(branch.locator("> .inside > *")).to_have_count(1)
    page.unroute(f"**{OBJECTIVE}")
    follow(page, by_mouse, OBJECTIVE)
