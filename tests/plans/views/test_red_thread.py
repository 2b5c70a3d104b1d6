import pytest
from django.test import Client

from plans.views import red_thread
from tests.reading import Part, branches, page, years

Tree = list[tuple[str, str, str, "Tree"]]

pytestmark = pytest.mark.usefixtures("adala")


def tree(part: Part) -> Tree:
    """The outline: title, address, facts and what hangs below."""
    lists = [child for child in part.children if isinstance(child, Part) and child.tag == "ul"]
    return [line(item) for found in lists for item in found.children if isinstance(item, Part)]


def line(item: Part) -> tuple[str, str, str, Tree]:
    own = [child for child in item.children if not (isinstance(child, Part) and child.tag == "ul")]
    title = next(child for child in own if not isinstance(child, str) or child.strip())
    facts = [child.text for child in own if isinstance(child, Part) and child.tag == "span"]
    return (
        title.strip() if isinstance(title, str) else title.text,
        "" if isinstance(title, str) else title.href,
        " ".join(facts),
        tree(item),
    )


# The tree that opens


def test_tree_opens_from_the_vision(client: Client) -> None:
    thread = page(client, "/rod-trad/")
    goals = thread.section("Från vision till aktivitet").all("details", "branch")

    assert thread.one("h1").text == "Den röda tråden 2023"
    assert thread.one("p", "root").links == [("Ådala – nära till ån, nära till varandra.", "/vardegrund/#vision")]
    assert [
        (title, count) for goal in goals if "open" in goal.attributes for _, title, count, _ in branches(goal)[:1]
    ] == [
        ("Lärande", "3 nämndmål"),
        ("Trygghet", "4 nämndmål"),
        ("Klimat", "1 nämndmål"),
        ("Delaktighet", "2 nämndmål"),
    ]
    assert thread.texts("p", "part") == ["6 mål, 12 nämndmål och 14 uppdrag."]


def test_goals_of_another_term_hang_in_the_tree_while_somebody_works_for_them(client: Client) -> None:
    others = page(client, "/rod-trad/").section("Mål som inte är prioriterade 2023")

    assert [(title, count) for _, title, count, _ in branches(others)] == [
        ("Natur och vatten", "1 nämndmål"),
        ("Sjöar och vattendrag är friska", "1 uppdrag"),
        ("Företagande", "1 nämndmål"),
        ("Det går fort att få bygglov", "1 uppdrag"),
    ]
    assert "Mål som inte är prioriterade 2022" not in page(client, "/rod-trad/2022/").texts("h2")


def test_assignments_without_objective_hang_in_the_tree(client: Client) -> None:
    loose = page(client, "/rod-trad/2021/").section("Uppdrag utan eget mål")

    assert branches(loose) == [
        ("", "Kartlägg hushåll utan bredband", "ingen verksamhetsplan", "/uppdrag/ksbredband0/2021/")
    ]
    assert loose.texts(class_="by") == ["Till kommunledningsförvaltningen"]


def test_activities_whose_assignment_has_ended_hang_in_the_tree(client: Client) -> None:
    orphans = page(client, "/rod-trad/").section("Aktiviteter vars uppdrag inte gäller")

    assert orphans.one(class_="activities").links == [
        ("Läxhjälp tre eftermiddagar i veckan", "/aktiviteter/sklaxa000/")
    ]


def test_year_without_a_strategic_plan_keeps_what_hangs_there(client: Client) -> None:
    thread = page(client, "/rod-trad/2026/")
    others = thread.section("Mål som inte är prioriterade 2026").all("details", "branch")

    assert thread.texts("p", "empty") == ["Ingen strategisk plan gäller för året, så inget mål är prioriterat."]
    assert [branches(goal)[0][1:3] for goal in others if "open" in goal.attributes] == [
        ("Trygghet", "1 nämndmål"),
        ("Klimat", "1 nämndmål"),
        ("Delaktighet", "1 nämndmål"),
    ]


# A part of it


def test_part_of_the_tree_says_what_it_is_and_stands_open(client: Client) -> None:
    part = page(client, "/rod-trad/?mal=larande&organ=kultur-och-fritidsnamnden&ort=")

    assert part.one("p", "part").text == (
        "Mål: Lärande. Organ: Kultur- och fritidsnämnden. 1 mål, 1 nämndmål, 1 uppdrag och 1 aktivitet. "
        "Visa hela tråden"
    )
    assert [option.text for option in part.all("option", selected="")] == ["Lärande", "Kultur- och fritidsnämnden"]
    assert all("open" in branch.attributes for branch in part.all("details", "branch"))
    assert part.one("link", rel="canonical").attributes["href"].endswith("/rod-trad/")


def test_part_can_be_seen_for_other_years_and_as_an_outline(client: Client) -> None:
    part = page(client, "/rod-trad/?organ=kommunstyrelsen")

    assert years(part)["2024"] == "/rod-trad/2024/?organ=kommunstyrelsen"
    assert "/rod-trad/alla/?organ=kommunstyrelsen" in [address for _, address in part.links]


@pytest.mark.parametrize("address", ["/rod-trad/", "/rod-trad/alla/"])
@pytest.mark.parametrize("value", ["finns-inte", "valnamnden"])
def test_part_with_nothing_in_it_says_so(client: Client, address: str, value: str) -> None:
    part = page(client, f"{address}?organ={value}")

    assert part.one("p", "part").text == (
        "Organ: finns inte här. Inget i den röda tråden 2023 stämmer med det. Visa hela tråden"
    )
    assert part.all(class_="branches") == part.all(class_="outline") == []


# Every number is the number of what opens


def number(count: str) -> int:
    """ "1 av 3 uppdrag" → 1, "inga uppdrag" → 0."""
    first = count.split(maxsplit=1)[0]
    return int(first) if first.isdigit() else 0


def opened(client: Client, branch: Part) -> Part:
    """What shows when the branch opens: what stands in it, or what it fetches."""
    if "open" in branch.attributes:
        return next(child for child in branch.all("div", "inside")[0].children if isinstance(child, Part))
    address = branch.attributes["data-hx-get"].partition("#")[0]
    return page(client, address).one(**{"data-below": ""})


def hanging(below: Part) -> tuple[list[Part], int]:
    """The branches directly in the part, and how many things hang there."""
    lists = [child for child in below.children if isinstance(child, Part) and child.tag == "ul"]
    items = [
        item
        for each in lists
        if each.attributes["class"] in ("branches", "activities")
        for item in each.children
        if isinstance(item, Part)
    ]
    return [item.all("details", "branch")[0] for item in items if item.all("details", "branch")], len(items)


def disagreements(client: Client, address: str) -> tuple[list[str], int]:
    """Every branch whose count is not the number of what opens, all the way down; and how many were opened."""
    lists = page(client, address).all("ul", "branches")
    waiting = [branch for each in lists for branch in each.all("details", "branch")]
    wrong, seen = [], 0
    while waiting:
        branch = waiting.pop()
        count = branch.all(class_="count")[0].text
        inside, found = hanging(opened(client, branch))
        if "open" not in branch.attributes:
            waiting += inside
        seen += 1
        if number(count) != found:
            wrong.append(f"{address}: {branch.all('span', 't')[0].text}: {count}, {found}")
    return wrong, seen


INVENTED = {"bodies": 4, "years": 2, "seed": 3, "objectives": 3, "assignments": 2, "activities": 2}


@pytest.mark.parametrize("open_at_once", [red_thread.OPEN_AT_ONCE, 0])
def test_overview_and_drill_down_give_the_same_numbers(
    client: Client, monkeypatch: pytest.MonkeyPatch, open_at_once: int
) -> None:
    monkeypatch.setattr(red_thread, "OPEN_AT_ONCE", open_at_once)
    wrong, seen = [], 0
    for query in ("", *queries(client)):
        found, opened_there = disagreements(client, f"/rod-trad/{query}")
        wrong += found
        seen += opened_there

    assert wrong == []
    assert seen > 100


def queries(client: Client) -> list[str]:
    """One value of every question, and two together."""
    selects = page(client, "/rod-trad/").all("select")
    firsts = {
        each.attributes["name"]: [option.attributes["value"] for option in each.all("option")] for each in selects
    }
    single = [f"?{name}={values[1]}" for name, values in firsts.items()]
    lacks = [f"?brist={value}" for value in firsts["brist"][2:]]
    return [*single, *lacks, f"{single[1]}&ort={firsts['ort'][1]}"]


# Years


@pytest.mark.parametrize("address", ["/rod-trad/", "/rod-trad/alla/"])
def test_thread_can_be_seen_for_every_planned_year(client: Client, address: str) -> None:
    assert years(page(client, address)) == {
        "2021": f"{address}2021/",
        "2022": f"{address}2022/",
        "[2023]": address,
        "2024": f"{address}2024/",
        "2025": f"{address}2025/",
        "2026": f"{address}2026/",
    }


def test_tree_and_outline_lead_to_each_other_in_the_same_year(client: Client) -> None:
    assert "/rod-trad/alla/2024/" in [address for _, address in page(client, "/rod-trad/2024/").links]
    assert "/rod-trad/2024/" in [address for _, address in page(client, "/rod-trad/alla/2024/").links]


# The outline


def test_outline_says_whose_operational_plan_is_not_made(client: Client) -> None:
    outline = page(client, "/rod-trad/alla/2026/")

    assert outline.section("Mål, uppdrag och aktiviteter 2026").texts("p", "empty") == [
        (
            "Verksamhetsplanen för 2026 är inte gjord än. "
            "Det gäller kommunledningsförvaltningen och samhällsförvaltningen."
        ),
        "Ingen strategisk plan gäller för året, så inget mål är prioriterat.",
    ]


def test_outline_is_the_whole_chain_of_the_year(client: Client) -> None:
    outline = page(client, "/rod-trad/alla/2024/").section("Mål, uppdrag och aktiviteter 2024")

    assert outline.one("p", "part").text == "6 mål, 8 nämndmål, 9 uppdrag och 2 aktiviteter."
    assert tree(outline.one(class_="body"))[0] == (
        "Lärande",
        "/mal/larande/2024/",
        "2 nämndmål",
        [
            (
                "Alla elever i årskurs tre läser med flyt",
                "/namndmal/bsnmallasa/2024/",
                "Barn- och skolnämnden, ram 357 500 tkr · BSN 2023-06-15 § E40",
                [
                    (
                        "Följ upp den gemensamma läsplanen",
                        "/uppdrag/bsnlasplan/2024/",
                        "Till skolförvaltningen · inom Grundskola och anpassad grundskola, 173 500 tkr",
                        [
                            (
                                "Läskartläggning varje termin",
                                "/aktiviteter/sklastest0/2024/",
                                "Grundskolan, skolförvaltningen · januari–december 2024",
                                [],
                            )
                        ],
                    )
                ],
            ),
            (
                "Biblioteket når hela kommunen",
                "/namndmal/bsnmalbiblio/2024/",
                "Barn- och skolnämnden, ram 357 500 tkr · BSN 2023-06-15 § E40",
                [
                    (
                        "Låt biblioteket vara en mötesplats",
                        "/uppdrag/bsnbiblio/2024/",
                        "Till kultur- och fritidsförvaltningen · inom Bibliotek och kultur, 10 300 tkr",
                        [
                            (
                                "Språkcafé och skaparkvällar",
                                "/aktiviteter/kofmoten0/2024/",
                                "Biblioteket, kultur- och fritidsförvaltningen · januari–december 2024 · Ådala",
                                [],
                            )
                        ],
                    )
                ],
            ),
        ],
    )
    assert outline.texts("h3") == ["Mål som inte är prioriterade 2024", "Uppdrag utan eget mål"]


@pytest.mark.parametrize("address", ["/rod-trad/2020/", "/rod-trad/alla/2027/"])
def test_unknown_year_is_a_page_that_helps(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 404
    assert "Sidan finns inte" in response.content.decode()
