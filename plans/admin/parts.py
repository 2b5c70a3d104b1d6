"""What a plan is written in: its parts, each with the form of one item."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model, Q, QuerySet

from goals.models import LongTermGoal
from plans import revisions
from plans.admin.fields import PublicLine, PublicText, TargetField, TkrField, asking, within_range, written
from plans.models import (
    Activity,
    Allocation,
    Assignment,
    FrameChange,
    GoalIndicator,
    Investment,
    MissionPlan,
    Objective,
    ObjectiveIndicator,
    OperationalPlan,
    Plan,
    PrioritisedGoal,
    SpecialAssignment,
    StrategicPlan,
    Thread,
)
from plans.money import MISSING, Figure
from plans.undecided import UNDECIDED
from styrmodell.models import Body, Department, Place

LINES = ("title", "name", "unit")
TEXTS = ("text", "wording", "introduction", "responsibility")


def _formfield(field: Any, **options: Any) -> Any:
    """The form field of a column: what the public reads is cleaned as such."""
    label, said = str(field.verbose_name).capitalize(), options.get("help_text", "")
    if field.name in LINES:
        return PublicLine(label=label, max_length=field.max_length, required=not field.blank, help_text=said)
    if field.name in TEXTS:
        return PublicText(label=label, required=not field.blank, help_text=said)
    return asking(within_range(field.formfield(**options, label=label), field))


class PlanForm(forms.ModelForm):
    """A form of something in a plan; `values` is what it shows, so that a save can tell whether it has changed."""

    fields: dict[str, Any]  # of many kinds, as the columns are

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        super().__init__(*args, **options)
        self.plan = plan
        self.label_suffix = ""
        self.prepare()

    def prepare(self) -> None:
        """Narrow the choices to what the plan can name."""

    def offer_besides(self, name: str, choices: QuerySet[Any], first: int | None) -> None:
        """Let several be chosen besides the first, which another field says; where there is but one, nothing is asked.

        What is stored is offered, also where it could not be chosen any longer: else it could not be taken away. The
        first as it is stored is not. What is sent may have changed it: then both are looked at together.
        """
        stored = getattr(self.instance, name).values("pk") if self.instance.pk else []
        offered = choices.model._default_manager.filter(Q(pk__in=choices.values("pk")) | Q(pk__in=stored))
        if offered.count() < 2:
            del self.fields[name]
        else:
            self.fields[name].queryset = offered if self.is_bound else offered.exclude(pk=first)

    def _get_validation_exclusions(self) -> set[str]:
        """The plan has no field here, but what is unique in it is checked."""
        return super()._get_validation_exclusions() - {"plan"}  # type: ignore[misc]

    def values(self) -> dict[str, Any]:
        """What the stored item says, field by field, as text that can be compared."""
        return {name: self.stored(name) for name in self.fields}

    def stored(self, name: str) -> Any:
        value = self.get_initial_for_field(self.fields[name], name)
        prepared = self.fields[name].prepare_value(value)
        if isinstance(prepared, list | tuple):
            return sorted(str(getattr(one, "pk", one)) for one in prepared)
        return "" if prepared is None else str(getattr(prepared, "pk", prepared))


class TextsForm(PlanForm):
    """The plan's own texts."""

    class Meta:
        fields = ["introduction"]
        formfield_callback = _formfield

    def prepare(self) -> None:
        """A new period begins with the texts of the last, which may still speak of that."""
        last = revisions.last_adopted(self.plan)
        if last is None or last.period == self.plan.period or last.first_year == last.last_year:
            return
        for name, field in self.fields.items():
            if last.shown_period in getattr(self.plan, name):
                said = f"Texten nämner {last.shown_period}, men planen gäller {self.plan.shown_period}."
                field.help_text = f"{field.help_text} {said}".strip()


class MissionTextsForm(TextsForm):
    class Meta(TextsForm.Meta):
        model = MissionPlan
        fields = ["responsibility", "introduction"]
        help_texts = {
            "responsibility": "Vad organet ansvarar för, i några meningar som en sextonåring förstår. Ett utkast kan "
            "sparas utan, men inte föreslås."
        }

    def prepare(self) -> None:
        super().prepare()
        self.fields["responsibility"].is_asked_for = True


class StrategicTextsForm(TextsForm):
    class Meta(TextsForm.Meta):
        model = StrategicPlan


class OperationalTextsForm(TextsForm):
    class Meta(TextsForm.Meta):
        model = OperationalPlan


class ByYearForm(PlanForm):
    """A form with one field for each year of the plan, kept in rows of their own."""

    PREFIX: str
    RELATION: str
    VALUE: str
    LABEL: str
    HINT: str
    """About all the years; it stands with the first."""
    FIELD: type[forms.Field]

    def prepare(self) -> None:
        stored = {row.year: getattr(row, self.VALUE) for row in self._rows()}
        for year in range(self.plan.from_year, self.plan.last_year + 1):
            name = f"{self.PREFIX}{year}"
            hint = self.HINT if year == self.plan.from_year else ""
            self.fields[name] = self.FIELD(label=self.LABEL.format(year=year), help_text=hint)
            self.initial[name] = self.shown(stored[year]) if year in stored else ""

    def shown(self, value: Any) -> str:
        raise NotImplementedError

    def _rows(self) -> Iterable[Any]:
        return getattr(self.instance, self.RELATION).all() if self.instance.pk else []

    def year_fields(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith(self.PREFIX)]

    def save(self, commit: bool = True) -> Any:
        item = super().save(commit)
        for name, value in self.cleaned_data.items():
            if name.startswith(self.PREFIX):
                self._keep(item, int(name.removeprefix(self.PREFIX)), value)
        return item

    def _keep(self, item: Any, year: int, value: Any) -> None:
        rows = getattr(item, self.RELATION)
        if value is MISSING:
            rows.filter(year=year).delete()
            return
        stored = value.value if isinstance(value, Figure) else value
        rows.update_or_create(year=year, defaults={self.VALUE: stored})


class IndicatorForm(ByYearForm):
    """A measure and what it should show year by year."""

    PREFIX, RELATION, VALUE, FIELD = "target_", "targets", "value", TargetField
    LABEL = "Målvärde {year}"
    HINT = f"Vad måttet ska visa varje år. Skriv ”{UNDECIDED}” där det kommer senare, lämna tomt där inget är sagt."

    class Meta:
        model: Any = ObjectiveIndicator
        fields = ["title", "unit"]
        formfield_callback = _formfield
        help_texts = {"unit": "Till exempel procent, antal eller dagar."}

    def shown(self, value: Any) -> str:
        return UNDECIDED if value is None else f"{value.normalize() + 0:f}".replace(".", ",")


class GoalIndicatorForm(IndicatorForm):
    class Meta(IndicatorForm.Meta):
        model: Any = GoalIndicator


class ObjectiveForm(PlanForm):
    class Meta:
        model = Objective
        fields = ["title", "text", "goal", "indirect_goals"]
        formfield_callback = _formfield
        widgets = {"indirect_goals": forms.CheckboxSelectMultiple}
        help_texts = {
            "title": "Vad som ska nås, i en mening.",
            "goal": "Det långsiktiga mål som målet mest bidrar till.",
        }

    def prepare(self) -> None:
        goals = LongTermGoal.objects.filter(prioritised__plan__in=_strategic(self.plan)).distinct()
        kept = [self.instance.goal_id] if self.instance.pk else []
        allowed = LongTermGoal.objects.filter(pk__in=[*goals.values_list("pk", flat=True), *kept])
        self.fields["goal"].queryset = allowed
        self.offer_besides("indirect_goals", allowed, self.instance.goal_id)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        goal = cleaned.get("goal")
        if goal in (cleaned.get("indirect_goals") or ()):
            said = f"{goal} är redan det som målet mest bidrar till. Bocka ur det här, eller välj ett annat där."
            self.add_error("indirect_goals", said)
        return cleaned


class SpecialChoice(forms.ModelChoiceField):
    def label_from_instance(self, thread: Any) -> str:
        return str(thread.label)


class AssignmentForm(PlanForm):
    answers = SpecialChoice(
        Thread.objects.none(), required=False, label="Svarar på särskilt uppdrag", empty_label="Nej, inget"
    )

    class Meta:
        model = Assignment
        fields = ["title", "text", "objective", "answers", "lead", "supporting", "areas"]
        formfield_callback = _formfield
        widgets = {"supporting": forms.CheckboxSelectMultiple, "areas": forms.CheckboxSelectMultiple}
        help_texts = {
            "title": "Vad förvaltningen ska göra, i en mening som börjar med ett verb.",
            "objective": "Målet som uppdraget ska leda till. Behövs inte om uppdraget svarar på ett särskilt uppdrag.",
            "areas": "Var i verksamheten uppdraget utförs. Det öronmärker inga pengar.",
        }

    def prepare(self) -> None:
        plan: Any = self.plan
        self.fields["objective"].queryset = plan.objectives.all()
        self.fields["areas"].queryset = plan.allocations.all()
        self.fields["answers"].queryset, labels = _specials(plan, self.instance)
        self.fields["answers"].label_from_instance = lambda thread: labels[thread.pk]
        serving = _serving(plan)
        self.fields["lead"].queryset = serving
        self.offer_besides("supporting", serving, self.instance.lead_id)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        lead = cleaned.get("lead")
        if lead in (cleaned.get("supporting") or ()):
            said = f"{lead} är redan ansvarig. Bocka ur förvaltningen här, eller välj en annan ansvarig."
            self.add_error("supporting", said)
        return cleaned


class AreaForm(PlanForm):
    class Meta:
        model = Allocation
        fields = ["name", "financing", "text"]
        formfield_callback = _formfield
        help_texts = {"name": "Till exempel Hemtjänst eller Grundskola."}


class PrioritisedGoalForm(PlanForm):
    class Meta:
        model = PrioritisedGoal
        fields = ["goal", "wording"]
        formfield_callback = _formfield

    def prepare(self) -> None:
        self.fields["goal"].queryset = LongTermGoal.objects.existing_in(self.plan.from_year)


class SpecialAssignmentForm(PlanForm):
    class Meta:
        model = SpecialAssignment
        fields = ["number", "title", "text", "bodies"]
        formfield_callback = _formfield
        widgets = {"bodies": forms.CheckboxSelectMultiple}

    def prepare(self) -> None:
        bodies = Body.objects.existing_in(self.plan.from_year)
        self.fields["bodies"].queryset = bodies.exclude(kind__in=[Body.Kind.COUNCIL, Body.Kind.CENTRAL])
        if not self.instance.pk:
            self.initial["number"] = _next_number(self.plan, "special_assignments")


class InvestmentForm(ByYearForm):
    PREFIX, RELATION, VALUE, FIELD = "amount_", "amounts", "amount", TkrField
    LABEL = "Belopp {year}, tkr"
    HINT = f"Skriv ”{UNDECIDED}” där beloppet kommer senare, lämna tomt där inget är sagt."

    class Meta:
        model = Investment
        fields = ["number", "title", "text", "body", "financing", "place"]
        formfield_callback = _formfield

    def prepare(self) -> None:
        super().prepare()
        self.fields["body"].queryset = Body.objects.existing_in(self.plan.from_year)
        if not self.instance.pk:
            self.initial["number"] = _next_number(self.plan, "investments")

    def shown(self, value: Any) -> str:
        return written(Figure(value))


class FrameChangeForm(PlanForm):
    class Meta:
        model = FrameChange
        fields = ["body", "year", "cause", "amount", "text"]
        formfield_callback = _formfield

    def prepare(self) -> None:
        years = [(year, str(year)) for year in range(self.plan.from_year, self.plan.last_year + 1)]
        self.fields["year"] = forms.TypedChoiceField(choices=[("", "Välj …"), *years], coerce=int, label="År")
        self.fields["body"].queryset = Body.objects.existing_in(self.plan.from_year)
        self.fields["amount"] = WholeTkrField(label="Belopp, tkr")


class WholeTkrField(TkrField):
    """An amount that has to be there."""

    def to_python(self, value: Any) -> Any:
        figure = super().to_python(value)
        if not figure.is_known:
            raise forms.ValidationError("Skriv beloppet i hela tusental kronor.")
        return figure.value


class ActivityForm(PlanForm):
    class Meta:
        model = Activity
        fields = ["title", "text", "assignment", "unit", "starts_on", "due_on", "place"]
        formfield_callback = _formfield
        widgets = {
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def prepare(self) -> None:
        plan: Any = self.plan
        given = {
            item.thread_id: f"{item} ({item.plan.body})"
            for item in revisions.assignments_of(plan.department, plan.from_year).select_related("plan__body")
        }
        if self.instance.pk and self.instance.assignment_id not in given:
            given[self.instance.assignment_id] = "Ett uppdrag som förvaltningen inte längre har"
        field = self.fields["assignment"]
        field.queryset = Thread.objects.filter(pk__in=given)
        field.label_from_instance = lambda thread: given[thread.pk]
        self.fields["place"].queryset = Place.objects.all()
        for name in ("starts_on", "due_on"):
            self.fields[name].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


# What the plan can name


def _strategic(plan: Plan) -> QuerySet[Any]:
    return StrategicPlan.objects.in_force(plan.from_year)


def _serving(plan: MissionPlan) -> QuerySet[Department]:
    return Department.objects.filter(services__body=plan.body).distinct()


def _specials(plan: MissionPlan, item: Assignment) -> tuple[QuerySet[Thread], dict[int, str]]:
    """The special assignments addressed to the body, with their labels; and the one already answered."""
    addressed = SpecialAssignment.objects.filter(plan__in=_strategic(plan), bodies=plan.body)
    labels = {special.thread_id: f"{special.number}. {special}" for special in addressed.order_by("number")}
    if item.answers_id and item.answers_id not in labels:
        labels[item.answers_id] = "Ett särskilt uppdrag som inte längre gäller"
    return Thread.objects.filter(pk__in=labels), labels


def _next_number(plan: Any, relation: str) -> int:
    numbers = getattr(plan, relation).values_list("number", flat=True)
    return max(numbers, default=0) + 1


# The parts


@dataclass(frozen=True)
class Part:
    """One part of a plan and how its items are written; `under` names the field and part an item stands under."""

    slug: str
    relation: str
    form: type[PlanForm]
    kind: str
    """Of the items' threads; "" for items that have none."""
    one: str
    many: str
    new: str
    """The button: "Nytt mål"."""
    under: tuple[str, str] | None = None

    @property
    def model(self) -> type[Model]:
        model: type[Model] = self.form._meta.model
        return model

    @property
    def is_ordered(self) -> bool:
        return bool(self.kind)


PARTS: dict[type[Plan], tuple[Part, ...]] = {
    MissionPlan: (
        Part("mal", "objectives", ObjectiveForm, "objective", "nämndmål", "nämndmål", "Nytt mål"),
        Part("matt", "indicators", IndicatorForm, "indicator", "mått", "mått", "Nytt mått", ("objective", "mal")),
        Part("uppdrag", "assignments", AssignmentForm, "assignment", "uppdrag", "uppdrag", "Nytt uppdrag"),
        Part(
            "omraden", "allocations", AreaForm, "area", "verksamhetsområde", "verksamhetsområden", "Nytt område"
        ),
    ),
    OperationalPlan: (
        Part("aktiviteter", "activities", ActivityForm, "activity", "aktivitet", "aktiviteter", "Ny aktivitet"),
    ),
    StrategicPlan: (
        Part(
            "mal",
            "goals",
            PrioritisedGoalForm,
            "prioritised_goal",
            "prioriterat mål",
            "prioriterade mål",
            "Prioritera ett mål",
        ),
        Part("matt", "indicators", GoalIndicatorForm, "indicator", "mått", "mått", "Nytt mått",
             ("prioritised_goal", "mal")),
        Part(
            "sarskilda-uppdrag",
            "special_assignments",
            SpecialAssignmentForm,
            "special_assignment",
            "särskilt uppdrag",
            "särskilda uppdrag",
            "Nytt särskilt uppdrag",
        ),
        Part("orsaker", "frame_changes", FrameChangeForm, "", "ramförändring", "ramförändringar", "Ny orsak"),
        Part(
            "investeringar", "investments", InvestmentForm, "investment", "investering", "investeringar",
            "Ny investering",
        ),
    ),
}  # fmt: skip
TEXTS_FORM: dict[type[Plan], type[PlanForm]] = {
    StrategicPlan: StrategicTextsForm,
    MissionPlan: MissionTextsForm,
    OperationalPlan: OperationalTextsForm,
}
SLUGS: dict[str, type[Plan]] = {
    "strategisk-plan": StrategicPlan,
    "uppdragsplan": MissionPlan,
    "verksamhetsplan": OperationalPlan,
}


def slug_of(plan: Plan) -> str:
    return next(slug for slug, kind in SLUGS.items() if isinstance(plan, kind))


def part_of(plan: Plan, slug: str) -> Part | None:
    return next((part for part in PARTS[type(plan)] if part.slug == slug), None)


def identity(item: Any) -> str:
    """The item's place in an address: its thread, or its number where it has none."""
    return str(item.thread.public_id if hasattr(item, "thread_id") else item.pk)


def find(plan: Plan, part: Part, given: str) -> Any:
    """The item of that identity, or None."""
    if not given.isalnum():
        return None
    items = getattr(plan, part.relation)
    if part.kind:
        return items.filter(thread__public_id=given).first()
    return items.filter(pk=given).first() if given.isdecimal() and len(given) < 10 else None
