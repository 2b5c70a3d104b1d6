import pytest

from styrmodell.templatetags.sources import linked


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Kommunallagen (2017:725) 11 kap. 10 §", "Kommunallagen (2017:725) 11 kap. 10 §"),
        (
            "https://www.ådala.se/politik/plan?id=3",
            '<a href="https://www.ådala.se/politik/plan?id=3" rel="nofollow">ådala.se</a>',
        ),
        (
            "Protokollet, https://ådala.se/2016/ (läst 2018), och https://5dok.org/ny.",
            (
                'Protokollet, <a href="https://ådala.se/2016/" rel="nofollow">ådala.se</a> (läst 2018), '
                'och <a href="https://5dok.org/ny" rel="nofollow">5dok.org</a>.'
            ),
        ),
        ("<b>&", "&lt;b&gt;&amp;"),
        (
            'https://ådala.se/?a=1&b="x"',
            '<a href="https://ådala.se/?a=1&amp;b=" rel="nofollow">ådala.se</a>&quot;x&quot;',
        ),
        ("javascript:alert(1)", "javascript:alert(1)"),
    ],
)
def test_addresses_read_as_the_site_they_lead_to(source: str, shown: str) -> None:
    assert linked(source) == shown
