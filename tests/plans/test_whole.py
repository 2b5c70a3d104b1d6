import pytest

from plans.models import MunicipalTotal
from plans.money import MISSING, Figure, FrameLedger, FrameRow, frames_of
from plans.whole import Scales, WholeYear, over_years, scales, sources, whole_over_years
from styrmodell.models import Body

pytestmark = pytest.mark.usefixtures("soderkoping")


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def wholes() -> list[WholeYear]:
    return whole_over_years(FrameLedger(), {body.pk: body for body in Body.objects.all()})


def weighed(year: int) -> Scales:
    table = frames_of(year)
    [whole] = [whole for whole in wholes() if whole.year == year]
    made = scales(whole, table.rows if table else [])
    assert made is not None
    return made


def set_total(kind: str, amount: int | None, year: int = 2022) -> None:
    MunicipalTotal.objects.filter(year=year, kind=kind, basis="budget").update(amount=amount)


def test_whole_of_every_year() -> None:
    assert [(whole.year, whole.is_budget, whole.net_cost, whole.result) for whole in wholes()] == [
        (2021, True, -884650, 18350),
        (2022, True, -905420, 18480),
        (2023, False, -922390, 19610),
        (2024, False, -938060, 19440),
        (2025, False, -954500, None),
    ]


def test_table_of_the_whole() -> None:
    assert [(row.label, [plain(cell.text) for cell in row.cells]) for row in over_years(wholes())] == [
        ("Skatteintäkter", ["684 000", "697 500", "713 000", "728 500", "743 500"]),
        ("Generella statsbidrag och utjämning", ["221 000", "228 400", "231 500", "232 000", "233 500"]),
        ("Finansnetto", ["−2 000", "−2 000", "−2 500", "−3 000", "−3 500"]),
        ("Nettokostnad", ["−884 650", "−905 420", "−922 390", "−938 060", "−954 500*"]),
        ("Budgeterat resultat", ["18 350", "18 480", "19 610", "19 440", "kan inte räknas"]),
        ("Resultat i procent av skatter och bidrag", ["2,0", "2,0", "2,1", "2,0", "kan inte räknas"]),
    ]


def test_totals_say_who_decided_them() -> None:
    assert [(source.decision.slug, source.years) for source in sources(wholes())] == [
        ("kf-2020-11-25-e7", [2021]),
        ("kf-2021-06-16-e7", [2022, 2023, 2024, 2025]),
    ]


def test_what_comes_in_weighs_as_much_as_what_goes_out() -> None:
    both = weighed(2022)

    assert both.is_even
    assert [
        (side.label, side.total, [(part.label, plain(part.tkr)) for part in side.parts]) for side in both.sides
    ] == [
        (
            "Pengar in",
            925900,
            [("Skatteintäkter", "697 500"), ("Generella statsbidrag och utjämning", "228 400")],
        ),
        (
            "Pengar ut",
            925900,
            [
                ("Barn- och utbildningsnämnden", "418 800"),
                ("Socialnämnden", "328 400"),
                ("Kommunstyrelsen", "72 900"),
                ("Servicenämnden", "34 300"),
                ("Samhällsbyggnadsnämnden", "34 200"),
                ("Centrala poster", "13 000"),
                ("Överförmyndarnämnden", "2 750"),
                ("Revisionen", "1 070"),
                ("Finansnetto", "2 000"),
                ("Budgeterat överskott", "18 480"),
            ],
        ),
    ]
    for side in both.sides:
        assert sum(part.width for part in side.parts) == pytest.approx(100)
        assert side.parts[-1].start + side.parts[-1].width == pytest.approx(100)


def test_deficit_is_paid_with_what_was_saved_and_so_comes_in() -> None:
    set_total("taxes", 600000)

    both = weighed(2022)

    assert both.is_even
    assert [(part.label, plain(part.tkr)) for part in both.sides[0].parts][-1] == ("Budgeterat underskott", "79 020")


def test_frame_that_gives_a_surplus_comes_in() -> None:
    [whole] = [whole for whole in wholes() if whole.year == 2022]
    audit = FrameRow(Body(name="Revisionen"), Figure(-1070), MISSING, share=None, bar=0, series="rest")
    schools = FrameRow(Body(name="Skolnämnden"), Figure(906490), MISSING, share=None, bar=0, series="1")

    both = scales(whole, [schools, audit])

    assert both is not None
    assert both.is_even
    assert ("Revisionen", "1 070") in [(part.label, plain(part.tkr)) for part in both.sides[0].parts]


def test_scales_are_uneven_where_the_result_cannot_be_counted() -> None:
    assert not weighed(2025).is_even


@pytest.mark.parametrize("kind", ["taxes", "grants"])
def test_there_are_no_scales_without_income(kind: str) -> None:
    set_total(kind, None)
    table = frames_of(2022)

    [whole] = [whole for whole in wholes() if whole.year == 2022]

    assert whole.result is None
    assert scales(whole, table.rows if table else []) is None


def test_decided_total_that_is_not_the_sum_of_its_parts_is_said() -> None:
    MunicipalTotal.objects.create(year=2022, kind="result", basis="budget", amount=18000)
    MunicipalTotal.objects.create(year=2022, kind="net_cost", basis="budget", amount=-905420)

    assert [plain(says) for whole in wholes() for says in whole.disagreements] == [
        "Årets resultat 2022 är enligt beslutet 18 000 tkr, men delarna blir tillsammans 18 480 tkr."
    ]
