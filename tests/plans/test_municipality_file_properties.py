"""What holds of every municipality, and of every change of one value in a file."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans import municipality_file
from plans.invented import invented_municipality
from tests.municipalities import ROOT
from tests.plans.lillby import lillby, load, put, undone

pytestmark = pytest.mark.django_db


@given(st.integers(1, 3), st.integers(1, 3), st.integers(0, 10_000))
@settings(max_examples=3)
def test_any_municipality_comes_out_of_an_empty_database_as_it_went_in(bodies: int, years: int, seed: int) -> None:
    with undone():
        load(invented_municipality(bodies=bodies, years=years, seed=seed, objectives=2, assignments=2, activities=1))
        exported = municipality_file.dumps(municipality_file.export())

    with undone():
        municipality_file.load(exported.encode(), folder=ROOT)
        exported_again = municipality_file.dumps(municipality_file.export())

    assert exported_again == exported


def places(value: Any, here: str = "") -> Iterator[str]:
    """Of every value in the file, as problems write them."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield f"{here}.{key}".lstrip(".")
            yield from places(part, f"{here}.{key}".lstrip("."))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield f"{here}[{index}]"
            yield from places(part, f"{here}[{index}]")


NAMES = ["skolnamnden", "vardforvaltningen", "kf-2021-06-16", "miljo", "u3hembesok", "o2trygghet", "lillby", "x" * 250]
PLACES = list(places(lillby()))
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([0, 1, 2, 4, 2021, 2022, 2024, 2**31, 2**63, 1.0])
    | st.text(max_size=5)
    | st.sampled_from([*NAMES, "", "2022-02-29", "2022-03-01", "\x00", "\ud800", "https://a", "draft", "mission_plan"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3) | st.just("slug"), inner, max_size=2)
    ),
    max_leaves=4,
)


@given(st.sampled_from(PLACES), values)
@settings(max_examples=30)
def test_changed_value_is_refused_or_kept_to_the_letter(place: str, value: Any) -> None:
    data = lillby(put(place, value))

    with undone():
        try:
            load(data)
        except municipality_file.LoadRefused:
            return
        assert as_written(municipality_file.export()) == as_written(data)


def as_written(data: dict[str, Any]) -> dict[str, Any]:
    """Without what the portal gives: seals, revision numbers and an order where there is none."""
    result: dict[str, Any] = json.loads(json.dumps(data))
    for plan in result["plans"]:
        plan["revision"] = plan["seal"] = None
    return result | {section: sorted(rows, key=str) for section, rows in result.items() if isinstance(rows, list)}
