import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import override_settings
from hypothesis import settings as hypothesis

from plans import unalterable
from tests import pango

# Playwright leaves its event loop running in the thread of the tests, where Django asks the database all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytest_plugins = ["tests.municipalities", "tests.no_skips"]

# A slow machine is no fault; and in CI the examples are always the same, so that a red run can be repeated.
hypothesis.register_profile("styrmodell", deadline=None, derandomize=os.environ.get("CI") == "true")
hypothesis.load_profile("styrmodell")


@pytest.fixture(scope="session", autouse=True)
def settings_for_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Quick passwords, static files by their plain names, and folders of their own for media and papers."""
    pango.make_sure()
    papers = settings.CACHES["papers"] | {"LOCATION": tmp_path_factory.mktemp("papers")}
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        MEDIA_ROOT=tmp_path_factory.mktemp("media"),
        CACHES=settings.CACHES | {"papers": papers},
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def emptied_although_adopted() -> None:
    """The database refuses to lose what is adopted; only for emptying it after a test are the triggers lifted."""
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def lift_and_flush(self: BaseDatabaseOperations, statements: list[str]) -> None:
        unalterable.lift(self.connection.alias)
        flush(self, statements)

    operations.execute_sql_flush = lift_and_flush


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as in real life: in memory, simultaneous writers would not wait for each other."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
