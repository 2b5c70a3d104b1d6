import pytest

from styrmodell.markdown import to_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Ett *viktigt* stycke.\n\nEtt till.", "<p>Ett <em>viktigt</em> stycke.</p>\n<p>Ett till.</p>\n"),
        ("# Rubrik", "<h3>Rubrik</h3>\n"),
        ("- ett\n- två", "<ul>\n<li>ett</li>\n<li>två</li>\n</ul>\n"),
        ("[lagen](https://lagen.nu)", '<p><a href="https://lagen.nu">lagen</a></p>\n'),
        ("[klicka](javascript:alert(1))", "<p>[klicka](javascript:alert(1))</p>\n"),
        ("[fel](//[:])", "<p>[fel](//[:])</p>\n"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("![bild](https://example.org/b.png)", '<p>!<a href="https://example.org/b.png">bild</a></p>\n'),
        (
            "Senast 1 maj & *16 juni*",
            '<p>Senast <span class="whole">1 maj</span> &amp; <em><span class="whole">16 juni</span></em></p>\n',
        ),
        ("", ""),
    ],
)
def test_to_html_keeps_what_a_plan_needs_and_nothing_else(text: str, html: str) -> None:
    assert to_html(text) == html
