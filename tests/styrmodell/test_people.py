import pytest
from django.contrib.auth.models import User

from styrmodell.people import name_of


@pytest.mark.parametrize(
    ("person", "name"),
    [
        (User(username="annber", first_name="Anna", last_name="Berg"), "Anna Berg"),
        (User(username="annber", first_name="Anna"), "Anna"),
        (User(username="annber", first_name=" "), "annber"),
        (User(username="annber"), "annber"),
        (None, ""),
    ],
)
def test_name_of(person: User | None, name: str) -> None:
    assert name_of(person) == name
