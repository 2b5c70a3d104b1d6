"""Every address under `/admin/`, asked for by every role: one table of what each is answered.

An address that is not in the table fails the tests. What is answered follows from the rights of `plans.access`,
which `tests/plans/test_access.py` tries one by one.
"""

import logging
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from goals.models import Film
from plans.access import Access
from plans.admin.parts import identity, slug_of
from plans.models import (
    FrameAdjustment,
    InvestmentAdjustment,
    InvestmentState,
    MissionPlan,
    MunicipalTotal,
    OperationalPlan,
    Plan,
    Role,
    StrategicPlan,
)
from styrmodell import pdf
from styrmodell.models import (
    CoreValue,
    Decision,
    GoverningDocument,
    Outlook,
    SteeringModel,
    Synonym,
    YearEvent,
)
from tests import cast, factories

pytestmark = pytest.mark.django_db

Answer = dict[str, int]
"""Method to status."""

# The pages of a plan. Each asks for a right and answers whoever has it; an empty form is refused as wrong (422), as
# stale (409), or with a message on the plan's page (302). None: any other method is refused (405).

PLAN_PAGES: dict[str, tuple[str, int | None, int | None]] = {
    # address            right      GET   POST
    "plan":             ("see",     200,  None),
    "plan_preview":     ("see",     200,  None),
    "plan_paper":       ("see",     200,  None),
    "plan_pdf":         ("see",     200,  None),
    "plan_changes":     ("see",     200,  None),
    "plan_history":     ("follow",  200,  None),
    "plan_texts":       ("write",   200,  409),
    "plan_grid":        ("write",   200,  409),
    "plan_grid_sums":   ("write",   None, 200),
    "plan_answers":     ("write",   None, 409),
    "plan_item_new":    ("write",   200,  422),
    "plan_item":        ("write",   200,  409),
    "plan_item_remove": ("write",   200,  409),
    "plan_item_order":  ("write",   None, 409),
    "plan_workbook":    ("write",   200,  None),
    "plan_workbook_upload": ("write", 200, 422),
    "plan_propose":     ("propose", 200,  409),
    "plan_withdraw":    ("propose", 200,  409),
    "plan_give_back":   ("decide",  200,  422),
    "plan_decide":      ("decide",  200,  422),
    "plan_revoke":      ("revoke",  200,  422),
    "plan_mask":        ("mask",    200,  422),
}  # fmt: skip
KEEPS = {"plan_texts", "plan_grid", "plan_answers", "plan_item_new", "plan_item"}
"""The pages where something is typed: to whoever writes the plan it is shown again (409) when the plan lies fast."""
ONLY_OF = {
    "plan_workbook": {MissionPlan},
    "plan_workbook_upload": {MissionPlan},
    "plan_grid": {MissionPlan, StrategicPlan},
    "plan_grid_sums": {MissionPlan, StrategicPlan},
}
"""The kinds of plan that have the page; of others it does not exist."""
PART = {
    MissionPlan: ("mal", "objectives"),
    StrategicPlan: ("mal", "goals"),
    OperationalPlan: ("aktiviteter", "activities"),
}

# Pages of our own that are about no plan, for whoever has a role.

OWN_PAGES: dict[str, tuple[int | None, int | None]] = {
    #              GET   POST
    "plan_begin": (None, 404),  # the empty form names no plan
    "text_shown": (None, 200),
    "help":       (200,  None),
}  # fmt: skip

# Django's own pages, for whoever has a role or looks after accounts.

DJANGO_PAGES: dict[str, Answer] = {
    "index": {"GET": 200, "POST": 200},
    "login": {"GET": 302, "POST": 200},
    "logout": {"GET": 405, "POST": 200},
    "password_change": {"GET": 200, "POST": 200},
    "password_change_done": {"GET": 200, "POST": 405},
    "autocomplete": {"GET": 403, "POST": 405},  # no form asks for it
    "jsi18n": {"GET": 200, "POST": 405},
}
WITHOUT_PERMISSION = DJANGO_PAGES | {
    "index": {"GET": 302, "POST": 302},
    "login": {"GET": 200, "POST": 200},
    "logout": {"GET": 302, "POST": 302},
    "password_change": {"GET": 302, "POST": 302},
    "password_change_done": {"GET": 302, "POST": 302},
    "autocomplete": {"GET": 302, "POST": 302},
    "jsi18n": {"GET": 302, "POST": 302},
}

# Reference data: what may be done with each model, as letters: view, add, change, delete.

STEWARDS: dict[type[Any], str] = dict.fromkeys(admin.site._registry, "vac") | {
    SteeringModel: "vc",
    apps.get_model("goals", "GlobalGoal"): "vc",
    Synonym: "vacd",
    FrameAdjustment: "va",
    InvestmentAdjustment: "va",
    InvestmentState: "va",
    User: "",
}
REFERENCE: dict[str, dict[type[Any], str]] = {
    "steward": STEWARDS,
    "secretary": {Decision: "vc"},
    "other_secretary": {Decision: "vc"},
    "council_secretary": {Decision: "vc"},
    "superuser": {Role: "vac", User: "vac"},
}
MODEL_PAGES: dict[str, str] = {
    # page          letter that GET and POST ask for
    "changelist":   "vv",
    "add":          "aa",
    "change":       "vc",
    "delete":       "dd",
    "history":      "vv",
}  # fmt: skip


# The table is closed


def patterns(given: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for one in given:
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns)
        else:
            yield one


def model_addresses() -> set[str]:
    models = {f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry}
    return {f"{model}_{page}" for model in models for page in MODEL_PAGES} | {"auth_user_password_change"}


def test_every_address_is_in_the_table() -> None:
    found = [str(one.name) for one in patterns(admin.site.get_urls())]

    unnamed = ["None"] * len(admin.site._registry)  # from the old addresses of a model to those of today
    assert sorted(found) == sorted([*PLAN_PAGES, *OWN_PAGES, *DJANGO_PAGES, "app_list", *model_addresses(), *unnamed])


def test_every_reference_model_is_registered() -> None:
    assert {f"{model._meta.app_label}.{model.__name__}" for model in admin.site._registry} == {
        "styrmodell.SteeringModel", "styrmodell.CoreValue", "styrmodell.Outlook", "styrmodell.YearEvent",
        "styrmodell.Synonym", "styrmodell.Place", "styrmodell.Body", "styrmodell.Department", "styrmodell.Decision",
        "styrmodell.GoverningDocument", "goals.LongTermGoal", "goals.GlobalGoal", "goals.Film",
        "plans.FrameAdjustment", "plans.InvestmentAdjustment", "plans.InvestmentState", "plans.MunicipalTotal",
        "plans.Role", "auth.User",
    }  # fmt: skip


# The table


@pytest.fixture(autouse=True)
def quick_press(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may see a paper is asked hundreds of times; the PDF itself has tests of its own."""
    monkeypatch.setattr(pdf, "PRESS", "tests.quick_press")


@pytest.fixture
def town() -> cast.Town:
    factories.steering_model()
    return cast.town()


@pytest.fixture
def plans(town: cast.Town) -> list[Any]:
    """Of every kind and owner one in each state that makes a difference."""
    owners = town.owners()
    states = {
        "strategic": "draft proposed adopted",
        "mission": "draft proposed adopted withdrawn",
        "other mission": "draft proposed adopted",
        "operational": "draft proposed adopted",
        "other operational": "draft",
    }
    return [
        cast.plan_in(state, *owners[whose], 2022 + number)
        for whose in states
        for number, state in enumerate(states[whose].split())
    ]


@pytest.fixture
def rows(town: cast.Town) -> dict[type[Any], Any]:
    """One row of every reference model; the decision is by `own`."""
    strategic = factories.strategic_plan(town.council, first_year=2040, last_year=2040)
    investment = factories.investment(strategic)
    decision = factories.decision(town.own)
    film = {"video_path": "a.mp4", "captions_path": "a.vtt", "video_sha256": "0" * 64, "captions_sha256": "0" * 64}
    goal = factories.goal()
    made = [
        SteeringModel.objects.get(),
        CoreValue.objects.create(slug="a", name="A"),
        Outlook.objects.create(slug="a", name="A"),
        YearEvent.objects.create(slug="a", title="A", who="B", month_from=1, month_to=2),
        Synonym.objects.create(word="a", means="b"),
        factories.place(),
        town.own,
        town.department,
        decision,
        GoverningDocument.objects.create(slug="a", title="A", kind="policy", body=town.council),
        goal,
        factories.global_goal(1),
        Film.objects.create(slug="a", title="A", seconds=1, transcript="A", **film),
        factories.adjustment(town.own, 1),
        InvestmentAdjustment.objects.create(
            slug="a",
            decision=decision,
            year=2022,
            amount=1,
            kind="supplementary",
            financing="Lån",
            investment=investment.thread,
        ),
        InvestmentState.objects.create(investment=investment.thread, date=date(2022, 1, 1), state="planned"),
        MunicipalTotal.objects.create(year=2022, kind="result", basis="budget", amount=1),
        Role.objects.get(user=town.people["editor"]),
        town.people["nobody"],
    ]
    assert {type(row) for row in made} == set(admin.site._registry)
    return {type(row): row for row in made}


def address(name: str, *args: Any) -> str:
    return reverse(f"admin:{name}", args=args)


def plan_address(name: str, plan: Any) -> str:
    part, relation = PART[type(plan)]
    if name in ("plan_item_new", "plan_item_order"):
        return address(name, slug_of(plan), plan.pk, part)
    if name.startswith("plan_item"):
        return address(name, slug_of(plan), plan.pk, part, identity(getattr(plan, relation).first()))
    return address(name, slug_of(plan), plan.pk)


def plan_answers(name: str, plan: Any, access: Access) -> Answer:
    """What whoever has a role is answered: 405, then 404 for a stranger's plan, then 403 without the right."""
    right, *statuses = PLAN_PAGES[name]
    found = {}
    for method, status in zip(("GET", "POST"), statuses, strict=True):
        if status is None:
            found[method] = 405
        elif not access.may_see(plan) or type(plan) not in ONLY_OF.get(name, {type(plan)}):
            found[method] = 404
        elif not _has(access, right, plan):
            is_kept = method == "POST" and name in KEEPS and access.is_frozen_for(plan)
            found[method] = 409 if is_kept else 403
        else:
            found[method] = status
    has_something_to_do = any(_has(access, right, plan) for right in ("revise", "revoke", "mask"))
    if plan.is_adopted and name == "plan" and not has_something_to_do:
        found["GET"] = 302  # to the public page
    if plan.is_adopted and name in ("plan_paper", "plan_pdf") and found["GET"] == 200:
        found["GET"] = 302  # to the public paper
    if name == "plan_preview" and not plan.is_open and found["GET"] == 200:
        found["GET"] = 302  # to the public page, or to the paper of what will never have one
    return found


def _has(access: Access, right: str, plan: Plan) -> bool:
    return bool(getattr(access, f"may_{right}")(plan))


def ask(client: Client, path: str, expected: Answer) -> Answer:
    """The status of both methods. What is not refused is undone again."""
    found = {}
    for method, status in expected.items():
        with transaction.atomic():
            response = client.generic(method, path)
            assert response["Cache-Control"] == "private, no-store", path
            found[method] = response.status_code
            if status < 400:
                transaction.set_rollback(True)
    return found


def dump() -> dict[str, list[Any]]:
    """Every row of every table but the sessions."""
    with connection.cursor() as cursor:
        found = {}
        for table in sorted(set(connection.introspection.table_names()) - {"django_session"}):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - the names are our own
            found[table] = sorted(cursor.fetchall(), key=repr)
        return found


def unlike(found: dict[Any, Any], expected: dict[Any, Any]) -> dict[Any, Any]:
    """What is answered otherwise than the table says, and what it says."""
    assert found.keys() == expected.keys()
    return {key: (answer, expected[key]) for key, answer in found.items() if answer != expected[key]}


def logged_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


WITH_ROLE = [
    "editor", "secretary", "head", "councillor", "other_editor", "other_secretary", "other_head", "other_councillor",
    "council_secretary", "council_member", "board_member", "steward",
]  # fmt: skip
WITHOUT_ROLE = ["superuser", "nobody", "former", "coming"]


@pytest.mark.parametrize("who", [name for name in WITH_ROLE if not name.startswith(("other_", "board_"))])
def test_pages_of_plans_for_whoever_has_a_role(who: str, town: cast.Town, plans: list[Any]) -> None:
    client, access = logged_in(town.people[who]), Access(town.people[who])
    expected = {
        (name, f"{plan} {plan.state}", plan_address(name, plan)): plan_answers(name, plan, access)
        for name in PLAN_PAGES
        for plan in plans
    }
    before = dump()

    found = {key: ask(client, key[2], answer) for key, answer in expected.items()}

    assert unlike(found, expected) == {}
    assert dump() == before


@pytest.mark.parametrize("who", WITHOUT_ROLE)
def test_pages_of_plans_for_whoever_has_none(who: str, town: cast.Town, plans: list[Any]) -> None:
    client = logged_in(town.people[who])
    expected = {
        plan_address(name, plan): {
            method: 405 if status is None else 403 for method, status in (("GET", get), ("POST", post))
        }
        for name, (_, get, post) in PLAN_PAGES.items()
        for plan in plans
    }
    before = dump()

    assert unlike({path: ask(client, path, answer) for path, answer in expected.items()}, expected) == {}
    assert dump() == before


def test_pages_of_plans_for_whoever_is_not_logged_in(plans: list[Any]) -> None:
    expected = {
        plan_address(name, plan): {"GET": 405 if get is None else 302, "POST": 405 if post is None else 401}
        for name, (_, get, post) in PLAN_PAGES.items()
        for plan in plans
    }
    before = dump()

    assert unlike({path: ask(Client(), path, answer) for path, answer in expected.items()}, expected) == {}
    assert dump() == before


@pytest.mark.parametrize("who", [*WITH_ROLE, *WITHOUT_ROLE, "visitor"])
def test_pages_about_no_plan(who: str, town: cast.Town) -> None:
    client = Client() if who == "visitor" else logged_in(town.people[who])
    refused = {"GET": 302, "POST": 401} if who == "visitor" else {"GET": 403, "POST": 403}
    own = {
        name: {
            method: 405 if status is None else status if who in WITH_ROLE else refused[method]
            for method, status in (("GET", get), ("POST", post))
        }
        for name, (get, post) in OWN_PAGES.items()
    }
    djangos = DJANGO_PAGES if who in [*WITH_ROLE, "superuser"] else WITHOUT_PERMISSION
    expected = own | {name: answer for name, answer in djangos.items() if name != "logout"}
    expected["logout"] = djangos["logout"]  # last

    assert unlike({name: ask(client, address(name), answer) for name, answer in expected.items()}, expected) == {}


def reference_answers(letters: str) -> dict[str, Answer]:
    return {
        page: {method: 200 if letter in letters else 403 for method, letter in zip(("GET", "POST"), asked, strict=True)}
        for page, asked in MODEL_PAGES.items()
    }


def reference_address(page: str, row: Any) -> str:
    name = f"{row._meta.app_label}_{row._meta.model_name}_{page}"
    return address(name) if page in ("changelist", "add") else address(name, row.pk)


@pytest.mark.parametrize("who", [*WITH_ROLE, "superuser"])
def test_reference_data(who: str, town: cast.Town, rows: dict[type[Any], Any]) -> None:
    client, may = logged_in(town.people[who]), REFERENCE.get(who, {})
    expected = {
        (model.__name__, page): answer
        for model in rows
        for page, answer in reference_answers(may.get(model, "")).items()
    }
    if who not in ("steward", "secretary"):  # the decision is by another body: for them there is none
        expected["Decision", "history"] = {"GET": 302, "POST": 302}
    if who in ("other_secretary", "council_secretary"):
        expected["Decision", "change"] = {"GET": 302, "POST": 302}
    before = dump()

    found = {
        (model.__name__, page): ask(client, reference_address(page, row), expected[model.__name__, page])
        for model, row in rows.items()
        for page in MODEL_PAGES
    }

    assert unlike(found, expected) == {}
    assert dump() == before


@pytest.mark.parametrize("who", [*WITHOUT_ROLE[1:], "visitor"])
def test_reference_data_for_whoever_has_nothing_there(who: str, town: cast.Town, rows: dict[type[Any], Any]) -> None:
    client = Client() if who == "visitor" else logged_in(town.people[who])
    to_login = {"GET": 302, "POST": 302}

    found = {
        (model, page): ask(client, reference_address(page, row), to_login)
        for model, row in rows.items()
        for page in MODEL_PAGES
    }

    assert found == dict.fromkeys(found, to_login)


@pytest.mark.parametrize("who", [*WITH_ROLE, *WITHOUT_ROLE, "visitor"])
def test_the_rest_of_djangos_pages(who: str, town: cast.Town, rows: dict[type[Any], Any]) -> None:
    client = Client() if who == "visitor" else logged_in(town.people[who])
    may = REFERENCE.get(who, {})
    has_permission = who in [*WITH_ROLE, "superuser"]
    shown = {model._meta.app_label for model, letters in may.items() if letters}
    expected = {
        f"/admin/{label}/": (200 if label in shown else 404) if has_permission else 302
        for label in ("styrmodell", "goals", "plans", "auth")
    }
    expected |= {
        f"/admin/{model._meta.app_label}/{model._meta.model_name}/{row.pk}/": 302 for model, row in rows.items()
    }
    expected[address("auth_user_password_change", rows[User].pk)] = (
        200 if who == "superuser" else 403 if has_permission else 302
    )

    assert unlike({path: client.get(path).status_code for path in expected}, expected) == {}


# What tells of drafts by other ways


@pytest.mark.parametrize("who", ["superuser", "nobody", "editor", "visitor"])
def test_nothing_leads_from_a_number_to_a_page(who: str, town: cast.Town) -> None:
    plan = factories.mission_plan(town.own)
    thread = factories.objective(plan).thread
    client = Client() if who == "visitor" else logged_in(town.people[who])
    types = {
        model: apps.get_model("contenttypes", "ContentType").objects.get_for_model(model).pk
        for model in (MissionPlan, type(thread))
    }

    assert [client.get(f"/admin/r/{types[type(row)]}/{row.pk}/").status_code for row in (plan, thread)] == [404, 404]


def test_number_beyond_the_database_is_no_plan(town: cast.Town) -> None:
    assert logged_in(town.people["editor"]).get(f"/admin/planer/uppdragsplan/{10**30}/").status_code == 404


def test_kind_that_is_none_is_no_plan(town: cast.Town) -> None:
    assert logged_in(town.people["editor"]).get("/admin/planer/budget/1/").status_code == 404


# At the next request


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (lambda person: User.objects.filter(pk=person.pk).update(is_active=False), 302),
        (lambda person: Role.objects.filter(user=person).update(valid_to=date(2020, 1, 1)), 403),
        (lambda person: Role.objects.filter(user=person).delete(), 403),
    ],
)
def test_lost_right_is_refused_at_the_next_request(change: Any, status: int, town: cast.Town) -> None:
    plan = factories.mission_plan(town.own)
    person = town.people["editor"]
    client = logged_in(person)
    before = client.get(plan_address("plan", plan)).status_code

    change(person)

    assert (before, client.get(plan_address("plan", plan)).status_code) == (200, status)


def test_disabled_account_is_not_let_in(town: cast.Town) -> None:
    person = town.people["disabled"]
    person.set_password("ett långt lösenord")
    person.save()

    response = Client().post("/admin/login/", {"username": person.username, "password": "ett långt lösenord"})

    assert (response.status_code, "_auth_user_id" in response.client.session) == (200, False)


# What is refused is logged


@pytest.mark.parametrize(
    ("who", "name", "method", "line"),
    [
        ("other_editor", "plan", "GET", "404 other_editor GET /admin/planer/uppdragsplan/{pk}/"),
        ("secretary", "plan_texts", "POST", "403 secretary POST /admin/planer/uppdragsplan/{pk}/texter/"),
        ("nobody", "plan", "GET", "403 nobody GET /admin/planer/uppdragsplan/{pk}/"),
    ],
)
def test_refusal_about_a_plan_is_logged(
    who: str, name: str, method: str, line: str, town: cast.Town, caplog: pytest.LogCaptureFixture
) -> None:
    plan = factories.mission_plan(town.own)

    logged_in(town.people[who]).generic(method, plan_address(name, plan))

    assert refusals(caplog) == [(logging.WARNING, line.format(pk=plan.pk))]


def test_refusal_of_reference_data_is_logged(town: cast.Town, caplog: pytest.LogCaptureFixture) -> None:
    logged_in(town.people["editor"]).get("/admin/plans/role/add/")

    assert refusals(caplog) == [(logging.WARNING, "403 editor GET /admin/plans/role/add/")]


def test_what_is_allowed_is_not_logged_as_refused(town: cast.Town, caplog: pytest.LogCaptureFixture) -> None:
    logged_in(town.people["editor"]).get(plan_address("plan", factories.mission_plan(town.own)))

    assert refusals(caplog) == []


def refusals(caplog: pytest.LogCaptureFixture) -> list[tuple[int, str]]:
    return [(one.levelno, one.getMessage()) for one in caplog.records if one.name == "styrmodell.access"]


# HTMX and forms without a login


def test_htmx_is_led_to_the_login_and_back(town: cast.Town) -> None:
    path = plan_address("plan_grid_sums", factories.mission_plan(town.own))

    response = Client().post(path, headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/admin/planer/"})

    assert (response.status_code, response.content) == (204, b"")
    assert response["HX-Redirect"] == "/admin/login/?next=%2Fadmin%2Fplaner%2F"


def test_form_without_its_token_is_refused(town: cast.Town) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(town.people["editor"])
    plan = factories.mission_plan(town.own)

    assert client.post(plan_address("plan_withdraw", plan), {"version": 0}).status_code == 403
    assert Plan.State(MissionPlan.objects.get().state) == Plan.State.DRAFT
