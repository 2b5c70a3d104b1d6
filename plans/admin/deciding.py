"""From draft to adopted on the officials' pages: propose, return, and record what the body decided."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import site
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from plans import masking, workflow
from plans.admin import officials, plan_page
from plans.admin.fields import PublicLine, PublicText, refuse_persons
from plans.admin.officials import Asked, Moved, as_opened, asked_plan, path_of, require
from plans.models import OperationalPlan, Plan
from plans.workflow import Refused
from styrmodell.models import Decision
from styrmodell.models.decisions import believable_day
from styrmodell.typography import in_running_text

OUTCOMES = {
    "antagen": "Antogs som den var föreslagen",
    "antagen-med-andringar": "Antogs med ändringar",
    "aterremiss": "Återremitterades: ska göras om",
    "bordlagd": "Bordlades: beslutas en annan dag",
    "avslagen": "Avslogs",
}


CONFIRMED = {
    "antagen": "Fastställdes som den var föreslagen",
    "antagen-med-andringar": "Fastställdes med ändringar",
    "avslagen": "Fastställdes inte",
}
"""What a head can decide: there is no meeting to postpone, and nobody to refer back to but those who wrote it."""


class ReasonForm(forms.Form):
    skal = PublicText(label="Skäl", help_text="Läses av dem som skriver planen.")


class DecisionForm(forms.Form):
    """What the minutes say: a decision already recorded, or a new one."""

    utfall = forms.ChoiceField(
        label="Vad beslutades?",
        choices=list(OUTCOMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Välj ett av alternativen."},
    )
    redan = forms.ModelChoiceField(
        Decision.objects.none(),
        required=False,
        label="Beslutet är redan infört",
        empty_label="Nej, inför ett nytt",
        help_text="Ett beslut kan gälla flera planer.",
    )
    datum = forms.DateField(
        required=False,
        label="Datum",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[believable_day],
    )
    paragraf = PublicLine(required=False, label="Paragraf", max_length=20, help_text="Till exempel § 45.")
    diarienummer = PublicLine(required=False, label="Diarienummer", max_length=60)
    justerat = forms.DateField(
        required=False,
        label="Protokollet justerat",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Kan fyllas i senare.",
    )
    protokoll = forms.URLField(
        required=False,
        assume_scheme="https",
        label="Protokollets adress",
        help_text="Kan fyllas i senare.",
        validators=[refuse_persons],
    )
    skal = PublicText(required=False, label="Skäl", help_text="Behövs vid återremiss.")

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""
        self.plan = plan
        owner = {plan.OWNER: plan.owner}
        self.fields["redan"].queryset = Decision.objects.filter(**owner).select_related(plan.OWNER).order_by("-date")  # type: ignore[attr-defined]
        if isinstance(plan, OperationalPlan):
            del self.fields["paragraf"], self.fields["justerat"], self.fields["protokoll"]
            self._offer(CONFIRMED)
            self.fields["skal"].help_text = "Behövs om planen inte fastställs. Läses av dem som skriver planen."
        if plan.state == Plan.State.AMENDING:
            verb = "Fastställdes" if isinstance(plan, OperationalPlan) else "Antogs"
            self._offer({"antagen": f"{verb} som den står nu"})

    def _offer(self, outcomes: dict[str, str]) -> None:
        """Only these; where there is one it is chosen, and needs no reason."""
        self.fields["utfall"].choices = list(outcomes.items())  # type: ignore[attr-defined]
        if len(outcomes) == 1:
            [self.initial["utfall"]] = outcomes
            del self.fields["skal"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        is_new = not cleaned.get("redan") and cleaned.get("utfall") != "antagen-med-andringar"
        if is_new and not cleaned.get("datum") and "datum" not in self.errors:
            self.add_error("datum", "Skriv vilken dag beslutet fattades.")
        if is_new and "paragraf" in self.fields and not cleaned.get("paragraf") and "paragraf" not in self.errors:
            self.add_error("paragraf", "Skriv paragrafen ur protokollet.")
        if (day := cleaned.get("datum")) and day > timezone.localdate():
            self.add_error("datum", "Beslutet kan inte ligga i framtiden.")
        if "skal" not in self.errors and not cleaned.get("skal") and (why := self._missing_reason(cleaned)):
            self.add_error("skal", why)
        return cleaned

    def _missing_reason(self, cleaned: dict[str, Any]) -> str:
        """What is asked for where the outcome needs a reason, else ""."""
        if cleaned.get("utfall") == "aterremiss":
            return "Skriv varför planen ska göras om."
        if cleaned.get("utfall") == "avslagen" and isinstance(self.plan, OperationalPlan):
            return "Skriv varför planen inte fastställs."
        return ""

    def decision(self) -> Decision:
        """The decision that the form names, recorded now if it is new. Raises ValidationError."""
        said = self.cleaned_data
        if said["redan"]:
            chosen: Decision = said["redan"]
            return chosen
        made = Decision(
            **{self.plan.OWNER: self.plan.owner},
            slug=_slug(self.plan, said),
            title=_title(self.plan, said["utfall"]),
            date=said["datum"],
            paragraph=said.get("paragraf", ""),
            diary_number=said["diarienummer"],
            minutes_url=said.get("protokoll", ""),
            adjusted_on=said.get("justerat"),
            is_example=self.plan.is_example,
        )
        made.full_clean(exclude=["body", "department"])
        made.save()
        return made


def _slug(plan: Plan, said: dict[str, Any]) -> str:
    short = getattr(plan.owner, "short_name", "") or plan.owner.slug
    stem = slugify("-".join(filter(None, [short, str(said["datum"]), said.get("paragraf", "")])))
    taken = set(Decision.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(name for name in [stem, *(f"{stem}-{number}" for number in range(2, 1000))] if name not in taken)


def _title(plan: Plan, outcome: str) -> str:
    verbs = {
        "aterremiss": "Återremiss av",
        "bordlagd": "Bordläggning av",
        "avslagen": "Avslag på",
        "upphavd": "Upphävande av",
    }
    return f"{verbs[outcome]} {in_running_text(plan.edition)}" if outcome in verbs else plan.edition


# Draft


@officials.writing
def propose(request: Asked, kind: str, pk: int) -> HttpResponse:
    """Freeze the draft and lay it before its decision; the paper is ready at once."""
    plan = asked_plan(request, kind, pk)
    require(request.access.may_propose(plan), request)
    if request.method == "POST":
        try:
            with as_opened(request, plan):
                workflow.propose(plan, by=request.user)
        except Moved as moved:
            return _read_again(request, plan, moved)
        except Refused as refused:
            return _refused(request, plan, refused)
        messages.success(request, "Planen är föreslagen och ligger fast tills den är beslutad. Handlingen är klar.")
        return redirect(path_of(plan, "plan_paper"))
    return _ask(request, plan, "Föreslå planen", "admin/plans/propose.html")


@officials.writing
def withdraw(request: Asked, kind: str, pk: int) -> HttpResponse:
    plan = asked_plan(request, kind, pk)
    require(request.access.may_propose(plan), request)
    if request.method == "POST":
        try:
            with as_opened(request, plan):
                workflow.withdraw(plan, by=request.user)
        except Moved as moved:
            return _read_again(request, plan, moved)
        except Refused as refused:
            return _refused(request, plan, refused)
        messages.success(request, f"Utkastet till {in_running_text(plan.owned_edition)} är indraget.")
        return redirect("admin:index")
    return _ask(request, plan, "Dra in utkastet", "admin/plans/withdraw.html")


# Proposal


@officials.writing
def give_back(request: Asked, kind: str, pk: int) -> HttpResponse:
    """Back to those who wrote it, before the body has met."""
    plan = asked_plan(request, kind, pk)
    require(request.access.may_decide(plan), request)
    form = ReasonForm(_posted(request), label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            with as_opened(request, plan):
                workflow.give_back(plan, by=request.user, reason=form.cleaned_data["skal"])
        except Moved as moved:
            form.add_error(None, str(moved))
            return _ask_to_give_back(request, plan, form, status=409)
        except Refused as refused:
            return _refused(request, plan, refused)
        messages.success(request, "Planen är återlämnad till dem som skriver den.")
        return redirect("admin:index")
    return _ask_to_give_back(request, plan, form)


def _ask_to_give_back(request: HttpRequest, plan: Plan, form: ReasonForm, *, status: int = 0) -> HttpResponse:
    leads_to = "Planen går tillbaka till dem som skriver den. Inget publiceras."
    return _ask(request, plan, "Återlämna planen", "admin/plans/decide.html", form, status, leads_to)


@officials.writing
def decide(request: Asked, kind: str, pk: int) -> HttpResponse:
    """Record what the minutes say."""
    plan = asked_plan(request, kind, pk)
    require(request.access.may_decide(plan), request)
    form = DecisionForm(_posted(request), plan=plan)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            with as_opened(request, plan):
                message = _record(plan, form, request)
        except Moved as moved:
            form.add_error(None, str(moved))
            status = 409
        except Refused as refused:
            for finding in refused.findings:
                form.add_error(None, finding.message)
        except forms.ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(request, message)
            return redirect(path_of(plan) if plan.state != Plan.State.ADOPTED else plan.revision_url)
    is_operational = isinstance(plan, OperationalPlan)
    title = "Fastställ planen" if is_operational else "För in beslutet"
    return _ask(request, plan, title, "admin/plans/decide.html", form=form, status=status, leads_to=_leads_to(plan))


def _leads_to(plan: Plan) -> str:
    """What happens when the decision is recorded, as it is said above the button."""
    adoption = "En fastställd plan" if isinstance(plan, OperationalPlan) else "En antagen plan"
    return (
        f"{adoption} publiceras direkt, och det går inte att ångra. Det som sedan kan ändra den är en ny utgåva, ett "
        "senare beslut eller en rättelse."
    )


def _record(plan: Plan, form: DecisionForm, request: Asked) -> str:
    """Carry out what the form says, and say so."""
    by, outcome = request.user, form.cleaned_data["utfall"]
    if outcome == "antagen-med-andringar":
        workflow.open_for_amendment(plan, by=by)
        if isinstance(plan, OperationalPlan):
            return "Skriv in ändringarna och fastställ sedan planen."
        return "Skriv in ändringarna som de står i protokollet och för sedan in beslutet."
    decision = form.decision()
    match outcome:
        case "antagen":
            workflow.adopt(plan, decision=decision, by=by)
            return f"{plan.owned_edition[:1].upper()}{plan.owned_edition[1:]} gäller nu och syns för alla."
        case "aterremiss":
            workflow.refer_back(plan, decision=decision, by=by, reason=form.cleaned_data["skal"])
            return "Planen är återremitterad."
        case "bordlagd":
            workflow.postpone(plan, decision=decision, by=by)
            return "Bordläggningen är införd. Planen ligger kvar som förslag."
        case _:
            workflow.reject(plan, decision=decision, by=by, reason=form.cleaned_data["skal"])
            return f"Planen är {plan.get_state_display()}."


# Adopted


class RevokeForm(DecisionForm):
    """A later decision that takes an adopted plan back."""

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        super().__init__(*args, plan=plan, **options)
        self._offer({"upphavd": "Planen upphävdes"})


@officials.writing
def revoke(request: Asked, kind: str, pk: int) -> HttpResponse:
    plan = asked_plan(request, kind, pk)
    require(request.access.may_revoke(plan), request)
    form = RevokeForm(_posted(request), plan=plan)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                workflow.revoke(plan, decision=form.decision(), by=request.user)
        except Refused as refused:
            for finding in refused.findings:
                form.add_error(None, finding.message)
        except forms.ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(request, "Planen är upphävd. Sidan finns kvar, märkt.")
            return redirect(plan.revision_url)
    leads_to = "Upphävandet publiceras direkt, och det går inte att ångra. Planens sida finns kvar, märkt."
    return _ask(request, plan, "För in att planen är upphävd", "admin/plans/decide.html", form, leads_to=leads_to)


class MaskForm(forms.Form):
    """The text, and where else it stands once that has been looked for (`sokt` is the text that was)."""

    text = forms.CharField(
        label="Text att maskera",
        help_text="Precis som den står, med stora och små bokstäver, till exempel ett namn. Den ersätts överallt i "
        "planen, i handlingarna, i historiken och i synpunkterna.",
        min_length=masking.SHORTEST,
        error_messages={"min_length": masking.TOO_SHORT},
    )
    skal = PublicText(label="Skäl", help_text="Läses av alla. Skriv inte den text som maskeras.")
    sokt = forms.CharField(required=False, widget=forms.HiddenInput)
    aven = forms.MultipleChoiceField(
        required=False,
        label="Texten står också här",
        help_text="Bocka av det som inte ska maskeras.",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""
        searched = self.data.get("sokt", "").replace("\0", "")  # which PostgreSQL cannot be asked about
        self.others = {_key(one): one for one in masking.elsewhere(plan, searched)} if searched else {}
        self.left = masking.beyond(plan, searched) if searched else []
        self.fields["aven"].choices = [  # type: ignore[attr-defined]
            (key, _called(one)) for key, one in self.others.items()
        ]
        if not self.others:
            del self.fields["aven"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "text" in cleaned and masking.repeats(cleaned.get("skal", ""), cleaned["text"]):
            self.add_error("skal", masking.REPEATED)
        return cleaned

    @property
    def has_asked(self) -> bool:
        """Whether it has been looked for where else the text stands."""
        return bool(self.cleaned_data["sokt"] == self.cleaned_data["text"])

    @property
    def chosen(self) -> list[Any]:
        return [self.others[key] for key in self.cleaned_data.get("aven", [])]


@officials.writing
def mask(request: Asked, kind: str, pk: int) -> HttpResponse:
    """Take personal data out of a plan and its log; and, when asked, out of the owner's other plans and of records.

    Where else it stands is said before and after.
    """
    plan = asked_plan(request, kind, pk)
    require(request.access.may_mask(plan), request)
    form, status = MaskForm(_posted(request), plan=plan), 0
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        looked = form if form.has_asked else MaskForm(_all_chosen(plan, request.POST, said["text"]), plan=plan)
        if looked is not form and (looked.others or looked.left):
            form, status = looked, 200
        else:
            try:
                masked = masking.mask(plan, said["text"], by=request.user, reason=said["skal"], also=form.chosen)
            except Refused as refused:
                form.add_error("text", str(refused))
            else:
                messages.success(request, _masked(masked))
                _say_what_is_left(request, [*masking.elsewhere(plan, said["text"]), *looked.left])
                return redirect(plan.revision_url if plan.is_adopted else path_of(plan))
    return _ask(
        request,
        plan,
        "Maskera personuppgifter",
        "admin/plans/mask.html",
        form=form,
        status=status,
        left=[(_called(one), _opened(request, one)) for one in form.left],
    )


def _all_chosen(plan: Plan, posted: QueryDict, text: str) -> QueryDict:
    """The form as it was sent, with everything else that says the text chosen."""
    data = posted.copy()
    data["sokt"] = text
    data.setlist("aven", [_key(one) for one in masking.elsewhere(plan, text)])
    return data


def _key(one: Any) -> str:
    """What chooses it in the form."""
    return str(one.pk) if isinstance(one, Plan) else f"{one._meta.model_name}-{one.pk}"


def _called(one: Any) -> str:
    """A plan by its owner and state, a row of what is no plan by what it is."""
    if isinstance(one, Plan):
        return f"{one.owned_edition} ({one.get_state_display()})"
    name = str(one._meta.verbose_name)
    return f"{name[:1].upper()}{name[1:]}: {one}"


def _opened(request: Asked, one: Any) -> str:
    """Where the person can mend what else says the text; "" where others must."""
    if isinstance(one, Plan):
        return path_of(one, "plan_mask") if request.access.may_mask(one) else ""
    is_kept = site.is_registered(type(one))
    return reverse(f"admin:{one._meta.app_label}_{one._meta.model_name}_change", args=[one.pk]) if is_kept else ""


def _say_what_is_left(request: Asked, left: list[Any]) -> None:
    if left:
        messages.warning(request, f"Texten står kvar på andra ställen: {'; '.join(map(_called, left))}.")


def _masked(masked: list[Any]) -> str:
    plans = sum(isinstance(one, Plan) for one in masked)
    records = len(masked) - plans
    in_plans = "i planen" if plans == 1 else f"i {plans} planer"
    said = [f"{in_plans}, i handlingarna, i historiken och i synpunkterna"] if plans else []
    said += [f"i {records} {'uppgift' if records == 1 else 'uppgifter'} utanför planerna"] if records else []
    return f"Texten är maskerad {', och '.join(said)}."


# What they share


def _posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when it was nothing at all."""
    return request.POST if request.method == "POST" else None


def _read_again(request: Asked, plan: Plan, moved: Moved) -> HttpResponse:
    """The plan as it stands now, since what was pressed was about how it stood."""
    messages.error(request, str(moved))
    return plan_page.page(request, plan, status=409)


def _refused(request: HttpRequest, plan: Plan, refused: Refused) -> HttpResponse:
    for finding in refused.findings:
        messages.error(request, finding.message)
    return redirect(path_of(plan))


def _ask(
    request: HttpRequest,
    plan: Plan,
    title: str,
    template: str,
    form: forms.Form | None = None,
    status: int = 0,
    leads_to: str = "",
    left: Iterable[tuple[str, str]] = (),
) -> HttpResponse:
    return render(
        request,
        template,
        officials.context(
            request,
            title=title,
            plan=plan,
            form=form,
            leads_to=leads_to,
            left=left,
            crumbs=officials.crumbs(plan, title),
        ),
        status=status or (422 if form is not None and form.is_bound else 200),
    )
