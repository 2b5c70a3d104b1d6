"""How many questions each kind of page asks the database: a fixed number, whatever the amount of data."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goals.models import Film
from plans import municipality_file
from plans.invented import invented_municipality
from tests import kinds

NUMBER_OF_QUERIES = {
    "about": 3,
    "accessibility": 1,
    "activity": 6,
    "adjustments_csv": 3,
    "areas_csv": 8,
    "assignment": 7,
    "bodies": 9,
    "body": 15,
    "body_budget": 13,
    "body_in_full": 28,
    "body_news": 24,
    "body_news_feed": 23,
    "budget": 11,
    "changed": 11,
    "cookies": 1,
    "coverage": 29,
    "coverage_csv": 28,
    "coverage_matrix_csv": 28,
    "decision": 13,
    "decisions": 3,
    "department": 7,
    "departments": 5,
    "favicon.ico": 0,
    "film": 2,
    "frames_csv": 6,
    "global_goal": 9,
    "global_goals": 8,
    "goal": 17,
    "goals": 6,
    "governing_document": 4,
    "governing_documents": 3,
    "home": 12,
    "investment": 7,
    "investments": 7,
    "investments_csv": 7,
    "media": 1,
    "mission_plan": 19,
    "mission_plan_changes": 8,
    "mission_plan_compared": 8,
    "mission_plan_compared_paper": 7,
    "mission_plan_compared_pdf": 8,
    "mission_plan_changes_paper": 7,
    "mission_plan_changes_pdf": 8,
    "mission_plan_paper": 7,
    "mission_plan_pdf": 8,
    "mission_plan_revision": 19,
    "newly_elected": 1,
    "news": 15,
    "news_feed": 14,
    "objective": 9,
    "open_data": 1,
    "open_data_municipality": 46,
    "open_data_schema": 1,
    "operational_plan": 10,
    "operational_plan_changes": 5,
    "operational_plan_compared": 5,
    "operational_plan_compared_paper": 4,
    "operational_plan_compared_pdf": 5,
    "operational_plan_changes_paper": 4,
    "operational_plan_changes_pdf": 5,
    "operational_plan_paper": 4,
    "operational_plan_pdf": 5,
    "operational_plan_revision": 10,
    "outline": 19,
    "place": 9,
    "places": 6,
    "red_thread": 18,
    "robots": 0,
    "search": 8,
    "sitemap": 10,
    "special_assignment": 5,
    "special_assignments": 6,
    "status": 1,
    "strategic_plan": 18,
    "strategic_plan_changes": 7,
    "strategic_plan_compared": 7,
    "strategic_plan_compared_paper": 7,
    "strategic_plan_compared_pdf": 8,
    "strategic_plan_changes_paper": 7,
    "strategic_plan_changes_pdf": 8,
    "strategic_plan_paper": 4,
    "strategic_plan_pdf": 5,
    "strategic_plan_revision": 18,
    "strategic_plans": 18,
    "values": 4,
    "word_list": 1,
}
"""Without those whose name ends in _year: they are the same pages for another year."""


@pytest.mark.django_db
@pytest.mark.parametrize(("bodies", "years", "each"), [(2, 3, 2), (8, 5, 3)])
def test_number_of_queries_does_not_grow_with_the_data(client: Client, bodies: int, years: int, each: int) -> None:
    """`each` is how many of everything stand under one."""
    invented = invented_municipality(
        bodies=bodies, years=years, seed=1, objectives=each, assignments=each, activities=each - 1
    )
    municipality_file.load(municipality_file.dumps(invented).encode(), folder=Path())
    show_films(bodies)

    numbers = {name: number_of_queries(client, kinds.address(name)) for name in kinds.named()}

    assert numbers == dict(of_every_name())


def number_of_queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        response = client.head(address)  # the same work, and no file left open
    assert response.status_code in (200, 301), address
    return len(asked)


def of_every_name() -> Iterator[tuple[str, int]]:
    for name in kinds.named():
        kind = name.removesuffix("_year")
        yield name, NUMBER_OF_QUERIES.get(kind, -1)


def test_no_kind_of_page_is_left_out() -> None:
    assert {name.removesuffix("_year") for name in kinds.named()} == NUMBER_OF_QUERIES.keys()


def show_films(number: int) -> None:
    """The invented have none."""
    path = Path(settings.MEDIA_ROOT, "film.mp4")
    path.write_bytes(b"film")
    for each in range(number):
        Film.objects.create(
            slug=f"film-{each}",
            title="Film",
            seconds=60,
            video_path=path.name,
            video_sha256="0" * 64,
            captions_path="film.vtt",
            captions_sha256="0" * 64,
            transcript="Text",
        )
