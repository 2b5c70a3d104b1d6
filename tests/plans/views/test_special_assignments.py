import pytest
from django.test import Client

from tests.reading import branches, chain, editions, gaps, page, years

pytestmark = pytest.mark.usefixtures("adala")


def table(client: Client, address: str) -> list[tuple[list[str], str]]:
    """Each special assignment's number, title and answer, and its address."""
    body = page(client, address).one("table", "stacking").one("tbody")
    return [([cell.text for cell in row.all() if cell.tag in ("td", "th")], row.href) for row in body.all("tr")]


# All of them


def test_special_assignments_say_who_has_answered_and_who_has_not(client: Client) -> None:
    assert table(client, "/sarskilda-uppdrag/") == [
        (
            [
                "1",
                "Minska sjukfrånvaron med en procentenhet",
                "2 av 3 organ har ett uppdrag för detta. Saknas: Kommunstyrelsen.",
            ],
            "/sarskilda-uppdrag/sasjukfranvaro/",
        ),
        (
            ["2", "Gör biblioteken till mötesplatser", "1 av 1 organ har ett uppdrag för detta."],
            "/sarskilda-uppdrag/samotesplats/",
        ),
        (
            [
                "3",
                "Ta fram ägardirektiv för fler hyresrätter",
                "1 av 2 organ har ett uppdrag för detta. Saknas: Ådalahem AB.",
            ],
            "/sarskilda-uppdrag/saagardirektiv/",
        ),
    ]


def test_special_assignments_are_those_of_the_year(client: Client) -> None:
    assert [address for _, address in table(client, "/sarskilda-uppdrag/2021/")] == [
        "/sarskilda-uppdrag/sasjukfranvaro/2021/",
        "/sarskilda-uppdrag/sabredband/2021/",
    ]


def test_list_stands_in_its_plan(client: Client) -> None:
    head = page(client, "/sarskilda-uppdrag/2021/").one(class_="titlepage")

    assert head.one("p", "kind").text == "Strategisk plan 2021–2024"
    assert head.one(class_="decision").links[0] == ("Kommunfullmäktige", "/beslut/kf-2020-11-25-strategisk-plan/")


def test_year_without_special_assignments_says_so(client: Client) -> None:
    assert page(client, "/sarskilda-uppdrag/2026/").texts("p", "empty") == [
        "Ingen strategisk plan med särskilda uppdrag gäller för året."
    ]


# One


def test_special_assignment_stands_below_the_vision(client: Client) -> None:
    assert chain(page(client, "/sarskilda-uppdrag/saagardirektiv/")) == [
        ("Vision", "Ådala – nära till ån, nära till varandra.", "/", "done"),
        ("Särskilt uppdrag 3", "Ta fram ägardirektiv för fler hyresrätter", "", "current"),
    ]


def test_special_assignment_can_be_seen_for_every_planned_year(client: Client) -> None:
    assert years(page(client, "/sarskilda-uppdrag/sabredband/")) == {
        "2021": "/sarskilda-uppdrag/sabredband/2021/",
        "2022": "/sarskilda-uppdrag/sabredband/2022/",
        "[2023]": "/sarskilda-uppdrag/sabredband/",
        "2024": "/sarskilda-uppdrag/sabredband/2024/",
        "2025": "/sarskilda-uppdrag/sabredband/2025/",
        "2026": "/sarskilda-uppdrag/sabredband/2026/",
    }


def test_addressees_that_have_not_answered_have_a_gap(client: Client) -> None:
    answers = page(client, "/sarskilda-uppdrag/sasjukfranvaro/").section("2 av 3 organ har ett uppdrag för detta")

    assert [(line.href, gaps(line)) for line in answers.one("ul", "reasons").all("li")] == [
        ("/namnder/kommunstyrelsen/", ["Har inget uppdrag för detta."]),
    ]
    assert [address for _, address in answers.one(class_="notes").links] == [
        "/namnder/kommunstyrelsen/",
        "/namnder/barn-och-skolnamnden/",
        "/namnder/vard-och-omsorgsnamnden/",
    ]


def test_answers_open_in_place(client: Client) -> None:
    assert branches(page(client, "/sarskilda-uppdrag/sasjukfranvaro/2022/")) == [
        ("2.2", "Sänk sjukfrånvaron i förskolan", "inga aktiviteter", "/uppdrag/bsnsjuk00/2022/"),
        ("1.2", "Sänk sjukfrånvaron i hemtjänsten", "ingen verksamhetsplan", "/uppdrag/vonsjuk00/2022/"),
    ]


def test_special_assignment_to_a_company_is_answered_by_the_board_alone(client: Client) -> None:
    special = page(client, "/sarskilda-uppdrag/saagardirektiv/")

    assert special.texts("h2")[1] == "1 av 2 organ har ett uppdrag för detta"
    assert branches(special) == [
        ("", "Föreslå ägardirektiv till bostadsbolaget", "1 aktivitet", "/uppdrag/ksagardirektiv/")
    ]


def test_special_assignment_that_nobody_has_answered_ends_in_a_gap(client: Client) -> None:
    special = page(client, "/sarskilda-uppdrag/saklimatplan/2024/")

    assert gaps(special) == ["Inget organ har gett ett uppdrag för detta.", "Har inget uppdrag för detta."]


def test_wording_is_followed_through_the_editions(client: Client) -> None:
    told = [(text, label) for text, label, _, _ in editions(page(client, "/sarskilda-uppdrag/sasjukfranvaro/"))]

    assert told == [
        ("Minska sjukfrånvaron", "Kommunfullmäktiges strategiska plan 2021–2024"),
        ("Minska sjukfrånvaron", "Kommunfullmäktiges strategiska plan 2023–2026"),
        ("Minska sjukfrånvaron tillagt: med en procentenhet", "Kommunfullmäktiges strategiska plan 2023–2025"),
        ("Minska sjukfrånvaron med en procentenhet", "Kommunfullmäktiges strategiska plan 2023–2025"),
    ]


@pytest.mark.parametrize(
    ("address", "stamps"),
    [
        ("/sarskilda-uppdrag/sabredband/2022/", []),
        ("/sarskilda-uppdrag/sabredband/", ["Gäller inte 2023"]),
        ("/sarskilda-uppdrag/saklimatplan/", ["Gäller inte 2023"]),
    ],
)
def test_special_assignment_that_is_not_in_force_is_stamped(client: Client, address: str, stamps: list[str]) -> None:
    assert page(client, address).one(class_="titlepage").texts(class_="stamp") == stamps


@pytest.mark.parametrize(
    "address", ["/sarskilda-uppdrag/finnsinte/", "/sarskilda-uppdrag/bsnlasplan/", "/sarskilda-uppdrag/2027/"]
)
def test_unknown_special_assignment_or_year_is_a_page_that_helps(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 404
    assert "Sidan finns inte" in response.content.decode()
