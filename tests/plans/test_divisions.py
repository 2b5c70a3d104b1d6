import pytest

from plans.divisions import Division, amounts_of, divisions, undivided
from plans.models import Allocation
from plans.money import MISSING, Figure, FrameLedger
from styrmodell.models import Body
from tests import factories

pytestmark = pytest.mark.usefixtures("soderkoping")


def division(slug: str, year: int) -> Division:
    body = Body.objects.get(slug=slug)
    return divisions(year, FrameLedger(), body, before=amounts_of(year - 1))[body.pk]


def test_areas_stand_with_the_year_before() -> None:
    social = division("socialnamnden", 2022)

    assert [(area.allocation.name, area.before.value, area.figure.value, area.change) for area in social.areas] == [
        ("Nämnd och förvaltningsledning", 11200, 11400, 200),
        ("Särskilt boende för äldre", 112300, 115800, 3500),
        ("Hemtjänst och hemsjukvård", 76600, 77600, 1000),
        ("Funktionsstöd (LSS och SoL)", 74900, 76000, 1100),
        ("Barn, unga och familj", 26400, 26900, 500),
        ("Vuxna: missbruk och våld i nära relation", 9800, 9900, 100),
        ("Ekonomiskt bistånd", 9300, 9600, 300),
    ]
    assert (social.allocated_before, social.allocated, social.left) == (320500, 327200, 1200)


@pytest.mark.parametrize(
    ("slug", "year", "left", "changed"),
    [
        ("socialnamnden", 2022, 1200, 6100),
        ("barn-och-utbildningsnamnden", 2022, 0, 4900),
        ("servicenamnden", 2022, 0, -250),
        ("servicenamnden", 2023, 0, 0),
    ],
)
def test_what_is_left_is_of_the_frame_at_adoption(slug: str, year: int, left: int, changed: int) -> None:
    made = division(slug, year)

    assert (made.left, made.changed) == (left, changed)
    assert (made.allocated or 0) + left == made.at_adoption.value
    assert made.now.value == (made.at_adoption.value or 0) + changed


def test_sum_of_what_nobody_has_set_is_not_zero() -> None:
    body = factories.body("Ny nämnd")
    plan = factories.mission_plan(body)
    factories.allocation(plan, {2022: None})
    factories.allocation(plan, {2022: 0}, name="Vatten", position=1, financing=Allocation.Financing.FEE)
    factories.adopt(plan)
    made = divisions(2022, FrameLedger(), body)[body.pk]

    assert (made.allocated_before, made.allocated, made.left) == (None, None, None)


@pytest.mark.parametrize(
    ("financing", "amount", "says"),
    [
        ("fee", 0, "betalas med avgifter"),
        ("internal", 0, "betalas av kommunens andra verksamheter"),
        ("tax", 0, ""),
        ("fee", 5, ""),
        ("fee", None, ""),
    ],
)
def test_zero_says_who_pays(financing: str, amount: int | None, says: str) -> None:
    plan = factories.mission_plan()
    factories.allocation(plan, {2022: amount}, financing=Allocation.Financing(financing))
    factories.adopt(plan)

    [area] = divisions(2022, FrameLedger())[plan.body_id].areas

    assert area.paid_by == says


def test_draft_divides_nothing() -> None:
    plan = factories.mission_plan()
    factories.allocation(plan, {2022: 987654})

    assert plan.body_id not in divisions(2022, FrameLedger())


def test_body_without_a_plan_has_its_frame_undivided() -> None:
    pot = undivided(Body.objects.get(slug="centrala-poster"), 2022, FrameLedger())

    assert (pot.at_adoption, pot.now, pot.areas, pot.left, pot.changed) == (Figure(13000), Figure(4000), [], None, 0)
    assert undivided(Body.objects.get(slug="kommunfullmaktige"), 2022, FrameLedger()).now == MISSING
