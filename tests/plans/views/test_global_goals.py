import pytest
from django.test import Client

from goals.models import GlobalTie
from tests.reading import branches, gaps, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("adala")]


def test_all_seventeen_are_there_with_what_serves_them(client: Client) -> None:
    listed = page(client, "/globala-malen/").one("ol", "seventeen")
    lines = [part for part in listed.all("li") if part.attributes.get("id")]

    assert [line.attributes["id"] for line in lines] == [f"mal-{number}" for number in range(1, 18)]
    assert lines[2].links[1] == ("Trygghet", "/mal/trygghet/")
    assert lines[0].texts("p", "gap") == ["Inget av kommunens mål är knutet hit."]


def test_colours_are_data_and_the_number_can_be_read_on_them(client: Client) -> None:
    mark = page(client, "/globala-malen/7/").one("div", "titlepage").one("svg", "mark")

    assert mark.one("circle").attributes["fill"] == "#FCC30B"
    assert mark.one("text").attributes["fill"] == "#000000"
    assert mark.attributes["aria-hidden"] == "true"


def test_goals_of_another_term_serve_their_own_years(client: Client) -> None:
    now, then = (page(client, address).one("main").text for address in ("/globala-malen/6/", "/globala-malen/6/2022/"))

    assert "Inget av kommunens långsiktiga mål är knutet hit 2023." in now
    assert "Kommunen arbetar med det genom målet Natur och vatten." in then


def test_what_is_done_opens_level_by_level(client: Client) -> None:
    shown = page(client, "/globala-malen/3/")

    assert [(title, address) for _, title, _, address in branches(shown)] == [("Trygghet", "/mal/trygghet/")]
    assert shown.one("nav", "pager").links == [
        ("Föregående: 2 Ingen hunger", "/globala-malen/2/"),
        ("Nästa: 4 God utbildning för alla", "/globala-malen/4/"),
    ]


def test_counts_are_those_of_the_goal(client: Client) -> None:
    goal = page(client, "/mal/trygghet/")
    under = branches(goal.section("Vem gör vad"))
    assignments = sum(int(count.split()[0]) for _, _, count, _ in under if count[0].isdigit())

    [(_, _, count, _)] = branches(page(client, "/globala-malen/3/"))
    by = page(client, "/globala-malen/3/").one("span", "by").text

    assert count == f"{len(under)} nämndmål"
    assert by.startswith(f"{assignments} uppdrag")


def test_goal_that_nothing_is_tied_to_says_so(client: Client) -> None:
    shown = page(client, "/globala-malen/1/")

    assert branches(shown) == []
    assert gaps(shown)[0].startswith("Inget långsiktigt mål är knutet hit.")


@pytest.mark.parametrize("address", ["/globala-malen/0/", "/globala-malen/18/", "/globala-malen/3/2031/"])
def test_unknown_goal_or_year_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_page_is_an_example_when_a_tie_is(client: Client) -> None:
    assert client.get("/globala-malen/3/").context["is_example"] is True
    assert client.get("/globala-malen/1/").context["is_example"] is False


# Chips


def test_goal_has_a_chip_for_each_that_it_is_tied_to(client: Client) -> None:
    chips = page(client, "/mal/larande/2022/").section("Vem gör vad").one("ul", "chips")

    assert chips.links == [
        ("4 Mål 4, God utbildning för alla", "/globala-malen/4/2022/"),
        ("5 Mål 5, Jämställdhet", "/globala-malen/5/2022/"),
    ]


def test_objective_has_the_chips_of_its_goal_and_says_through_which(client: Client) -> None:
    shown = page(client, "/namndmal/bsnmallasa/")
    [note] = [part for part in shown.all("div", "note") if "Globala mål" in part.texts("h3")]

    assert [text for text, _ in note.links] == ["4 Mål 4, God utbildning för alla", "5 Mål 5, Jämställdhet"]
    assert note.one("p", "facts").text.startswith("via Lärande")


def test_list_of_goals_marks_the_numbers(client: Client) -> None:
    [learning] = [part for part in page(client, "/mal/").all("li") if part.href == "/mal/larande/"]

    assert [mark.one("text").text for mark in learning.all("svg", "mark")] == ["4", "5"]


def test_untied_goal_has_no_chips(client: Client) -> None:
    GlobalTie.objects.all().delete()

    assert page(client, "/mal/larande/").all("ul", "chips") == []
    assert page(client, "/namndmal/bsnmallasa/").all("ul", "chips") == []
