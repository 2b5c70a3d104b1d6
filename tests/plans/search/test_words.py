import pytest

from plans.search.words import folded, marked, stem, stems, words

SAME = """
förskola förskolan förskolor förskolorna förskolans
skola skolan skolor skolorna skolornas
grundskola grundskolan grundskolor
plan planen planer planerna
uppdragsplan uppdragsplanen uppdragsplaner
område området områden områdena
barn barnen barnens
elev elever eleverna elevernas
nämnd nämnden nämnder nämndernas
verksamhet verksamheten verksamheter verksamheterna
kommun kommunen kommuner kommunens
väg vägen vägar vägarna
gata gatan gator gatorna
måltid måltiden måltider
rum rummet rummen
hem hemmet hemmen
program programmet programmen
sjö sjön sjöar sjöarna
miljö miljön miljöns
by byn byar
trygg tryggt trygga tryggare trygghet
vatten vattnet vattnets
avfall avfallet avfallets
avlopp avloppet
byggnad byggnaden byggnader
kostnad kostnaden kostnader
station stationen stationer
bibliotek biblioteket biblioteken
lekplats lekplatsen lekplatser
cykel cykeln cyklar
cykelbana cykelbanan cykelbanor
stad staden städer
bostad bostaden bostäder
strand stranden stränder
bok boken böcker
ledamot ledamöter
ekonomi ekonomin
energi energin
boende boendet boenden
underhåll underhållet
samhälle samhället
hållbar hållbart hållbara
klimat klimatet
ansvar ansvaret
personal personalen
lärare läraren lärarna
gymnasium gymnasiet
museum museet museer
regel regeln regler
förälder föräldern föräldrar föräldrarna
enhet enheten enheter
fastighet fastigheten fastigheter
billig billigt billigare
kommunal kommunalt kommunala
stämma stämman
tjänsteman tjänstemän tjänstemännen
hälsa hälsan
""".strip().splitlines()

DIFFERENT = """
får far
får fara
mål mal
väg vagn
mat mätning
höst host
sjö sju
tak täkt
läs las
kök kok
fast fastighet
far farlig
bil billig
en enhet
skola skydd
ål al
""".strip().splitlines()


@pytest.mark.parametrize("forms", SAME)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("pair", DIFFERENT)
def test_words_that_are_not_the_same_have_stems_of_their_own(pair: str) -> None:
    one, other = pair.split()

    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ÅÄÖ", "åäö"),
        ("A\N{COMBINING RING ABOVE}", "å"),
        ("Kafé à la crème", "kafe a la creme"),
        ("Søren Æbelø", "sören äbelö"),
        ("STRASSE Straße", "strasse strasse"),
        ("för\N{SOFT HYPHEN}skola", "förskola"),
        ("①②", "12"),
    ],
)
def test_text_is_folded_to_swedish_letters(text: str, plain: str) -> None:
    assert folded(text) == plain


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Barn- och utbildningsnämnden", ["barn", "utbildningsnämnden"]),
        ("KS 2021/123, § 45", ["ks", "2021", "123", "45"]),
        ("e-tjänst", ["e", "tjänst"]),
        ("och att det i på", []),
        ("", []),
        (" \x00'\";*:()&|!-~^\\%_", []),
        ("学校 школа 🏫", []),
        ("a" * 1000, ["a" * 40]),
    ],
)
def test_words_are_letters_and_digits_that_say_something(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_marked_pieces_are_the_text() -> None:
    pieces = list(marked("Förskolan & <skolan>: skolorna!", frozenset(stems("skola"))))

    assert pieces == [
        ("Förskolan & <", False),
        ("skolan", True),
        (">: ", False),
        ("skolorna", True),
        ("!", False),
    ]
