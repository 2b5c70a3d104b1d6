"""Reference data in Django's own forms: what the steward keeps, and the superuser's accounts.

What an adopted plan can name is never deleted; it ends. What is recorded once is added and never changed.
"""

import logging
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest

from goals.models import Film, GlobalGoal, GlobalTie, LongTermGoal
from plans import drafts, search
from plans.access import access_of
from plans.admin.fields import asking, refuse_persons, within_range
from plans.models import (
    FrameAdjustment,
    InvestmentAdjustment,
    InvestmentState,
    MunicipalTotal,
    Role,
)
from plans.undecided import UNDECIDED
from styrmodell import publication, typography
from styrmodell.models import (
    Body,
    CoreValue,
    Decision,
    Department,
    GoverningDocument,
    Outlook,
    Place,
    Service,
    SteeringModel,
    Synonym,
    YearEvent,
)
from styrmodell.models.steering import new_version

refusals = logging.getLogger("styrmodell.access")
MADE_BY = ("body", "department")
"""What a decision is called by, in a list or among choices."""
DECISION = [f"decision__{name}" for name in MADE_BY]
SLUG = "Används i webbadresser: a till z, siffror och bindestreck, till exempel god-miljo. Ändra det inte i onödan."


class UnchangedSince(forms.ModelForm):
    """Refuses to save over what somebody else saved while the form lay open."""

    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            self.fields["opened"].initial = drafts.fingerprint(self._stored())

    def _stored(self) -> dict[str, Any]:
        row = type(self.instance)._default_manager.get(pk=self.instance.pk)
        return forms.model_to_dict(row, fields=[name for name in self.fields if name != "opened"])

    def _shown(self, name: str, value: Any) -> str:
        """A stored value in words: what is chosen by its label."""
        chosen = {str(getattr(one, "pk", one)) for one in (value if isinstance(value, list) else [value])}
        choices = getattr(self.fields[name], "choices", None) or []
        labels = [str(label) for key, label in choices if str(key) and str(key) in chosen]
        return (", ".join(labels) if choices else str(value or "")) or "inget"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        opened = cleaned.pop("opened", "")
        if not self.instance.pk or opened == drafts.fingerprint(stored := self._stored()):
            return cleaned
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("opened")] = drafts.fingerprint(stored)
        self.data = data
        for name, value in stored.items():
            if name in cleaned and self.fields[name].has_changed(value, self[name].data):
                self.add_error(name, f"Någon annan har sparat under tiden. Nu står det: {self._shown(name, value)}")
        raise ValidationError("Någon annan har sparat under tiden. Jämför och spara igen det som ska gälla.")


class Public(BaseModelAdmin):
    """What is written is read by everybody: personal identity numbers are refused wherever there is text."""

    def formfield_for_dbfield(self, db_field: Any, request: Any, **options: Any) -> Any:
        if isinstance(db_field, models.URLField):
            options["assume_scheme"] = "https"
        if db_field.related_model is Decision:
            options["queryset"] = Decision.objects.select_related(*MADE_BY)
        field = super().formfield_for_dbfield(db_field, request, **options)
        if field is not None and isinstance(db_field, models.TextField | models.CharField):
            field.validators.append(refuse_persons)
        if field is not None and isinstance(db_field, models.SlugField) and not field.help_text:
            field.help_text = SLUG
        return asking(within_range(field, db_field))


class ReferenceAdmin(Public, admin.ModelAdmin):
    """Kept by the steward; everything that is saved shows at once."""

    form = UnchangedSince
    actions = None
    list_per_page = 50
    view_on_site = False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Under the name of what is listed: Django's own sentences are made for nouns, and these are not all nouns."""
        name = str(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": _capitalised(name), **(extra_context or {})})

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        name = str(self.opts.verbose_name)
        title = _capitalised(name) if object_id else f"Lägg till: {name}"
        return super().changeform_view(request, object_id, form_url, {"title": title, **(extra_context or {})})

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access_of(request).is_steward

    has_module_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return access_of(request).is_steward

    has_change_permission = has_view_permission

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self._publish()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        self._publish()

    def _publish(self) -> None:
        publication.advance()
        if self.model in search.KEPT:
            search.rebuild()


def _capitalised(name: str) -> str:
    return f"{name[:1].upper()}{name[1:]}"


class StewardInline(Public, admin.StackedInline):
    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access_of(request).is_steward

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return access_of(request).is_steward

    has_change_permission = has_view_permission

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class RecordedOnce(ReferenceAdmin):
    """Rows that are added and never changed; a mistake is undone by a row of its own."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(SteeringModel)
class SteeringModelAdmin(ReferenceAdmin):
    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: SteeringModel, form: Any, change: bool) -> None:
        obj.publication_version = new_version()
        super().save_model(request, obj, form, change)


@admin.register(CoreValue, Outlook)
class ValueAdmin(ReferenceAdmin):
    list_display = ["name", "valid_from", "valid_to"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(YearEvent)
class YearEventAdmin(ReferenceAdmin):
    list_display = ["title", "who", "month_from", "month_to"]
    prepopulated_fields = {"slug": ["title"]}


@admin.register(Synonym)
class SynonymAdmin(ReferenceAdmin):
    list_display = ["word", "means"]
    search_fields = ["word", "means"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access_of(request).is_steward


@admin.register(Place)
class PlaceAdmin(ReferenceAdmin):
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Body)
class BodyAdmin(ReferenceAdmin):
    list_display = ["name", "kind", "valid_from", "valid_to"]
    list_filter = ["kind"]
    prepopulated_fields = {"slug": ["name"]}


class ServiceInline(StewardInline):
    model = Service


@admin.register(Department)
class DepartmentAdmin(ReferenceAdmin):
    list_display = ["name", "valid_from", "valid_to"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [ServiceInline]


IDENTITY = ["slug", "title", "body", "department", "date", "paragraph", "diary_number"]


@admin.register(Decision)
class DecisionAdmin(ReferenceAdmin):
    """What identifies a decision is never changed: a mistake is corrected by a new row that names the old one."""

    list_display = ["__str__", "title", "date", "diary_number", "adjusted_on"]
    list_filter = ["body"]
    list_select_related = MADE_BY
    search_fields = ["title", "diary_number", "paragraph"]
    date_hierarchy = "date"
    prepopulated_fields = {"slug": ["title"]}

    def lookup_allowed(self, lookup: str, value: str, request: Any = None) -> bool:
        """A year that no calendar has would end in an error."""
        return super().lookup_allowed(lookup, value, request) and not (lookup == "date__year" and len(value) > 4)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*IDENTITY, "corrects", "revokes"] if obj else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else {"slug": ["title"]}

    def get_queryset(self, request: HttpRequest) -> Any:
        decisions = super().get_queryset(request)
        access = access_of(request)
        return decisions if access.is_steward else decisions.filter(body__in=access.bodies(Role.Kind.SECRETARY))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        access = access_of(request)
        if access.is_steward:
            return True
        kept = access.bodies(Role.Kind.SECRETARY)
        return bool(kept) and (obj is None or obj.body_id in kept)

    has_module_permission = has_view_permission
    has_change_permission = has_view_permission


@admin.register(GoverningDocument)
class GoverningDocumentAdmin(ReferenceAdmin):
    list_display = ["title", "kind", "valid_from", "valid_to"]
    list_filter = ["kind"]
    search_fields = ["title"]
    prepopulated_fields = {"slug": ["title"]}


class GlobalTieInline(StewardInline):
    model = GlobalTie

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access_of(request).is_steward


@admin.register(LongTermGoal)
class LongTermGoalAdmin(ReferenceAdmin):
    list_display = ["name", "valid_from", "valid_to"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [GlobalTieInline]


@admin.register(GlobalGoal)
class GlobalGoalAdmin(ReferenceAdmin):
    list_display = ["number", "name"]

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False


@admin.register(Film)
class FilmAdmin(ReferenceAdmin):
    prepopulated_fields = {"slug": ["title"]}


class AdjustmentAdmin(RecordedOnce):
    """What kind it is and where the money goes comes first: the rest depends on that."""

    ABOUT: list[str]
    list_filter = ["year", "kind"]
    readonly_fields = ["moved"]

    @admin.display(description="belopp", ordering="amount")
    def moved(self, adjustment: Any) -> str:
        return typography.in_tkr(adjustment.amount)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        amount = "moved" if obj else "amount"
        return [*self.ABOUT, "year", amount, "decision", "financing", "reason", "undoes", "slug", "is_example"]


@admin.register(FrameAdjustment)
class FrameAdjustmentAdmin(AdjustmentAdmin):
    ABOUT = ["kind", "body", "source_body"]
    list_select_related = ["body", "source_body", *DECISION]
    list_display = ["kind", "body", "source_body", "year", "moved", "decision"]


@admin.register(InvestmentAdjustment)
class InvestmentAdjustmentAdmin(AdjustmentAdmin):
    ABOUT = ["kind", "investment"]
    list_select_related = ["investment", *DECISION]
    list_display = ["kind", "investment", "year", "moved", "decision"]


@admin.register(InvestmentState)
class InvestmentStateAdmin(RecordedOnce):
    list_display = ["investment", "date", "state"]


@admin.register(MunicipalTotal)
class MunicipalTotalAdmin(ReferenceAdmin):
    list_display = ["year", "kind", "basis", "said"]
    list_filter = ["year", "basis"]

    @admin.display(description="belopp", ordering="amount")
    def said(self, total: MunicipalTotal) -> str:
        return _in_its_unit(total)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **options: Any) -> Any:
        if db_field.name == "amount":
            options["help_text"] = (
                "I tusental kronor, kostnader med minus. Skattesatsen i öre per hundra kronor (2212 är 22,12 procent), "
                f"invånarna i antal. Tomt är {UNDECIDED}."
            )
        return super().formfield_for_dbfield(db_field, request, **options)


def _in_its_unit(total: MunicipalTotal) -> str:
    if total.amount is None:
        return UNDECIDED
    match total.kind:
        case MunicipalTotal.Kind.TAX_RATE:
            return f"{typography.decimal(total.amount / 100, 2)} procent"
        case MunicipalTotal.Kind.POPULATION:
            return f"{typography.tkr(total.amount)} personer"
        case _:
            return typography.in_tkr(total.amount)


class RoleForm(UnchangedSince):
    giver: User

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._holder = self.instance.user if self.instance.pk else None

    def clean(self) -> dict[str, Any]:
        """Nobody gives a role to themselves, nor lets their own go on."""
        holders = {self.cleaned_data.get("user"), self._holder}
        cleaned = super().clean()
        if self.giver in holders:
            refusals.warning("422 %s own role", self.giver)
            self.add_error("user", "Ingen ger sig själv behörighet. Be någon annan som är styrmodellsansvarig.")
        return cleaned


@admin.register(Role)
class RoleAdmin(ReferenceAdmin):
    """Given by the steward; by the superuser so that there is a first one. A role ends and is never deleted."""

    form = RoleForm
    list_display = ["person", "user", "kind", "body", "department", "valid_from", "valid_to"]
    list_display_links = ["person", "user"]
    list_filter = ["kind", "body"]
    list_select_related = ["user", "body", "department"]

    @admin.display(description="namn")
    def person(self, role: Role) -> str:
        return role.user.get_full_name()

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access_of(request).is_steward or bool(getattr(request.user, "is_superuser", False))

    has_module_permission = has_view_permission
    has_change_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return self.has_view_permission(request)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **options)
        form.giver = request.user
        return form

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Who may do what is not public: nothing is published."""
        form.save_m2m()


admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Accounts are the superuser's. An account that has done something is closed, not deleted."""

    actions = None
    view_on_site = False
    list_display = ["username", "first_name", "last_name", "is_active", "is_superuser"]
    list_filter = ["is_active", "is_superuser"]
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "email")}),
        ("Tillgång", {"fields": ("is_active", "is_superuser")}),
        ("Datum", {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ["last_login", "date_joined"]
    filter_horizontal = ()

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(getattr(request.user, "is_superuser", False) and request.user.is_active)

    has_module_permission = has_view_permission
    has_change_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
