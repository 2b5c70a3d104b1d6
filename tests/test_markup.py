import pytest

from tests.markup import Markup

PAGE = (
    '<!DOCTYPE html><html lang="sv"><head><title>Nämnder</title><link rel="stylesheet" href="/static/a.css"></head>'
    '<body><main id="innehall"><h1 id="namn">Nämnder</h1>%s</main></body></html>'
)


@pytest.mark.parametrize(
    "html",
    [
        '<p>Se <a href="/">start</a><br></p><ul><li>Ett</li></ul>',
        '<svg class="icon"><path d="M0 0"/></svg>',
        '<section aria-labelledby="namn"><p>Text</p></section>',
        '<details data-hx-get="/uppdrag/a/"><summary>Ett</summary><a href="/uppdrag/a/">Visa</a></details>',
        '<script src="/static/a.js"></script>',
        '<script type="application/ld+json">{}</script>',
    ],
)
def test_sound_page_has_no_faults(html: str) -> None:
    assert Markup(PAGE % html).faults == []


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<ul><li>Ett</ul>", "</ul> in <li>"),
        ("</p>", "</p> in <main>"),
        ("<div/>", "<div/> is not closed by its slash"),
        ("<p><ul></ul></p>", "<ul> in <p>"),
        ('<a href="/"><button>Ett</button></a>', "<button> in a link or a button"),
        ("<h1>En till</h1>", "2 <h1>"),
        ('<p id="namn"></p>', "the id namn 2 times"),
        ('<nav aria-labelledby="meny"></nav>', "nothing has the id meny"),
        ("<p>{{ namn }}</p>", "unrendered: {{ namn }}"),
        ("<p>{% if namn %}</p>", "unrendered: {% if namn %}"),
        ("<td>None</td>", "unrendered: None"),
        ('<a href="/None/">Ett</a>', "unrendered: href=/None/"),
        ('<p style="color: red"></p>', "style on <p>"),
        ('<p onclick="x()"></p>', "onclick on <p>"),
        ('<p data-hx-on:click="x()"></p>', "data-hx-on:click on <p>"),
        ('<p class="a" class="b"></p>', "an attribute twice on <p>"),
        ("<script>x()</script>", "inline <script>"),
        ("<style>p { color: red }</style>", "inline <style>"),
        ('<details data-hx-get="/a/"></details>', "/a/ opens in place but has no link"),
    ],
)
def test_fault_is_found(html: str, fault: str) -> None:
    assert fault in Markup(PAGE % html).faults


def test_page_without_frame_is_faulty() -> None:
    assert Markup("<html><body>Hej</body></html>").faults == ["no language", "0 <main>", "0 <h1>", "no title"]


def test_page_is_read() -> None:
    page = Markup(PAGE % '<p class="gap" data-state="gap"><a href="/mal/#alla">Mål</a><img src="/static/a.png"></p>')

    assert page.title == "Nämnder"
    assert page.links == ["/mal/#alla"]
    assert page.assets == ["/static/a.css", "/static/a.png"]
    assert [*page.ids] == ["innehall", "namn"]
    assert {"p", "main", ".gap", "data-state=gap"} <= page.marks
