import pytest

from plans import coverage
from plans.coverage import Coverage, GapList
from plans.years import shown
from styrmodell.models import Body, SteeringModel
from tests import factories


def of(year: int) -> Coverage:
    return coverage.coverage(shown(SteeringModel.objects.get(), year))


def gaps(found: Coverage) -> dict[str, list[str]]:
    """What is left alone, by the kind of list."""
    return {each.id: [gap.title for gap in each.gaps] for each in found.lists if each.gaps}


def the(found: Coverage, name: str) -> GapList:
    return next(each for each in found.lists if each.id == name)


# Goals against bodies


def test_matrix_counts_direct_and_indirect_apart(adala: None) -> None:
    table = of(2023).matrix

    assert [(row.body.short_name, [cell.text for _, cell in row.cells], row.others.direct) for row in table.rows] == [
        ("KS", ["inget mål", "1", "1", "1"], 0),
        ("BSN", ["2 + 1 indirekt", "1", "inget mål", "1 indirekt"], 0),
        ("VON", ["inget mål", "1", "inget mål", "1"], 0),
        ("KFN", ["1", "1", "inget mål", "inget mål"], 0),
        ("MBN", ["inget mål", "1 indirekt", "inget mål", "inget mål"], 2),
        ("VN", [], 0),
        ("ÖFN", [], 0),
    ]
    assert [cell.text for _, cell in table.totals] == ["3 + 1 indirekt", "4 + 1 indirekt", "1", "2 + 1 indirekt"]
    assert (table.others.text, table.others.url) == ("2", "/rod-trad/?brist=utan-overliggande")


def test_body_without_a_plan_is_told_apart(adala: None) -> None:
    assert [row.body.short_name for row in of(2023).matrix.rows if not row.has_plan] == ["VN", "ÖFN"]


def test_plan_counts_where_no_goal_is_prioritised_and_no_frame_is_known(adala: None) -> None:
    """Nothing of the council speaks for 2026, but the plan of the board does."""
    found = of(2026)

    assert found.matrix.goals == ()
    assert [row.body.short_name for row in found.matrix.rows if row.has_plan] == ["KS"]
    assert the(found, "organ-utan-plan").heading == "5 av 6 organ har ingen uppdragsplan för 2026"
    assert the(found, "ej-fordelat").total == 0
    assert found.covered == []


def test_abolished_body_is_there_as_long_as_it_exists(adala: None) -> None:
    assert "KFN" in [row.body.short_name for row in of(2023).matrix.rows]
    assert "KFN" not in [row.body.short_name for row in of(2024).matrix.rows]


# In words


def test_everything_that_nobody_has_picked_up(adala: None) -> None:
    assert gaps(of(2023)) == {
        "mal-utan-matt": ["Delaktighet"],
        "sarskilda-uppdrag": [
            "Minska sjukfrånvaron med en procentenhet",
            "Ta fram ägardirektiv för fler hyresrätter",
        ],
        "organ-utan-plan": ["Valnämnden", "Överförmyndarnämnden"],
        "namndmal-utan-uppdrag": ["Kommunens resor blir färre och renare"],
        "namndmal-utan-matt": [gap.title for gap in the(of(2023), "namndmal-utan-matt").gaps],
        "uppdrag-utan-aktivitet": [
            "Låt biblioteket vara en mötesplats",
            "Sänk sjukfrånvaron i skola och förskola",
            "Sänk sjukfrånvaron i hemtjänsten",
            "Inför e-tjänst för bygglov",
        ],
        "aktiviteter-utan-uppdrag": ["Läxhjälp tre eftermiddagar i veckan"],
        "ej-fordelat": ["Barn- och skolnämnden", "Vård- och omsorgsnämnden"],
    }


def test_heading_counts_first(adala: None) -> None:
    assert [each.heading for each in of(2023).gaps] == [
        "1 av 4 prioriterade mål har inget mått",
        "2 av 3 särskilda uppdrag har inte fått svar av alla",
        "2 av 7 organ har ingen uppdragsplan för 2023",
        "1 av 12 nämndmål har inget uppdrag",
        "7 av 12 nämndmål har inget mått",
        "4 av 14 uppdrag har ingen aktivitet, fast verksamhetsplanen är gjord",
        "1 av 11 aktiviteter hör till uppdrag som inte gäller",
        "2 av 5 organ har inte fördelat hela sin ram",
    ]


def test_special_assignment_names_who_has_not_answered(adala: None) -> None:
    assert [gap.says for gap in the(of(2023), "sarskilda-uppdrag").gaps] == [
        "2 av 3 organ har ett uppdrag för detta. Saknas: Kommunstyrelsen.",
        "1 av 2 organ har ett uppdrag för detta. Saknas: Ådalahem AB (ingen uppdragsplan).",
    ]


def test_plan_that_is_not_made_yet_is_no_gap(adala: None) -> None:
    waiting = the(of(2026), "vantar-pa-verksamhetsplan")

    assert waiting.only_waits
    assert waiting.gaps
    assert waiting.note == "Verksamhetsplanen för 2026 är inte gjord än."
    assert the(of(2026), "uppdrag-utan-aktivitet").gaps == []


def test_money_not_allocated_is_in_tkr_and_what_is_not_decided_is_said(adala: None) -> None:
    assert [(gap.title, gap.says, gap.amount) for gap in the(of(2023), "ej-fordelat").gaps] == [
        ("Barn- och skolnämnden", "1\N{NO-BREAK SPACE}500\N{NO-BREAK SPACE}tkr ej fördelat.", 1500),
        ("Vård- och omsorgsnämnden", "1\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}tkr ej fördelat.", 1000),
    ]
    [school] = [gap for gap in the(of(2025), "ej-fordelat").gaps if gap.title == "Barn- och skolnämnden"]
    assert school.says.startswith("Inte beslutat: ")
    assert school.amount is None


def test_of_nothing_nothing_is_said(db: None) -> None:
    factories.steering_model()

    assert (of(2022).gaps, of(2022).covered, of(2022).is_complete) == ([], [], False)


def covered_town() -> Body:
    """One goal that one body works towards, with everything down to an activity."""
    factories.steering_model()
    body = factories.body()
    goal = factories.goal()
    strategic = factories.strategic_plan()
    factories.prioritised_goal(strategic, goal)
    factories.frames(strategic, body, {2022: 100})
    factories.adopt(strategic)
    department = factories.department(serving=[body])
    mission = factories.mission_plan(body)
    assignment = factories.assignment(factories.objective(mission, goal), department)
    factories.allocation(mission, {2022: 100})
    factories.adopt(mission)
    operational = factories.operational_plan(department)
    factories.activity(operational, assignment.thread)
    factories.adopt(operational)
    return body


def test_covered_chain_leaves_only_the_measures(db: None) -> None:
    covered_town()
    found = of(2022)

    assert sorted(gaps(found)) == ["mal-utan-matt", "namndmal-utan-matt"]
    assert "Minst ett organ arbetar mot varje prioriterat mål." in found.covered
    assert not found.is_complete


@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024, 2025, 2026])
def test_coverage_counts_among_all_that_there_are(adala: None, year: int) -> None:
    for each in of(year).lists:
        assert len(each.gaps) <= each.total
