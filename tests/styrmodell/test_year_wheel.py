from styrmodell.models import YearEvent
from styrmodell.year_wheel import OUTERMOST, wheel


def event(first: int, last: int, **fields: object) -> YearEvent:
    return YearEvent(month_from=first, month_to=last, **fields)


def test_empty_year_has_twelve_months_and_no_arcs() -> None:
    empty = wheel([])

    assert [spoke.name for spoke in empty.spokes][:3] == ["jan", "feb", "mars"]
    assert len(empty.spokes) == 12
    assert (empty.arcs, empty.rings) == ([], [])


def test_events_that_do_not_meet_share_a_lane() -> None:
    assert wheel([event(4, 4), event(6, 6), event(1, 3)]).rings == [OUTERMOST]


def test_events_that_meet_stand_in_lanes_of_their_own() -> None:
    assert len(wheel([event(9, 11), event(10, 10), event(11, 11), event(1, 12)]).rings) == 3


def test_year_begins_at_the_top_and_goes_clockwise() -> None:
    [first, second] = wheel([event(1, 1), event(4, 4)]).arcs

    assert float(first.middle.x) > 180 > float(first.middle.y)
    assert float(second.middle.x) > 180
    assert float(second.middle.y) > float(first.middle.y)


def test_arc_of_more_than_half_a_year_goes_the_long_way() -> None:
    assert [" 0 1 1 " in wheel([event(1, last)]).arcs[0].path for last in (3, 6, 7, 12)] == [False, False, True, True]


def test_arcs_are_numbered_as_the_list() -> None:
    arcs = wheel([event(1, 1), event(1, 1, is_election_year=True)]).arcs

    assert [(arc.number, arc.is_election_year) for arc in arcs] == [(1, False), (2, True)]
