"""Reference data in Django's forms: published at once, never saved over, never what identifies a decision."""

import re
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin import site
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.forms import CharField, IntegerField
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from plans import search
from plans.admin.reference import ReferenceAdmin
from plans.models import MissionPlan, MunicipalTotal, OperationalPlan, Role, SearchEntry, StrategicPlan
from plans.search.entries import everything
from styrmodell.models import Decision, Place, SteeringModel, Synonym
from tests import cast, factories, reading
from tests.plans.admin.conftest import LogIn
from tests.plans.admin.forms import fields, page

pytestmark = pytest.mark.django_db

PLACE = "/admin/styrmodell/place/{}/change/"


@pytest.fixture
def steward(log_in: LogIn) -> Client:
    return log_in("steward")


def version() -> str:
    return SteeringModel.objects.get().publication_version


def opened(client: Client, path: str) -> dict[str, Any]:
    """The model form as it is when the page is opened."""
    shown = page(client.get(path))
    form = re.search(r'<form[^>]*id="\w+_form".*?</form>', shown, re.DOTALL)
    assert form is not None, path
    return fields(re.sub(r"^<form[^>]*>", '<form class="writing">', form[0]))


def test_what_is_saved_is_published(steward: Client) -> None:
    place, before = factories.place(), version()
    path = PLACE.format(place.pk)

    response = steward.post(path, opened(steward, path) | {"name": "Mogata kyrkby"})

    assert response.status_code == 302
    assert Place.objects.get().name == "Mogata kyrkby"
    assert version() != before


def test_what_is_deleted_is_published(steward: Client) -> None:
    synonym, before = Synonym.objects.create(word="dagis", means="förskola"), version()

    steward.post(f"/admin/styrmodell/synonym/{synonym.pk}/delete/", {"post": "yes"})

    assert (Synonym.objects.count(), version() == before) == (0, False)


def test_only_what_can_be_found_makes_the_index_anew(steward: Client, town: cast.Town) -> None:
    def saved(path: str, **typed: str) -> bool:
        """Whether the index is there again after a save."""
        SearchEntry.objects.all().delete()
        assert steward.post(path, opened(steward, path) | typed).status_code == 302
        return SearchEntry.objects.exists()

    place = factories.place()
    total = MunicipalTotal.objects.create(year=2023, kind="taxes", basis="budget", amount=1000)

    assert not saved("/admin/styrmodell/synonym/add/", word="dagis", means="förskola")
    assert not saved(f"/admin/plans/municipaltotal/{total.pk}/change/", amount="1001")
    assert saved(PLACE.format(place.pk), name="Mogata kyrkby")
    assert SearchEntry.objects.filter(title="Mogata kyrkby").exists()


def test_index_is_made_of_no_other_reference_data(town: cast.Town) -> None:
    """Else a save of that would have to make it anew as well."""
    for kind, owner in ((StrategicPlan, town.council), (MissionPlan, town.own), (OperationalPlan, town.department)):
        cast.plan_in("adopted", kind, owner, 2022)

    with CaptureQueriesContext(connection) as asked:
        everything()

    read = {table for query in asked for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}
    kept = {model for model, form in site._registry.items() if isinstance(form, ReferenceAdmin)}
    assert {model for model in kept if model._meta.db_table in read} == search.KEPT


def test_stale_save_is_refused_with_what_stands_now_and_saved_the_second_time(steward: Client) -> None:
    place = factories.place()
    path = PLACE.format(place.pk)
    form = opened(steward, path)
    Place.objects.update(name="Deras namn")

    refused = steward.post(path, form | {"name": "Mitt namn"})
    shown = page(refused)

    assert refused.status_code == 200
    assert "Någon annan har sparat under tiden. Nu står det: Deras namn" in shown
    assert Place.objects.get().name == "Deras namn"

    again = re.search(r'name="opened" value="(\w+)"', shown)
    assert again is not None
    steward.post(path, form | {"name": "Mitt namn", "opened": again[1]})

    assert Place.objects.get().name == "Mitt namn"


def test_personal_number_is_refused(steward: Client) -> None:
    place = factories.place()
    path = PLACE.format(place.pk)

    response = steward.post(path, opened(steward, path) | {"name": "19811218-9876"})

    assert "ser ut som ett personnummer" in page(response)
    assert Place.objects.get() == place
    assert Place.objects.get().name == "Mogata"


MODELS = [model for model in admin.site._registry if model is not User]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_form_lets_a_personal_number_through(model: type[Any]) -> None:
    """In whatever text there is, also of what is written beneath."""
    request = RequestFactory().get("/")
    request.user = User(is_superuser=True, is_active=True)
    own = admin.site._registry[model]
    inlines = [inline(model, admin.site) for inline in own.inlines]
    for written in (own, *inlines):
        for column in written.model._meta.local_fields:
            field = written.formfield_for_dbfield(column, request)
            if isinstance(field, CharField) and not column.choices:
                with pytest.raises(ValidationError, match="personnummer"):
                    field.run_validators("19811218-9876")


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 30, "99999999999", "-99999999999"])
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_form_lets_a_number_through_that_a_database_cannot_keep(model: type[Any], number: str) -> None:
    request = RequestFactory().get("/")
    request.user = User(is_superuser=True, is_active=True)
    own = admin.site._registry[model]
    for written in (own, *(inline(model, admin.site) for inline in own.inlines)):
        for column in written.model._meta.local_fields:
            field = written.formfield_for_dbfield(column, request)
            if isinstance(field, IntegerField):
                with pytest.raises(ValidationError):
                    field.clean(number)


@pytest.mark.parametrize("year", ["1999", "2100", "204", "32767"])
def test_money_is_of_a_year_of_this_century(steward: Client, year: str) -> None:
    path = "/admin/plans/municipaltotal/add/"

    response = steward.post(path, {"year": year, "kind": "result", "basis": "budget", "amount": "1"})

    assert (response.status_code, list(response.context["adminform"].form.errors)) == (200, ["year"])


@pytest.mark.parametrize("year", ["9" * 10, "9" * 5000])
def test_year_that_no_calendar_has_is_refused(steward: Client, year: str) -> None:
    factories.decision()

    response = steward.get("/admin/styrmodell/decision/", {"date__year": year, "date__month": "1"})

    assert response.status_code == 400


ROLE = "/admin/plans/role/"


@pytest.mark.parametrize("who", ["steward", "superuser"])
def test_nobody_gives_themselves_a_role(
    who: str, log_in: LogIn, town: cast.Town, caplog: pytest.LogCaptureFixture
) -> None:
    before = list(Role.objects.order_by("pk").values())

    response = log_in(who).post(f"{ROLE}add/", {"user": town.people[who].pk, "kind": "secretary", "body": town.own.pk})

    assert "Ingen ger sig själv behörighet." in page(response)
    assert list(Role.objects.order_by("pk").values()) == before
    assert [one.getMessage() for one in caplog.records if one.name == "styrmodell.access"] == [f"422 {who} own role"]


def test_nobody_changes_or_passes_on_their_own_role(steward: Client, town: cast.Town) -> None:
    own = Role.objects.get(user=town.people["steward"])
    others = Role.objects.get(user=town.people["editor"])
    before = list(Role.objects.order_by("pk").values())

    for role, person in ((own, "steward"), (own, "editor"), (others, "steward")):
        path = f"{ROLE}{role.pk}/change/"
        response = steward.post(
            path, opened(steward, path) | {"user": town.people[person].pk, "valid_to": "2099-01-01"}
        )
        assert "Ingen ger sig själv behörighet." in page(response)

    assert list(Role.objects.order_by("pk").values()) == before


def test_first_steward_is_let_in_by_the_superuser(log_in: LogIn, town: cast.Town) -> None:
    Role.objects.filter(kind="steward").delete()

    response = log_in("superuser").post(f"{ROLE}add/", {"user": town.people["nobody"].pk, "kind": "steward"})

    assert (response.status_code, Role.objects.get(kind="steward").user) == (302, town.people["nobody"])
    assert log_in("nobody").get("/admin/styrmodell/place/").status_code == 200


def test_secretary_adjusts_minutes_and_changes_nothing_else(log_in: LogIn, town: cast.Town) -> None:
    decision = factories.decision(town.own, paragraph="§ 4")
    secretary = log_in("secretary")
    path = f"/admin/styrmodell/decision/{decision.pk}/change/"
    before = Decision.objects.values().get()
    forged = {"paragraph": "§ 99", "date": "2020-01-01", "body": town.other.pk, "slug": "kapat", "title": "Kapat"}

    response = secretary.post(path, opened(secretary, path) | forged | {"adjusted_on": "2021-06-20"})

    after = Decision.objects.values().get()
    assert response.status_code == 302
    assert str(after.pop("adjusted_on")) == "2021-06-20"
    assert before.pop("adjusted_on") is None
    assert after == before


def test_role_is_given_without_publishing(steward: Client, town: cast.Town) -> None:
    before = version()
    form = {"user": town.people["nobody"].pk, "kind": "editor", "body": town.own.pk}

    response = steward.post("/admin/plans/role/add/", form)

    assert response.status_code == 302
    assert Role.objects.get(user=town.people["nobody"]).body == town.own
    assert version() == before


# As they are read


def rows(steward: Client, path: str) -> list[list[str]]:
    """The list as it stands: heads first."""
    table = reading.page(steward, path).one("table", id="result_list")
    return [row.texts("th") + row.texts("td") for row in table.all("tr")]


def test_money_is_listed_with_its_unit(steward: Client, town: cast.Town) -> None:
    factories.adjustment(town.own, -7200, source=town.other)
    for kind, amount in (("revenue", 1089000), ("result", None), ("tax_rate", 2212), ("population", 14700)):
        MunicipalTotal.objects.create(year=2022, kind=kind, basis="budget", amount=amount)

    moved = rows(steward, "/admin/plans/frameadjustment/")
    totals = rows(steward, "/admin/plans/municipaltotal/")

    assert [row[1:5] for row in moved[1:]] == [[town.own.name, town.other.name, "2022", "−7 200 tkr"]]
    assert {row[-1] for row in totals[1:]} == {"1 089 000 tkr", "inte beslutat", "22,12 procent", "14 700 personer"}


def test_adjustment_is_asked_first_what_it_is_and_then_where_it_goes(steward: Client, town: cast.Town) -> None:
    made = factories.adjustment(town.own, 7200)

    asked = reading.page(steward, "/admin/plans/frameadjustment/add/").one("form", id="frameadjustment_form")
    shown = reading.page(steward, f"/admin/plans/frameadjustment/{made.pk}/change/")

    assert asked.texts("label")[:5] == ["Sort:", "Till:", "Från:", "År:", "Belopp, tkr:"]
    assert "7 200 tkr" in shown.texts("div", "readonly")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_list_and_form_is_named_as_what_it_is_about(model: type[Any], steward: Client) -> None:
    """What the models are called fits no sentence of Django's: "8 året i styrningen", "Välj så vill vi uppfattas"."""
    one, many = (str(name) for name in (model._meta.verbose_name, model._meta.verbose_name_plural))
    address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"

    listed = reading.page(steward, address)
    assert listed.texts("h1") == [many[0].upper() + many[1:]]
    count = model._default_manager.count()
    assert listed.one("p", "paginator").text == ("1 rad" if count == 1 else f"{count} rader")
    if listed.all("a", "addlink"):
        added = reading.page(steward, f"{address}add/")
        assert added.texts("h1") == [f"Lägg till: {one}"]
        assert "---------" not in added.text
