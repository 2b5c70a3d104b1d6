import pytest

from plans import tree
from plans.tree import Line, Tree
from plans.tree.lines import walk
from plans.years import ShownYear
from plans.years import shown as year_shown
from styrmodell.models import SteeringModel
from tests import factories


def shown(year: int) -> ShownYear:
    return year_shown(SteeringModel.objects.get(), year)


def titles(lines: tuple[Line, ...]) -> list[object]:
    """The tree as nested lists: a title, and then what hangs below it."""
    found: list[object] = []
    for line in lines:
        found.append(line.title)
        if line.lines:
            found.append(titles(line.lines))
    return found


def part(year: int, **asked: str) -> Tree:
    whole = tree.whole(shown(year))
    return tree.narrowing({name.replace("_", "-"): value for name, value in asked.items()}, whole).of(whole)


# The whole


def test_line_says_whose_it_is_what_it_costs_and_who_decided(adala: None) -> None:
    objective = tree.whole(shown(2023)).goals[0].lines[0]
    assignment = objective.lines[0]
    [activity] = assignment.lines

    assert (objective.number, objective.owner) == ("1", "Barn- och skolnämnden")
    assert objective.facts == (
        "Barn- och skolnämnden, ram 327\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}tkr · "
        "BSN 2023-06-15 §\N{NO-BREAK SPACE}E40"
    )
    assert (assignment.number, assignment.owner) == ("1.1", "Barn- och skolnämnden")
    assert assignment.facts == (
        "Till skolförvaltningen · "
        "inom Grundskola och anpassad grundskola, 170\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}tkr"
    )
    assert activity.owner == "Skolförvaltningen"
    assert activity.facts == "Grundskolan, skolförvaltningen · januari–december 2023"


def test_overview_counts_what_the_whole_has(adala: None) -> None:
    for year in range(2021, 2027):
        overview, whole = tree.overview(shown(year)), tree.whole(shown(year))

        assert [(goal.title, [(line.title, line.count) for line in goal.lines]) for goal in overview.goals] == [
            (goal.title, [(line.title, line.count) for line in goal.lines]) for goal in whole.goals
        ]
        assert (titles(overview.loose), titles(overview.orphans)) == (titles(whole.loose), titles(whole.orphans))
        assert whole.counts.startswith(overview.counts.replace(" och", ",").rpartition(",")[0])


def test_what_hangs_on_nothing_has_places_of_its_own(adala: None) -> None:
    of_2021, of_2023 = tree.whole(shown(2021)), tree.whole(shown(2023))

    assert titles(of_2021.loose) == ["Kartlägg hushåll utan bredband"]
    assert titles(of_2023.others) == [
        "Natur och vatten",
        ["Sjöar och vattendrag är friska", ["Kontrollera enskilda avlopp", ["120 avlopp kontrolleras"]]],
        "Företagande",
        ["Det går fort att få bygglov", ["Inför e-tjänst för bygglov"]],
    ]
    assert titles(of_2023.orphans) == ["Läxhjälp tre eftermiddagar i veckan"]


def test_year_that_nothing_speaks_for_has_no_tree(db: None) -> None:
    factories.steering_model()

    assert tree.whole(shown(2022)).lines == ()
    assert tree.whole(shown(2022)).counts == ""


# A part of it


def test_part_of_a_body_is_its_objectives_with_all_below(adala: None) -> None:
    of_body = [line for goal in tree.whole(shown(2023)).goals for line in goal.lines if "Vård" in line.owner]
    kept = part(2023, organ="vard-och-omsorgsnamnden")

    assert len(of_body) == 2
    assert [line for goal in kept.goals for line in goal.lines] == of_body


def test_part_counts_what_is_left_of_how_many(adala: None) -> None:
    [goal] = part(2023, mal="larande", organ="kultur-och-fritidsnamnden").goals

    assert (goal.count, len(goal.lines)) == ("1 av 3 nämndmål", 1)


def test_part_of_a_department_is_what_it_leads_supports_or_does(adala: None) -> None:
    """`bsnbiblio` is led by it and supported by another."""
    kept = part(2023, forvaltning="kultur-och-fritidsforvaltningen")
    own = {line.id for line in walk(kept.lines) if ("forvaltning", "kultur-och-fritidsforvaltningen") in line.has}

    assert "bsnbiblio" in own
    assert all(own & {each.id for each in walk([line])} for goal in kept.goals for line in goal.lines)


def test_questions_narrow_each_other_in_any_order(adala: None) -> None:
    whole = tree.whole(shown(2023))
    body_first = part(2023, organ="barn-och-skolnamnden", brist="utan-underliggande")
    only_lack = tree.narrowing({"brist": "utan-underliggande"}, whole).of(whole)
    then_body = tree.narrowing({"organ": "barn-och-skolnamnden"}, only_lack).of(only_lack)

    assert body_first.lines == then_body.lines
    assert body_first.lines


@pytest.mark.parametrize(
    ("lack", "found"),
    [
        (
            "utan-underliggande",
            [
                "Kommunens resor blir färre och renare",
                "Låt biblioteket vara en mötesplats",
                "Sänk sjukfrånvaron i skola och förskola",
                "Sänk sjukfrånvaron i hemtjänsten",
                "Inför e-tjänst för bygglov",
            ],
        ),
        (
            "utan-overliggande",
            [
                "Sjöar och vattendrag är friska",
                "Det går fort att få bygglov",
                "Läxhjälp tre eftermiddagar i veckan",
            ],
        ),
    ],
)
def test_what_is_wrong_can_be_asked_for(adala: None, lack: str, found: list[str]) -> None:
    lines = walk(part(2023, brist=lack).lines)

    assert sorted(line.title for line in lines if ("brist", lack) in line.has) == sorted(found)


def test_assignment_without_a_known_amount_has_no_money(adala: None) -> None:
    """In 2025 the amounts of `bsn` are not decided; `vonlarm` is paid by fees, which is money."""
    without = {
        line.title for line in walk(part(2025, brist="utan-pengar").lines) if ("brist", "utan-pengar") in line.has
    }

    assert "Följ upp den gemensamma läsplanen" in without
    assert "Följ upp den gemensamma läsplanen" not in {
        line.title for line in walk(part(2023, brist="utan-pengar").lines) if ("brist", "utan-pengar") in line.has
    }


def test_assignment_that_waits_for_an_operational_plan_lacks_nothing(adala: None) -> None:
    assert [line for line in walk(part(2026, brist="utan-underliggande").lines) if line.awaits_plan] == []
    assert [line.count for line in walk(tree.whole(shown(2026)).lines) if line.awaits_plan] == [
        "ingen verksamhetsplan"
    ] * sum(line.awaits_plan for line in walk(tree.whole(shown(2026)).lines))


def test_objectives_that_contribute_beside_their_own_goal_can_be_found(adala: None) -> None:
    whole = tree.whole(shown(2023))
    asked = tree.narrowing({"mal": "delaktighet", "organ": "barn-och-skolnamnden"}, whole)

    assert [line.owner for line in asked.indirect(whole)] == ["Barn- och skolnämnden"]
    assert asked.of(whole).lines == ()


def test_unknown_value_leaves_nothing_and_is_said(adala: None) -> None:
    whole = tree.whole(shown(2023))
    asked = tree.narrowing({"organ": "finns-inte"}, whole)

    assert asked.of(whole).lines == ()
    assert asked.text == "Organ: finns inte här."


def test_query_has_one_spelling(adala: None) -> None:
    whole = tree.whole(shown(2023))
    asked = tree.narrowing({"ort": "", "organ": "a", "mal": "b", "annat": "c"}, whole)

    assert asked.query == "?mal=b&organ=a"
