"""What cannot be read at all is answered with a page, and not with an error of ours."""

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        (b"username=a", "application/x-www-form-urlencoded; charset=utf-7"),
        (b"username=a", "multipart/form-data"),
        (b"a" * 2_700_000, "application/x-www-form-urlencoded"),
    ],
)
def test_form_that_cannot_be_read(form: bytes, kind: str) -> None:
    factories.steering_model()
    client = Client(enforce_csrf_checks=True)
    client.get("/admin/login/")

    response = client.generic("POST", "/admin/login/", form, content_type=kind)

    assert (response.status_code, "Begäran gick inte att förstå" in response.content.decode()) == (400, True)
