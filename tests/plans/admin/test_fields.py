"""Amounts, targets and texts as people type them."""

import pytest
from django.core.exceptions import ValidationError

from plans.admin.fields import TargetField, amount, public_text, written
from plans.money import MISSING, Figure


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1234", 1234),
        ("1 234", 1234),
        ("1\N{NO-BREAK SPACE}234", 1234),
        ("1\N{NARROW NO-BREAK SPACE}234", 1234),
        (" 0 ", 0),
        ("-5", -5),
        ("−5", -5),
        ("− 1 234", -1234),
        ("ej beslutat", None),
        ("Ej  beslutat", None),
        ("inte beslutat", None),
        (" INTE\N{NO-BREAK SPACE}BESLUTAT ", None),
        ("ej beslutad", None),
    ],
)
def test_amount_as_it_is_typed(typed: str, value: int | None) -> None:
    assert amount(typed) == Figure(value)


@pytest.mark.parametrize("typed", ["", " ", "\N{NO-BREAK SPACE}"])
def test_nothing_typed_is_missing(typed: str) -> None:
    assert amount(typed) == MISSING


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("(5)", "Skriv minus framför beloppet i stället för parenteser."),
        ("1 234,5", "Menar du 1\N{NO-BREAK SPACE}234 tkr? Skriv hela tusental kronor."),
        ("1234.6", "Menar du 1\N{NO-BREAK SPACE}235 tkr? Skriv hela tusental kronor."),
        ("1.234", "Menar du 1\N{NO-BREAK SPACE}234 tkr? Skriv utan punkt."),
        ("−1.234.567", "Menar du −1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567 tkr? Skriv utan punkt."),
        ("tolv", "”tolv” är inget belopp. Skriv hela tusental kronor, till exempel 1 234."),
        ("--5", "”--5” är inget belopp. Skriv hela tusental kronor, till exempel 1 234."),
        ("1e9", "”1e9” är inget belopp. Skriv hela tusental kronor, till exempel 1 234."),
        ("1234567890", "”1234567890” är inget belopp. Skriv hela tusental kronor, till exempel 1 234."),
        ("١٢", "”١٢” är inget belopp. Skriv hela tusental kronor, till exempel 1 234."),
    ],
)
def test_amount_that_could_mean_something_else_is_asked_about(typed: str, said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        amount(typed)

    assert refused.value.messages == [said]


@pytest.mark.parametrize("typed", ["9" * 5000, "9" * 5000 + ",5", "1" + ".999" * 2000, "(" + "9" * 5000 + ")"])
def test_endless_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        amount(typed)

    assert refused.value.messages == [f"”{typed[:40]}…” är för långt. Skriv hela tusental kronor."]


@pytest.mark.parametrize("figure", [Figure(1234), Figure(-5), Figure(0), Figure(None), MISSING])
def test_amount_is_read_as_it_is_written(figure: Figure) -> None:
    assert amount(written(figure)) == figure


@pytest.mark.parametrize(("typed", "value"), [("2,5", "2.5"), ("2.5", "2.5"), ("−1", "-1"), ("1 000", "1000")])
def test_target_as_it_is_typed(typed: str, value: str) -> None:
    assert str(TargetField().clean(typed)) == value


@pytest.mark.parametrize("typed", ["nan", "oändligt", "1e400", "1,23456", "12345678901", "1,2,3", "1e9", "1e99999999"])
def test_target_that_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        TargetField().clean(typed)

    assert refused.value.messages == [f"”{typed}” är inget målvärde. Skriv ett tal, till exempel 2,5."]


@pytest.mark.parametrize("typed", ["8112189876", "8112 189 876", "−8112189876", "8112189876,0", "811218 - 9876"])
def test_target_that_is_a_person_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        TargetField().clean(typed)


def test_endless_target_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        TargetField().clean("9" * 5000)

    assert refused.value.messages == [f"”{'9' * 40}” är inget målvärde. Skriv ett tal, till exempel 2,5."]


def test_target_may_be_undecided_or_missing() -> None:
    typed = ["ej beslutat", "Inte  beslutat", ""]

    assert [TargetField().clean(text) for text in typed] == [None, None, MISSING]


def test_text_from_a_word_processor_arrives_clean() -> None:
    pasted = "Ma\u030alet\r\n•\tett\r\n•\ttvå\x0btre\u200b\ufeff "

    assert public_text(pasted) == "Målet\n- ett\n- två\ntre"


def test_personal_number_is_refused_with_the_reason() -> None:
    with pytest.raises(ValidationError) as refused:
        public_text("Kontakta 19811218-9876 om frågan.")

    assert refused.value.messages == [
        "”19811218-9876” ser ut som ett personnummer. Sådana får inte stå i planer: de publiceras för alla."
    ]
