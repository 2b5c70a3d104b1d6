"""The questions of citizens and councillors, within the clicks that they may take.

By mouse, by keyboard alone, with scripts off.

What is done about school lunches (C1) is asked in `test_search.py`.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.ways import Way, by_mouse, follow, link

SOFT_HYPHEN = "\N{SOFT HYPHEN}"

Question = Callable[[Page, Way], None]


def where_does_the_money_go(page: Page, way: Way) -> None:
    """C2, in three clicks: the whole as a hundred kronor, one body with its change, and who decided."""
    page.goto("/")
    follow(page, way, "/budget/")
    assert page.locator(".bricks").count() == 1
    assert ["36", "36,27"] in shares(page)

    follow(page, way, "/budget/socialnamnden/")
    assert reads(page, ".lede") == (
        "Socialnämnden får kosta 328 400 tkr netto 2022. Det är 7 900 tkr mer än 2021. "
        "Under året har ramen höjts till 334 500 tkr."
    )

    decision = page.locator("main a.who").first.get_attribute("href")
    assert decision
    follow(page, way, decision)
    assert "Kommunfullmäktige § E" in reads(page, "main")
    assert "2021" in reads(page, "main time")
    assert "Protokoll" in reads(page, "main")


def shares(page: Page) -> list[list[str]]:
    """The bricks and the kronor of each row beside the picture."""
    rows = page.locator(".hundred tbody tr").all()
    return [[cell.inner_text().strip() for cell in row.locator("td").all()[:2]] for row in rows]


def how_is_a_goal_followed_and_cited(page: Page, way: Way) -> None:
    """C3, in three clicks: the goal, what it is to be cited as and where that lies, the feed that tells of changes."""
    page.goto("/")
    follow(page, way, "/mal/halsa/")
    assert link(page, "/nya-beslut/atom.xml").count() == 1
    assert reads(page, ".cite blockquote").startswith("Söderköpings kommun. ”Hälsa”, prioriterat mål i ")
    permanent = page.locator(".cite .ways a").first.get_attribute("href")
    assert permanent
    assert permanent.startswith("/strategisk-plan/2022-2025/r1/#")

    follow(page, way, permanent)
    assert page.locator(f"[id='{permanent.partition('#')[2]}']").count() == 1


def what_is_missing(page: Page, way: Way) -> None:
    """P2, in one click: goals against bodies with a word in every cell, and what nobody has picked up, counted."""
    page.goto("/")
    follow(page, way, "/vad-saknas/")
    cells = [cell.inner_text().strip() for cell in page.locator(".matrix tbody td").all()]
    assert "2 + 1 indirekt" in cells
    assert "inget mål" in cells
    assert "" not in cells
    assert "1 av 16 nämndmål har inget uppdrag" in reads(page, "#namndmal-utan-uppdrag")


def where_does_an_activity_come_from(page: Page, way: Way) -> None:
    """P3, within two clicks from the activity: the vision on one line, who decided, the money, earlier wordings."""
    page.goto("/aktiviteter/znl9mdr0/")
    levels = [level.inner_text() for level in page.locator("nav.chain .level").all()]
    assert levels == ["Vision", "Långsiktigt mål", "Styrelsens mål 3", "Uppdrag 3.2", "Aktivitet"]
    assert page.locator(".editions").count() == 1
    money = page.locator("#nedanfor a.tie").first.get_attribute("href")
    assert money
    follow(page, way, money)
    anchor = money.partition("#")[2]
    assert reads(page, f"table:has([id='{anchor}']) caption") == (
        "Kommunstyrelsen, fördelning av ramen tkr, nettokostnad"
    )

    page.goto("/aktiviteter/znl9mdr0/")
    follow(page, way, "/uppdrag/d6n8owhu/")
    decision = page.locator("main a.who").first.get_attribute("href")
    assert decision
    follow(page, way, decision)
    assert "Kommunstyrelsen § E" in reads(page, "main")


def reads(page: Page, selector: str) -> str:
    text = page.locator(selector).first.inner_text()
    return " ".join(text.replace(SOFT_HYPHEN, "").split())


QUESTIONS = pytest.mark.parametrize(
    "ask",
    [
        where_does_the_money_go,
        how_is_a_goal_followed_and_cited,
        what_is_missing,
        where_does_an_activity_come_from,
    ],
)


@QUESTIONS
def test_question_is_answered(page: Page, way: Way, ask: Question) -> None:
    ask(page, way)


@QUESTIONS
def test_question_is_answered_with_scripts_off(without_scripts: Page, ask: Question) -> None:
    ask(without_scripts, by_mouse)


def test_feed_tells_of_what_was_adopted(page: Page) -> None:
    answer = page.request.get("/nya-beslut/atom.xml")

    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    assert "Socialnämndens uppdragsplan 2022–2025 antogs." in answer.text()
