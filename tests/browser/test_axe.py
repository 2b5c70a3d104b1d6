"""Every kind of page in every state can be read by everyone: axe, narrow screens, large text, light and dark."""

from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page, Response, expect

from tests.browser.pages import PLACES

LAYOUT = (Path(__file__).parent / "layout.js").read_text()

RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
RULES_OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
VIOLATIONS = """rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"]}).then(
  found => found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)}`))
)"""
FONT_SIZE = "percent => { document.documentElement.style.fontSize = `${percent}%`; }"
OPEN_FIRST = "branches => { branches[0].querySelector('summary').click(); }"

WIDTHS = (1280, 320)
MIDDLE_WIDTH = 768
WIDTHS_OF_LARGE_TEXT = (1280, 640)
MOST_REQUESTS = 7
MOST_BYTES = 85_000


def complaints(page: Page) -> list[str]:
    """What the browser will have to say against the page: errors, breaches of the policy, requests to anyone else."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url) if "//127.0.0.1:" not in request.url else None)
    return said


def faults(page: Page) -> list[str]:
    """By axe and by what lies where, wide and narrow; in the dark colours alone are judged again."""
    page.evaluate(AXE_SCRIPT)
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme, rules in (("light", RULES), ("dark", RULES_OF_COLOUR)):
            page.emulate_media(color_scheme=scheme)
            found += [f"{width} {scheme} {fault}" for fault in page.evaluate(VIOLATIONS, rules)]
        found += [f"{width} {fault}" for fault in page.evaluate(LAYOUT)]
    page.set_viewport_size({"width": MIDDLE_WIDTH, "height": 900})
    found += [f"{MIDDLE_WIDTH} {fault}" for fault in page.evaluate(LAYOUT)]
    page.evaluate(FONT_SIZE, 200)
    for width in WIDTHS_OF_LARGE_TEXT:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{width} large text {fault}" for fault in page.evaluate(LAYOUT)]
    return found


# Pages


@pytest.mark.parametrize(("site", "address"), PLACES)
def test_page(page: Page, sites: dict[str, str], site: str, address: str) -> None:
    said = complaints(page)
    page.goto(sites[site] + address)

    assert faults(page) == []
    assert said == []


def test_missing_page(page: Page) -> None:
    page.goto("/finns-inte/")

    assert faults(page) == []


@pytest.mark.parametrize("template", ["400.html", "403.html", "403_csrf.html", "500.html", "home/empty.html"])
def test_page_that_no_address_leads_to(page: Page, template: str) -> None:
    said = complaints(page)
    page.route("/", lambda route: route.fulfill(body=render_to_string(template), content_type="text/html"))
    page.goto("/")

    assert faults(page) == []
    assert said == []


# States


@pytest.mark.parametrize("address", ["/rod-trad/", "/mal/halsa/", "/namnder/socialnamnden/"])
def test_opened_branches(page: Page, address: str) -> None:
    said = complaints(page)
    page.goto(address)
    branches = page.locator("details.branch[data-hx-get]")  # what stands open from the start fetches nothing
    while branches.count():
        branches.evaluate_all(OPEN_FIRST)
        expect(branches.first.locator("> .inside > [data-below]")).to_be_visible()
        branches = branches.first.locator(".inside details.branch")

    assert faults(page) == []
    assert said == []


def test_failed_branch(page: Page) -> None:
    page.goto("/mal/halsa/")
    page.route("**/namndmal/**", lambda route: route.abort())
    page.locator("details.branch").evaluate_all(OPEN_FIRST)
    expect(page.get_by_role("status")).to_be_visible()

    assert faults(page) == []


def test_opened_menu(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto("/mal/")
    page.locator(".mainmenu summary").click()
    expect(page.locator(".mainmenu").get_by_role("link").first).to_be_visible()

    assert faults(page) == []


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p style='width: 2000px'>Bred</p>", "the page is 2000 wide"),
        ("<p style='width: 50px; overflow: hidden; white-space: nowrap'>En lång rad</p>", "cut off: En lång rad"),
        ("<p style='margin-left: -50px'>Vänster</p>", "beside the page: Vänster"),
        ("<div class='body' style='width: 9px'>Bredvid</div>", "beside its column: Bredvid"),
        ("<p>Under</p><p style='margin-top: -2.3em'>Över</p>", "on each other: Över | Under"),
        ("<table><tr><th>Namn</th><td style='display: none'>1 200</td></tr></table>", "lost: 1 200"),
        ("<p style='width: 45px'>2022–2025</p>", "broken: 2022–2025"),
    ],
)
def test_fault_of_layout_is_seen(page: Page, html: str, fault: str) -> None:
    page.set_content(f"<body style='margin: 0'>{html}</body>")

    assert page.evaluate(LAYOUT) == [fault]


# The first view


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/mal/halsa/",
        "/rod-trad/",
        "/strategisk-plan/",
        "/namnder/socialnamnden/",
        "/namnder/socialnamnden/uppdragsplan/2022-2025/",
        "/om/",
    ],
)
def test_first_view_is_light(browser: Browser, base_url: str, address: str) -> None:
    """As compressed, and without the icon of the tab, which a browser asks for once."""
    visitor = browser.new_context(base_url=base_url)
    page = visitor.new_page()
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    page.on("response", note)
    page.goto(address, wait_until="networkidle")
    view = [answer for answer in answers if "/icons/" not in answer.url]

    assert len(view) <= MOST_REQUESTS
    assert sum(answer.request.sizes()["responseBodySize"] for answer in view) <= MOST_BYTES
    visitor.close()
