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
        "640823\n\n3234",
        "640823\n \n3234",
        "2064-08-23 3234",
        "1964-08-23 3234",  # a day and a number
        "dokument_640823_3234.pdf",
        "640823, 3234",
        "64 08 23 32 34",
        "640 823 3234",
        "070-640 82 33",
        "KS 2021/640823",
        "SN 2021-06-16 § 45, 1 234 tkr",
        "&#54;",
        "640823 och 3234",
        "0155-24 80 00",
        "1 234 567 890",
    ],
)
def test_other_number_is_not(text: str) -> None:
    assert find_personal_number(text) is None


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("640823  -  3234", "640823 - 3234"),
        ("640823\n3234", "640823 3234"),
        ("640823\t3234", "640823 3234"),
        ("640823\N{EM SPACE}\N{THIN SPACE}3234", "640823 3234"),
        ("6408\N{ZERO WIDTH SPACE}23-32\N{ZERO WIDTH JOINER}34", "640823-3234"),
        ("640823\N{SOFT HYPHEN}3234", "6408233234"),
        ("640823\N{WORD JOINER}-\N{ZERO WIDTH NO-BREAK SPACE}3234", "640823-3234"),
        ("\N{FULLWIDTH DIGIT SIX}40823-3234", "640823-3234"),
        ("640823\N{FULLWIDTH HYPHEN-MINUS}3234", "640823-3234"),
        ("\N{ARABIC-INDIC DIGIT SIX}40823-3234", "640823-3234"),
        ("640823\N{EM DASH}3234", "640823-3234"),
        ("640823\N{FIGURE DASH}3234", "640823-3234"),
        ("640823\N{SMALL HYPHEN-MINUS}3234", "640823-3234"),
        ("**640823**-3234", "640823-3234"),
        ("_640823_-3234", "640823-3234"),
        ("64`0823`-~~3234~~", "640823-3234"),
        ("640823\\-3234", "640823-3234"),
        ("640823&#45;3234", "640823-3234"),
        ("6408&shy;23&ndash;3234", "640823-3234"),
        ("&#54;40823-3234", "640823-3234"),
        ("[640823](https://example.org)-3234", "640823-3234"),
        ("[640823]-[3234]", "640823-3234"),
        ("1964-08-23-3234", "1964-08-23-3234"),
        ("64-08-23 - 3234", "64-08-23 - 3234"),
    ],
)
def test_number_written_so_that_it_is_only_read_is_found(text: str, read: str) -> None:
    assert find_personal_number(text) == read
