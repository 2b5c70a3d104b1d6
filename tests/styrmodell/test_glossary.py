import re
from pathlib import Path

import pytest
from django.template import Context, Template

from styrmodell import typography
from styrmodell.glossary import WORDS

TEMPLATES = Path(__file__).parent.parent.parent / "templates"
WORDS_TAG = re.compile(r"\{% words (.+?) %\}")
IN_ORDER = str.maketrans("åäö", "{|}", "")  # after z, as Swedish has them


def used() -> set[str]:
    tags = [tag for path in TEMPLATES.rglob("*.html") for tag in WORDS_TAG.findall(path.read_text())]
    return {term for tag in tags for term in re.findall('"(.+?)"', tag)}


def test_every_word_that_a_page_explains_is_explained() -> None:
    assert used() - WORDS.keys() == set()


def test_words_are_in_alphabetical_order() -> None:
    assert list(WORDS) == sorted(WORDS, key=lambda word: word.lower().translate(IN_ORDER))


@pytest.mark.parametrize("term", WORDS)
def test_explanation_is_whole_sentences_and_short(term: str) -> None:
    explanation = WORDS[term]

    assert re.fullmatch(r"[A-ZÅÄÖ].+\.", explanation)
    assert len(explanation) <= 120


def test_words_stand_in_the_margin_with_their_explanations() -> None:
    html = Template('{% load glossary %}{% words "Tkr" "Vision" %}').render(Context())

    assert re.findall(r"<dt>(.+?)</dt><dd>(.+?)</dd>", html) == [
        (term, typography.whole(WORDS[term])) for term in ("Tkr", "Vision")
    ]


def test_unknown_word_is_a_fault() -> None:
    with pytest.raises(KeyError):
        Template('{% load glossary %}{% words "Hemlighet" %}').render(Context())
