from pathlib import Path

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.test.signals import template_rendered

from styrmodell import gallery

pytestmark = pytest.mark.django_db

COMPONENTS = Path(settings.BASE_DIR, "templates", "components")


def test_every_component_is_in_the_gallery() -> None:
    shown: set[str] = set()

    def note(template: object, **_: object) -> None:
        shown.add(str(getattr(template, "name", "")))

    template_rendered.connect(note)
    try:
        gallery.gallery(RequestFactory().get(gallery.ADDRESS))
    finally:
        template_rendered.disconnect(note)

    every = {f"components/{path.name}" for path in COMPONENTS.glob("*.html")}
    assert every - shown == set()
