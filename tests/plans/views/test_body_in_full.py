import pytest
from django.test import Client

from tests.reading import page, years

pytestmark = pytest.mark.usefixtures("adala")


def test_body_in_full_has_everything_with_its_contents(client: Client) -> None:
    full = page(client, "/namnder/barn-och-skolnamnden/allt/")

    assert full.section("Mål och uppdrag 2023").texts("p", "lede") == ["3 mål, 2 mått, 4 uppdrag och 2 aktiviteter."]
    assert ("Läskartläggning varje termin", "/aktiviteter/sklastest0/") in full.links
    anchors = [address for _, address in full.one("nav", "contents").links]
    assert [anchor for anchor in anchors if not full.all(id=anchor.removeprefix("#"))] == []
    assert {"#mal", "#sarskilda", "#ram", "#fordelning"} < set(anchors)


def test_body_leads_to_it_in_the_same_year(client: Client) -> None:
    assert "/namnder/barn-och-skolnamnden/allt/2024/" in [
        address for _, address in page(client, "/namnder/barn-och-skolnamnden/2024/").links
    ]
    assert years(page(client, "/namnder/barn-och-skolnamnden/allt/"))["2024"] == (
        "/namnder/barn-och-skolnamnden/allt/2024/"
    )


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("kultur-och-fritidsnamnden/allt/2025/", "Kultur- och fritidsnämnden har ingen uppdragsplan för 2025."),
        ("revisionen/allt/", "Revisionen har ingen uppdragsplan för 2023."),
        (
            "central-lonepott/allt/",
            "Det här är ingen nämnd. Pengarna hör inte till någon än, och därför finns ingen plan.",
        ),
        (
            "kommunfullmaktige/allt/",
            (
                "Kommunfullmäktige har ingen uppdragsplan. Det styr alla andra genom den strategiska planen. "
                "Strategisk plan 2023–2025"
            ),
        ),
    ],
)
def test_body_without_a_plan_says_so_and_shows_its_money(client: Client, address: str, said: str) -> None:
    full = page(client, f"/namnder/{address}")

    assert full.all("section")[0].texts("p", "empty") == [said]
    assert {"Ram år för år", "Pengar"} & set(full.texts("h2"))


def test_unknown_body_is_not_there(client: Client) -> None:
    assert client.get("/namnder/finns-inte/allt/").status_code == 404
