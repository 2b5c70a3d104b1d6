from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from styrmodell import typography


@pytest.mark.parametrize(
    ("amount", "text"),
    [(0, "0"), (999, "999"), (1234, "1\xa0234"), (1_234_567, "1\xa0234\xa0567"), (-5, "−5"), (-1500, "−1\xa0500")],
)
def test_tkr_groups_by_three(amount: int, text: str) -> None:
    assert typography.tkr(amount) == text


@pytest.mark.parametrize(("amount", "text"), [(1234, "+1\xa0234"), (0, "0"), (-5, "−5")])
def test_signed_says_which_way(amount: int, text: str) -> None:
    assert typography.signed(amount) == text


@given(st.integers())
def test_tkr_never_breaks_and_reads_back(amount: int) -> None:
    text = typography.tkr(amount)

    assert " " not in text
    assert int(text.replace("\xa0", "").replace("−", "-")) == amount


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (0.1, 2, "0,10"),
        (1234.5, 1, "1\xa0234,5"),
        (-2.25, 2, "−2,25"),
        (Decimal("22.12"), 2, "22,12"),
        (3, 0, "3"),
        (-0.001, 2, "0,00"),
    ],
)
def test_decimal_has_a_comma(value: float | Decimal, places: int, text: str) -> None:
    assert typography.decimal(value, places) == text


def test_long_date_is_in_one_piece() -> None:
    assert typography.long_date(date(2019, 6, 26)) == "26\xa0juni\xa02019"


def test_a_moment_late_in_the_evening_is_told_as_the_day_that_it_is_here() -> None:
    moment = datetime(2026, 11, 27, 23, 30, tzinfo=UTC)

    shown = Template("{% load typography %}{{ moment|date_sv }}").render(Context({"moment": moment}))

    assert shown == "28\xa0november\xa02026"


def test_month_is_said_with_its_year() -> None:
    assert typography.month(date(2019, 5, 1)) == "maj 2019"


def test_months_are_said_once_or_as_a_span() -> None:
    assert [typography.months(4, 4), typography.months(9, 11)] == ["april", "september–november"]


def test_long_words_may_be_broken_and_short_ones_not() -> None:
    text = typography.soft("Samhällsbyggnadsnämnden har möte")

    assert text.replace("\xad", "") == "Samhällsbyggnadsnämnden har möte"
    assert [word.count("\xad") > 0 for word in text.split(" ")] == [True, False, False]


@pytest.mark.parametrize(
    "together",
    [
        "2022–2025", "16 juni 2021", "16 juni", "1–3 maj", "maj 2022", "januari–september 2022", "2021-06-16", "§ 45",
        "§ E7", "10 §", "kl. 18.00", "utgåva 2", "dnr 2021-41", "uppdrag 7", "1 234 tkr", "12,5 procent", "100 kronor",
        "301 549",
    ],
)  # fmt: skip
def test_what_belongs_together_is_held_on_one_line(together: str) -> None:
    assert typography.whole(f"Se {together}.") == f'Se <span class="whole">{together}</span>.'


@pytest.mark.parametrize("text", ["Nämnden 2022 med mål 3", "mål- och budget", "i maj", "a–b", "2022, 100"])
def test_what_does_not_belong_together_is_left_as_it_is(text: str) -> None:
    assert typography.whole(text) == text


def test_text_that_is_held_together_is_escaped_once() -> None:
    assert typography.whole("<b>") == "&lt;b&gt;"
    assert typography.whole(mark_safe("<b>")) == "<b>"


@given(st.text())
def test_soft_hyphens_change_nothing_else(text: str) -> None:
    assert typography.soft(text).replace("\xad", "") == text.replace("\xad", "")


@pytest.mark.parametrize(
    ("name", "text"), [("Socialnämnden", "Socialnämndens"), ("KS", "KS"), ("Max", "Max"), ("Schweiz", "Schweiz")]
)
def test_genitive_adds_an_s_that_is_not_there(name: str, text: str) -> None:
    assert typography.genitive(name) == text
