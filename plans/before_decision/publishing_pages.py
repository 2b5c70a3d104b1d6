"""The secretary's pages: the day of the meeting, and the proposal's reading copy."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.validators import URLValidator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render

from plans.admin import officials
from plans.admin.fields import refuse_persons
from plans.admin.officials import Asked, require
from plans.before_decision import publishing
from plans.before_decision.pages import asked_review, crumbs, review_context
from plans.models import OperationalPlan, Review
from plans.workflow import Refused
from styrmodell import typography
from styrmodell.models import Decision

LATEST = 20
"""Decisions to choose among."""
FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
"""A meeting on another day is a slip of the keys."""


class MeetingForm(forms.Form):
    sammantrade = forms.DateField(
        required=False,
        label="Sammanträdets dag",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Syns för alla som kan läsa förslaget. Lämna tomt om dagen inte är bestämd.",
    )

    def clean_sammantrade(self) -> date | None:
        day: date | None = self.cleaned_data["sammantrade"]
        if day and not FIRST <= day <= LAST:
            raise forms.ValidationError("Skriv årtalet med fyra siffror.")
        return day


class Decisions(forms.ModelMultipleChoiceField):
    def label_from_instance(self, decision: Decision) -> str:
        return f"{decision.title} ({decision.made_by}, {typography.long_date(decision.date)})"


class ConveningForm(MeetingForm):
    beredning = Decisions(
        Decision.objects.none(),
        required=False,
        label="Beslut som beredde ärendet",
        help_text="Till exempel att kommunstyrelsen har föreslagit planen. De senaste besluten visas.",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, review: Review, **options: Any) -> None:
        super().__init__(*args, **options)
        self.is_of_a_head = isinstance(review.plan, OperationalPlan)
        self.day = "Beslutsdagen" if self.is_of_a_head else "Sammanträdets dag"
        self.fields["sammantrade"].label = self.day
        latest = Decision.objects.order_by("-date", "-pk").values_list("pk", flat=True)[:LATEST]
        offered = Decision.objects.filter(Q(pk__in=list(latest)) | Q(pk__in=review.prepared_by.all()))
        self.fields["beredning"].queryset = offered.select_related("body", "department").order_by("-date", "-pk")  # type: ignore[attr-defined]


class PublishForm(MeetingForm):
    handlingar = forms.URLField(
        required=False,
        assume_scheme="https",
        label="Adress till kallelsen eller handlingarna",
        help_text="Där kallelsen och de andra handlingarna finns, om de är publicerade.",
        validators=[URLValidator(schemes=["http", "https"])],
        max_length=200,
    )

    def clean_handlingar(self) -> str:
        address: str = self.cleaned_data["handlingar"]
        refuse_persons(address)
        return address

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["sammantrade"].required = True
        self.fields["sammantrade"].help_text = "Står på sidan."


@officials.writing
def meeting(request: Asked, public_id: str) -> HttpResponse:
    """Set the day on which the body decides, and say which decisions prepared it."""
    review = asked_review(request, public_id)
    require(request.access.may_convene(review), request)
    form = ConveningForm(
        request.POST if request.method == "POST" else None,
        initial={"sammantrade": review.meeting_on, "beredning": review.prepared_by.all()},
        label_suffix="",
        review=review,
    )
    if request.method == "POST" and form.is_valid():
        day, prepared_by = form.cleaned_data["sammantrade"], form.cleaned_data["beredning"]
        try:
            publishing.convene(review=review, on=day, prepared_by=prepared_by)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{form.day} är sparad.")
            return redirect("review", public_id)
    title = form.day if form.is_of_a_head else "Sammanträde"
    return _ask(request, review, form, title, "before_decision/meeting.html")


@officials.writing
def publish(request: Asked, public_id: str) -> HttpResponse:
    """Publish the proposal as it lies, or anew."""
    review = asked_review(request, public_id)
    require(request.access.may_publish(review) or request.access.may_unpublish(review), request)
    lying = getattr(review, "published", None)
    form = PublishForm(
        request.POST if request.method == "POST" else None,
        initial={
            "sammantrade": lying.meeting_on if lying else review.meeting_on,
            "handlingar": lying.papers_url if lying else "",
        },
        label_suffix="",
    )
    if request.method == "POST":
        require(request.access.may_publish(review), request)
        if form.is_valid():
            try:
                publishing.publish(
                    review=review,
                    meeting_on=form.cleaned_data["sammantrade"],
                    papers_url=form.cleaned_data["handlingar"],
                    by=request.user,
                )
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, "Förslaget är publicerat och går att läsa för alla som har adressen.")
                return redirect("review_publish", public_id)
    return _ask(request, review, form, "Publicera förslaget", "before_decision/publish.html", published=lying)


@officials.posting
def unpublish(request: Asked, public_id: str) -> HttpResponse:
    review = asked_review(request, public_id)
    require(request.access.may_unpublish(review), request)
    try:
        publishing.unpublish(review=review, by=request.user)
        messages.success(request, "Förslaget är inte längre publicerat.")
    except Refused as refused:  # somebody else took it down in the meantime
        messages.error(request, str(refused))
    return redirect("review", public_id)


def _ask(request: Asked, review: Review, form: forms.Form, title: str, template: str, **more: Any) -> HttpResponse:
    return render(
        request,
        template,
        review_context(request, review, title=title, form=form, crumbs=crumbs(review, title), **more),
        status=422 if form.is_bound else 200,
    )
