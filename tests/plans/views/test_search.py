import html
import re

import pytest
from django.test import Client

from plans import search
from tests import factories
from tests.reading import page

pytestmark = pytest.mark.django_db


def test_hits_stand_by_level_with_who_and_when(client: Client, soderkoping: None) -> None:
    found = page(client, "/sok/?q=skollunch").section("Uppdrag 1")

    assert found.one("ol", "way").texts("li") == ["Hälsa", "Elever trivs och är i skolan"]
    assert found.one("h3").text == "Servera skollunch som fler äter"
    assert found.one("h3").href == "/uppdrag/gfgp4jc4/"
    assert found.texts("mark") == ["skollunch"]
    assert found.one("p", "facts").text == (
        "Barn- och utbildningsnämnden · Barn- och utbildningsförvaltningen · 2022–2025 · exempel"
    )


def test_page_of_a_hit_answers_who_does_what_for_how_much_by_whose_decision(client: Client, soderkoping: None) -> None:
    hit = page(client, "/sok/?q=skollunch").section("Uppdrag 1").one("h3").href

    assignment = page(client, hit)

    assert assignment.one("h1").text == "Servera skollunch som fler äter"
    for told in ("Barn- och utbildningsförvaltningen", "Livsglädje", "tkr", "Barn- och utbildningsnämnden § E9"):
        assert told in assignment.one("main").text


def test_found_is_announced_and_explained(client: Client, soderkoping: None) -> None:
    found = page(client, "/sok/?q=dagis").one("div", "found")

    assert found.one("p", "lede").text == "15 träffar på ”dagis”."
    assert found.one("p", "lede").attributes["data-announce"] == "15 träffar på ”dagis”."
    assert "Visar också det som handlar om förskola." in found.texts("p", "facts")


def test_choices_are_links_that_keep_the_words(client: Client, soderkoping: None) -> None:
    found = page(client, "/sok/?q=förskola&organ=servicenamnden")
    [levels, *_] = found.one("div", "found").all("nav", "filters")

    assert levels.one("a", **{"aria-current": "true"}).text.startswith("Alla ")
    assert all(address.startswith("/sok/?q=f%C3%B6rskola") for _, address in levels.links)
    assert all("organ=servicenamnden" in address for _, address in levels.links)
    assert [
        (part.attributes["name"], part.attributes["value"]) for part in found.one("form").all("input", type="hidden")
    ] == [("organ", "servicenamnden")]


def test_nothing_found_leads_on(client: Client, soderkoping: None) -> None:
    found = page(client, "/sok/?q=rymdraket+snöröjning").one("div", "found")

    assert found.one("p", "lede").text == "Inget av det som är antaget svarar mot ”rymdraket snöröjning”."
    assert ("Sök bara på ”snöröjning”", "/sok/?q=sn%C3%B6r%C3%B6jning") in found.links
    assert ("Målen", "/mal/") in found.links


def test_nothing_asked_explains_what_can_be(client: Client, soderkoping: None) -> None:
    found = page(client, "/sok/").one("div", "found")

    assert found.one("p", "lede").attributes["data-announce"] == ""
    assert found.all("ol", "hits") == []


def test_search_pages_are_not_for_search_engines(client: Client, soderkoping: None) -> None:
    for address in ("/sok/", "/sok/?q=skola"):
        content = client.get(address).content.decode()
        assert '<meta name="robots" content="noindex">' in content
        assert '<link rel="canonical" href="http://testserver/sok/">' in content


def test_search_stands_on_every_page_and_once(client: Client, soderkoping: None) -> None:
    for address in ("/", "/mal/", "/sok/", "/sok/?q=skola", "/beslut/", "/finns-inte/"):
        content = client.get(address).content.decode()
        assert content.count('action="/sok/"') == 1, address
        assert content.count('id="sok"') == 1, address
        assert "autofocus" not in content


def test_same_search_is_the_same_to_everyone(client: Client, soderkoping: None) -> None:
    first = client.get("/sok/?q=skola")
    again = client.get("/sok/?q=skola", headers={"If-None-Match": first["ETag"]})
    client.force_login(factories.user("editor"))

    assert again.status_code == 304
    assert client.get("/sok/?q=skola").content == first.content


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=%ED%A0%80",
        "q=" + "a" * 4000,
        "q=<script>alert(1)</script>",
        "q=%22%3E%3Cimg+src%3Dx+onerror%3Dalert(1)%3E",
        "q=skola&niva=' OR 1=1",
        "q=skola&ar=99999999999999999999",
        "q=skola&ar=-1",
        "q=skola&ar=٢٠٢٢",
        "q=skola&sida=0",
        "q=skola&sida=9999",
        "q=skola&sida=1e9",
        "q=skola&organ=%00",
        "q=skola&ort=../../etc/passwd",
        "q[]=skola",
        "q=skola&q=buss",
        "&".join(f"q{number}=x" for number in range(900)),
    ],
)
def test_strange_query_is_harmless(client: Client, soderkoping: None, query: str) -> None:
    response = client.get(f"/sok/?{query}")
    content = response.content.decode()

    assert response.status_code == 200
    assert "<script>alert" not in content
    assert "<img src=x" not in content


def test_markup_in_what_is_adopted_is_text(client: Client) -> None:
    factories.steering_model(shown_year=2022)
    plan = factories.mission_plan()
    factories.objective(plan, title="Fler <b>cyklar</b> & bilar", text="<script>x()</script> cykel")
    factories.adopt(plan)

    content = client.get("/sok/?q=cyklar").content.decode()

    assert "Fler &lt;b&gt;<mark>cyklar</mark>&lt;/b&gt; &amp; bilar" in content
    assert "<mark>cykel</mark>" in content
    assert "<script>x()" not in content


def test_search_without_a_municipality_is_not_there(client: Client) -> None:
    assert client.get("/sok/?q=skola").status_code == 404
    assert 'action="/sok/"' not in client.get("/").content.decode()


def test_draft_is_on_no_search_page(client: Client) -> None:
    factories.steering_model(shown_year=2022)
    plan = factories.mission_plan(introduction="Hemligheten")
    factories.objective(plan, title="Hemligheten")
    search.rebuild()

    text = html.unescape(re.sub("<[^>]+>", "", client.get("/sok/?q=hemligheten").content.decode()))

    assert text.count("emligheten") == text.count("”hemligheten”") + text.count("hemligheten, sökning")


@pytest.mark.parametrize(
    ("everyday", "found"),
    [
        ("Sankt Anna", "120 avlopp per år"),
        ("st anna", "120 avlopp per år"),
        ("barnomsorg", "Planera den nya förskolan i Mogata"),
        ("ungdomar", "Unga väljer lovets aktiviteter"),
        ("pensionärer", "Äldre kan bo kvar hemma och känna sig trygga"),
        ("gratis", "Pröva avgiftsfri simskola för sexåringar"),
        ("soptippen", "Ny återvinningscentral"),
    ],
)
def test_everyday_words_of_the_example_find_what_they_mean(
    client: Client, soderkoping: None, everyday: str, found: str
) -> None:
    assert found in [title.text for title in page(client, f"/sok/?q={everyday}").all("h3")]
