import pytest

from plans import money_sentences
from plans.money import MISSING, Figure, YearOfFrame
from styrmodell.models import Body

GRANTED = "Socialnämnden får kosta 1 000 tkr netto 2022."


def of_year(amount: int | None, **fields: int) -> YearOfFrame:
    return YearOfFrame(year=2022, frame=Figure(amount), plan=None, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (of_year(1000), GRANTED),
        (of_year(1000, change=30), f"{GRANTED} Det är 30 tkr mer än 2021."),
        (of_year(1000, change=-30), f"{GRANTED} Det är 30 tkr mindre än 2021."),
        (of_year(1000, change=0), f"{GRANTED} Det är lika mycket som 2021."),
        (of_year(1000, adjusted_by=50), f"{GRANTED} Under året har ramen höjts till 1 050 tkr."),
        (of_year(1000, adjusted_by=-50), f"{GRANTED} Under året har ramen sänkts till 950 tkr."),
        (of_year(None), "Socialnämndens ram för 2022 är inte beslutad."),
        (YearOfFrame(year=2022, frame=MISSING, plan=None), "Socialnämnden har ingen egen ram 2022."),
    ],
)
def test_frame_of_a_body_in_sentences(row: YearOfFrame, says: str) -> None:
    body = Body(name="Socialnämnden", kind=Body.Kind.COMMITTEE)

    assert money_sentences.of_body(body, row).replace("\N{NO-BREAK SPACE}", " ") == says


def test_central_money_belongs_to_no_one_yet() -> None:
    body = Body(name="Centrala poster", kind=Body.Kind.CENTRAL)

    says = money_sentences.of_body(body, of_year(1000, adjusted_by=-300))

    assert says.replace("\N{NO-BREAK SPACE}", " ") == (
        "1 000 tkr är avsatta 2022 utan att höra till någon nämnd än."
        " Under året har 300 tkr delats ut, och 700 tkr är kvar."
    )
