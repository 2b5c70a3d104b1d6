import brotli
import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("soderkoping")]


def test_public_page_is_sent_with_brotli(client: Client) -> None:
    plain = client.get("/rod-trad/")

    packed = client.get("/rod-trad/", headers={"accept-encoding": "gzip, deflate, br"})

    assert brotli.decompress(packed.content) == plain.content
    assert packed["Content-Encoding"] == "br"
    assert packed["Content-Length"] == str(len(packed.content))
    assert packed["ETag"] == f"W/{plain['ETag']}"
    assert (packed["Vary"], plain["Vary"]) == ("Accept-Encoding", "Accept-Encoding")


def test_page_that_was_sent_with_brotli_has_not_changed(client: Client) -> None:
    accepts = {"accept-encoding": "br"}
    etag = client.get("/rod-trad/", headers=accepts)["ETag"]

    answer = client.get("/rod-trad/", headers=accepts | {"if-none-match": etag})

    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.parametrize(
    ("address", "accepts"),
    [
        ("/rod-trad/", "gzip, deflate"),
        ("/admin/login/", "gzip, deflate, br"),  # carries a token, whose length nobody should learn
        ("/finns-inte/", "gzip, deflate, br"),
        ("/sitemap.xml", "gzip, deflate, br"),
    ],
)
def test_the_rest_is_sent_with_gzip(client: Client, address: str, accepts: str) -> None:
    assert client.get(address, headers={"accept-encoding": accepts})["Content-Encoding"] == "gzip"
