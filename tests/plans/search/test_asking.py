import pytest
from pytest_django import DjangoAssertNumQueries

from plans.models import SearchWord
from plans.search.asking import LONGEST_TEXT, MOST_TERMS, MOST_WAYS, Term, begins, cleaned, ends, terms
from plans.search.words import stem
from styrmodell.models import Synonym

pytestmark = pytest.mark.django_db


def known(*words: str) -> None:
    """As if these stood somewhere in what is adopted."""
    SearchWord.objects.bulk_create(SearchWord(stem=stem(word), word=word) for word in words)


def only(text: str) -> Term:
    [term] = terms(text)
    return term


@pytest.mark.parametrize(
    ("part", "word"),
    [
        ("skola", "skolmåltid"),
        ("skola", "skolbibliotek"),
        ("barn", "barnomsorg"),
        ("arbete", "arbetsmarknad"),
        ("klimat", "klimatarbete"),
        ("byggnad", "byggnadsnämnd"),
        ("idrott", "idrottsplats"),
        ("miljö", "miljömål"),
        ("vatten", "vattendrag"),
    ],
)
def test_compound_begins_with_the_word(part: str, word: str) -> None:
    assert begins(stem(part), word)


@pytest.mark.parametrize(
    ("part", "word"),
    [
        ("kost", "kostnad"),
        ("kost", "kostnadsfri"),
        ("park", "parkering"),
        ("mark", "marknad"),
        ("trygg", "trygghet"),
        ("skola", "skolor"),
        ("barn", "barnen"),
        ("skola", "förskola"),
    ],
)
def test_derived_or_inflected_word_is_no_compound(part: str, word: str) -> None:
    assert not begins(stem(part), word)


@pytest.mark.parametrize(
    ("part", "word"),
    [
        ("skola", "grundskola"),
        ("skolor", "grundskolan"),
        ("plats", "lekplatsen"),
        ("barn", "skolbarn"),
        ("väster", "sydväster"),
        ("vård", "äldrevård"),
        ("klimat", "företagsklimat"),
    ],
)
def test_compound_ends_with_the_word(part: str, word: str) -> None:
    assert ends(stem(part), word)


@pytest.mark.parametrize(
    ("part", "word"),
    [("ring", "mätning"), ("ring", "utvärdering"), ("skap", "redskap"), ("skola", "skola"), ("kola", "skola")],
)
def test_ending_is_no_word(part: str, word: str) -> None:
    assert not ends(stem(part), word)


def test_word_is_found_in_compounds_the_shortest_first() -> None:
    known("skola", "skolmåltid", "grundskola", "förskola", "kola", "skolning")

    assert only("skolor").ways == (
        (stem("skola"),),
        (stem("förskola"),),
        (stem("grundskola"),),
        (stem("skolmåltid"),),
    )


def test_short_word_is_looked_for_as_it_is() -> None:
    known("mat", "klimat", "material", "skolmat")

    assert only("mat").ways == ((stem("mat"),),)


def test_everyday_word_is_looked_for_by_what_it_means() -> None:
    Synonym.objects.create(word="dagis", means="förskola")
    Synonym.objects.create(word="dagis", means="pedagogisk omsorg")
    known("förskola", "förskoleplats")

    term = only("Dagisets")

    assert term.ways[1:] == (
        (stem("förskola"),),
        (stem("pedagogisk"), stem("omsorg")),
        (stem("förskoleplats"),),
    )
    assert term.means == ("förskola", "pedagogisk omsorg")


def test_word_that_nothing_has_is_the_beginning_of_one() -> None:
    known("förskola", "försäkring", "skola")

    assert only("försk").others == ((stem("förskola"),),)


def test_word_that_something_has_is_whole() -> None:
    known("kost", "kostnad")

    assert only("kost").others == ()


def test_ways_are_limited() -> None:
    known(*(f"skol{letter}{other}område" for letter in "bcdfghjk" for other in "lmnprstv"))

    assert len(only("skola").others) == MOST_WAYS


def test_terms_are_limited_and_said_once() -> None:
    assert [term.word for term in terms("skola skolor skolan buss")] == ["skola", "buss"]
    assert len(terms(" ".join("abcdefghjklm"))) == MOST_TERMS


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  skola ", "skola"),
        ("skola\x00\n\tbuss", "skola buss"),
        ("x" * 1_000_000, "x" * LONGEST_TEXT),
        ("<b>'\"*", "<b>'\"*"),
        ("\x7f", ""),
    ],
)
def test_text_is_cleaned_before_it_is_shown_again(text: str, shown: str) -> None:
    assert cleaned(text) == shown


@pytest.mark.parametrize("text", ["", "och i på", "*", '"" & (', "\x00", "'; --"])
def test_nothing_is_asked_by_what_says_nothing(text: str) -> None:
    assert terms(text) == []


def test_asking_takes_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        terms("skola buss cykel vatten avlopp klimat lärare elever")
