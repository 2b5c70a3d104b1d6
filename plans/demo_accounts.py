import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.contrib.auth import get_user_model
from django.utils.text import slugify

from plans.models import MissionPlan, Role
from styrmodell.models import Body, SteeringModel

USERNAMES = {
    Role.Kind.EDITOR: "handlaggare",
    Role.Kind.SECRETARY: "sekreterare",
    Role.Kind.HEAD: "forvaltningschef",
    Role.Kind.COUNCILLOR: "fortroendevald",
    Role.Kind.STEWARD: "styrmodellsansvarig",
}


@dataclass(frozen=True)
class Account:
    username: str
    password: str
    role: str
    body: str | None
    """The slug of the body; for a department head the body that the department serves."""


def create() -> list[Account]:
    """One person of every role, so that a newcomer can try them all; each with a password of its own."""
    return [_account(kind, body) for kind, body in _cast(SteeringModel.objects.get().shown_year)]


def write(accounts: list[Account], path: Path) -> None:
    """Written where only the owner can read, and never into a file that others may already have open."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump([asdict(account) for account in accounts], file, ensure_ascii=False, indent=2)


def _cast(year: int) -> Iterator[tuple[Role.Kind, Body | None]]:
    """Everyone around one committee, an editor of another, the council's secretary and the steward."""
    bodies = Body.objects.existing_in(year)
    planning = MissionPlan.objects.adopted().values("body")
    committees = bodies.filter(kind=Body.Kind.COMMITTEE, pk__in=planning)
    for committee in committees[:1]:
        yield Role.Kind.EDITOR, committee
        yield Role.Kind.SECRETARY, committee
        yield Role.Kind.COUNCILLOR, committee
        if committee.departments.exists():
            yield Role.Kind.HEAD, committee
    for other in committees[1:2]:
        yield Role.Kind.EDITOR, other
    for council in bodies.filter(kind=Body.Kind.COUNCIL)[:1]:
        yield Role.Kind.SECRETARY, council
    yield Role.Kind.STEWARD, None


def _account(kind: Role.Kind, body: Body | None) -> Account:
    username = "-".join(filter(None, [USERNAMES[kind], slugify(body.short_name) if body else ""]))
    password = secrets.token_urlsafe(12)
    user = get_user_model().objects.create_user(username, password=password, is_staff=True)
    if body and kind == Role.Kind.HEAD:
        Role.objects.create(user=user, kind=kind, department=body.departments.first())
    else:
        Role.objects.create(user=user, kind=kind, body=body)
    return Account(username, password, kind.value, body.slug if body else None)
