import pytest
from django.test import Client

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

    assert thread.one("h1").text == "Ådala – nära till ån, nära till varandra."
    assert branches(thread.section("Den röda tråden 2023")) == [
        ("", "Lärande", "3 nämndmål", "/mal/larande/"),
        ("", "Trygghet", "4 nämndmål", "/mal/trygghet/"),
        ("", "Klimat", "1 nämndmål", "/mal/klimat/"),
        ("", "Delaktighet", "2 nämndmål", "/mal/delaktighet/"),
    ]


def test_goals_of_another_term_hang_in_the_tree_while_somebody_works_for_them(client: Client) -> None:
    thread = page(client, "/rod-trad/")

    assert branches(thread.section("Mål som inte är prioriterade 2023")) == [
        ("", "Natur och vatten", "1 nämndmål", "/mal/natur/"),
        ("", "Företagande", "1 nämndmål", "/mal/foretagande/"),
    ]
    assert "Mål som inte är prioriterade 2022" not in page(client, "/rod-trad/2022/").texts("h2")


def test_assignments_without_objective_hang_in_the_tree(client: Client) -> None:
    loose = page(client, "/rod-trad/2021/").section("Uppdrag utan eget mål")

    assert branches(loose) == [
        ("", "Kartlägg hushåll utan bredband", "ingen verksamhetsplan", "/uppdrag/ksbredband0/2021/")
    ]
    assert loose.texts(class_="by") == ["Kommunstyrelsen"]


def test_every_branch_opens_the_part_of_the_page_below_it(client: Client) -> None:
    """From the vision to the activities, page by page, as the tree fetches them."""
    waiting, met = ["/rod-trad/"], set()
    while waiting:
        thread = page(client, waiting.pop())
        below = thread.section("Den röda tråden 2023") if not met else thread.one(**{"data-below": ""})
        opened = [str(branch.attributes["data-hx-get"]) for branch in below.all("details", "branch")]
        waiting += [address for address in opened if address not in met]
        met.update(opened)

    assert len(met) == 4 + 10 + 11
    assert {address.split("/")[1] for address in met} == {"mal", "namndmal", "uppdrag"}


def test_year_without_a_strategic_plan_keeps_what_hangs_there(client: Client) -> None:
    thread = page(client, "/rod-trad/2026/")

    assert thread.texts("p", "empty") == ["Ingen strategisk plan gäller för året, så inget mål är prioriterat."]
    assert branches(thread.section("Mål som inte är prioriterade 2026")) == [
        ("", "Trygghet", "1 nämndmål", "/mal/trygghet/2026/"),
        ("", "Klimat", "1 nämndmål", "/mal/klimat/2026/"),
        ("", "Delaktighet", "1 nämndmål", "/mal/delaktighet/2026/"),
    ]


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
        )
    ]


def test_outline_is_the_whole_chain_of_the_year(client: Client) -> None:
    body = page(client, "/rod-trad/alla/2024/").section("Mål, uppdrag och aktiviteter 2024").one(class_="body")

    school, board, environment = "Barn- och skolnämnden", "Kommunstyrelsen", "Miljö- och byggnadsnämnden"
    assert tree(body) == [
        (
            "Lärande",
            "/mal/larande/2024/",
            "2 nämndmål",
            [
                (
                    "Alla elever i årskurs tre läser med flyt",
                    "/namndmal/bsnmallasa/2024/",
                    school,
                    [
                        (
                            "Följ upp den gemensamma läsplanen",
                            "/uppdrag/bsnlasplan/2024/",
                            f"{school} → Skolförvaltningen",
                            [
                                (
                                    "Läskartläggning varje termin",
                                    "/aktiviteter/sklastest0/2024/",
                                    "Skolförvaltningen",
                                    [],
                                )
                            ],
                        )
                    ],
                ),
                (
                    "Biblioteket når hela kommunen",
                    "/namndmal/bsnmalbiblio/2024/",
                    school,
                    [
                        (
                            "Låt biblioteket vara en mötesplats",
                            "/uppdrag/bsnbiblio/2024/",
                            f"{school} → Kultur- och fritidsförvaltningen",
                            [
                                (
                                    "Språkcafé och skaparkvällar",
                                    "/aktiviteter/kofmoten0/2024/",
                                    "Kultur- och fritidsförvaltningen",
                                    [],
                                )
                            ],
                        )
                    ],
                ),
            ],
        ),
        (
            "Trygghet",
            "/mal/trygghet/2024/",
            "2 nämndmål",
            [
                (
                    "Kommunen klarar en kris och hjälper andra",
                    "/namndmal/ksmaltrygg/2024/",
                    board,
                    [
                        (
                            "Öva krisledning varje år",
                            "/uppdrag/kskrisovning/2024/",
                            f"{board} → Samhällsförvaltningen",
                            [],
                        )
                    ],
                ),
                (
                    "Elever trivs och är i skolan",
                    "/namndmal/bsnmalnarvaro/2024/",
                    school,
                    [
                        (
                            "Främja närvaro från första frånvarodagen",
                            "/uppdrag/bsnnarvaro/2024/",
                            f"{school} → Skolförvaltningen",
                            [],
                        ),
                        (
                            "Sänk sjukfrånvaron i skola och förskola",
                            "/uppdrag/bsnsjuk00/2024/",
                            f"{school} → Skolförvaltningen",
                            [],
                        ),
                    ],
                ),
            ],
        ),
        (
            "Klimat",
            "/mal/klimat/2024/",
            "1 nämndmål",
            [("Kommunens resor blir färre och renare", "/namndmal/ksmalklimat/2024/", board, [])],
        ),
        (
            "Delaktighet",
            "/mal/delaktighet/2024/",
            "1 nämndmål",
            [
                (
                    "Invånare är med innan besluten fattas",
                    "/namndmal/ksmaldialog/2024/",
                    board,
                    [
                        (
                            "Håll dialog med invånarna i varje by",
                            "/uppdrag/ksdialog0/2024/",
                            f"{board} → Kommunledningsförvaltningen",
                            [],
                        )
                    ],
                )
            ],
        ),
        (
            "Natur och vatten",
            "/mal/natur/2024/",
            "1 nämndmål, inte prioriterat 2024",
            [
                (
                    "Sjöar och vattendrag är friska",
                    "/namndmal/mbnmalvatten/2024/",
                    environment,
                    [
                        (
                            "Kontrollera enskilda avlopp",
                            "/uppdrag/mbnavlopp/2024/",
                            f"{environment} → Samhällsförvaltningen",
                            [],
                        )
                    ],
                )
            ],
        ),
        (
            "Företagande",
            "/mal/foretagande/2024/",
            "1 nämndmål, inte prioriterat 2024",
            [
                (
                    "Det går fort att få bygglov",
                    "/namndmal/mbnmalbygga/2024/",
                    environment,
                    [
                        (
                            "Inför e-tjänst för bygglov",
                            "/uppdrag/mbnetjanst/2024/",
                            f"{environment} → Samhällsförvaltningen",
                            [],
                        )
                    ],
                )
            ],
        ),
        (
            "Uppdrag utan eget mål",
            "",
            "",
            [
                (
                    "Föreslå ägardirektiv till bostadsbolaget",
                    "/uppdrag/ksagardirektiv/2024/",
                    f"{board} → Kommunledningsförvaltningen",
                    [],
                )
            ],
        ),
    ]


@pytest.mark.parametrize("address", ["/rod-trad/2020/", "/rod-trad/alla/2027/"])
def test_unknown_year_is_a_page_that_helps(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 404
    assert "Sidan finns inte" in response.content.decode()
