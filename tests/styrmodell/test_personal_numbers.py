import pytest

from styrmodell.personal_numbers import find_personal_number

# The numbers are Skatteverket's examples or made up for this test.


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ring 640823-3234 i morgon.", "640823-3234"),
        ("6408233234", "6408233234"),
        ("19640823-3234", "19640823-3234"),
        ("196408233234", "196408233234"),
        ("640823+3234", "640823+3234"),
        ("18640823+3234", "18640823+3234"),
        ("640823 3234", "640823 3234"),
        ("640823 - 3234", "640823 - 3234"),
        ("640823\N{NO-BREAK SPACE}3234", "640823\N{NO-BREAK SPACE}3234"),
        ("640823–3234", "640823–3234"),
        ("640823\N{NON-BREAKING HYPHEN}3234", "640823\N{NON-BREAKING HYPHEN}3234"),
        ("640823−3234", "640823−3234"),
        ("(640823-3234)", "640823-3234"),
        ("Kalle640823-3234", "640823-3234"),
        ("samordningsnummer 701063-2391", "701063-2391"),
        ("197010632391", "197010632391"),
        ("först 640823-3235, sedan 640823-3234", "640823-3234"),
        ("skottdagen 000229-0005", "000229-0005"),
    ],
)
def test_number_is_found(text: str, found: str) -> None:
    assert find_personal_number(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ingen siffra alls",
        "640823-3235",  # wrong check digit
        "641323-3237",  # no thirteenth month
        "640832-3233",  # no thirty-second day
        "640860-3238",  # the day zero
        "19000229-0005",  # 1900 had no leap day
        "212000-0142",  # a municipality's organisation number
        "556036-0793",  # a company's
        "17640823-3234",  # before there were any
        "640823-32345",
        "1640823-3234",
        "640823--3234",
        "640823/3234",
        "640823\n3234",
        "0155-24 80 00",
        "1 234 567 890",
    ],
)
def test_other_number_is_not(text: str) -> None:
    assert find_personal_number(text) is None
