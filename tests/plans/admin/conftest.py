from collections.abc import Callable

import pytest
from django.test import Client

from tests import cast, factories

LogIn = Callable[[str], Client]


@pytest.fixture
def town() -> cast.Town:
    factories.steering_model()
    return cast.town()


@pytest.fixture
def log_in(town: cast.Town) -> LogIn:
    """A browser where the person of that name is logged in."""

    def as_(name: str) -> Client:
        client = Client()
        client.force_login(town.people[name])
        return client

    return as_
