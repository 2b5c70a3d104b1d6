"""Comments on the pages: a form at each place, also where scripts are off, and all of them in a list."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from plans import paper
from plans.admin import officials
from plans.admin.officials import Asked, Frozen, require
from plans.before_decision import commenting, marks, passages, proposal, remarks
from plans.before_decision.pages import asked_review, crumbs, review_context
from plans.before_decision.passages import Place
from plans.models import Comment, Review
from plans.workflow import Refused

SENT_BACK = (
    "{plan} ligger inte längre inför beslut: planen skickades tillbaka medan du skrev. Därför gick det inte att spara "
    "det du skrev. Läggs den fram igen går det att lämna synpunkter på nytt."
)


class AnswerForm(forms.Form):
    """What somebody writes; what is wrong with it says `commenting`, so that nothing typed is lost on the way."""

    text = forms.CharField(
        required=False,
        strip=False,
        label="Din synpunkt",
        widget=forms.Textarea(attrs={"rows": 5, "autofocus": True}),
    )

    def __init__(self, *args: Any, at: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix, self.auto_id = "", f"%s-{at}"


class CommentForm(AnswerForm):
    stalle = forms.ChoiceField(label="Vad gäller den?")

    field_order = ("stalle", "text")

    def __init__(self, *args: Any, places: list[Place], **options: Any) -> None:
        super().__init__(*args, at=places[0].anchor, **options)
        if len(places) > 1:
            choices = [(place.key, place.label[:1].upper() + place.label[1:]) for place in places]
            self.fields["stalle"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["stalle"]


@officials.writing
def comment(request: Asked, public_id: str) -> HttpResponse:
    """Say something of the thread, and the field or year in it, that the address names."""
    review = _asked_review(request, public_id)
    asked, places = _asked_place(request, review)
    form = CommentForm(request.POST if request.method == "POST" else None, places=places, initial={"stalle": asked.key})
    if request.method == "POST" and form.is_valid():
        chosen = next((place for place in places if place.key == form.cleaned_data.get("stalle")), asked)
        try:
            made = commenting.comment(review=review, place=chosen, text=form.cleaned_data["text"], by=request.user)
        except Refused as refused:
            form.add_error("text", str(refused))
        else:
            return redirect(_at(review, made))
    return _write(request, review, form, title="Lämna synpunkt", place=places[0])


def _asked_place(request: Asked, review: Review) -> tuple[Place, list[Place]]:
    """The place of the address, and all that can be said of beside it. Raises Http404, and Frozen for what is typed."""
    plan = review.plan
    content = proposal.laid(plan, proposal.events_of(plan))
    key = f"{request.GET.get('om', '')}/{request.GET.get('falt', '')}"
    for places in passages.places(content, paper.chapters(content)).values():
        for place in places:
            if place.key == key:
                return place, places
    _too_late(request, review, "Det du skrev om finns inte längre med i förslaget")
    raise Http404("Det finns inte i förslaget.")


@officials.writing
def answer(request: Asked, public_id: str, pk: int) -> HttpResponse:
    review = _asked_review(request, public_id)
    first = _asked_comment(request, review, pk)
    form = AnswerForm(request.POST if request.method == "POST" else None, at=f"svar-{pk}")
    form.fields["text"].label = "Ditt svar"
    if request.method == "POST" and form.is_valid():
        try:
            made = commenting.answer(
                to=first,
                text=form.cleaned_data["text"],
                by=request.user,
                settles=request.access.may_answer(review),
            )
        except Refused as refused:
            form.add_error("text", str(refused))
        else:
            return redirect(_at(review, made))
    return _write(request, review, form, title="Svara på en synpunkt", answered=first)


@officials.posting
def state(request: Asked, public_id: str, pk: int) -> HttpResponse:
    """Resolve a comment, or open it again."""
    review = asked_review(request, public_id)
    found = _asked_comment(request, review, pk)
    require(request.access.may_resolve(found), request)
    act = commenting.reopen if request.POST.get("lage") == "oppna" else commenting.resolve
    try:
        act(comment=found, by=request.user)
    except Refused as refused:  # decided in the meantime
        messages.error(request, str(refused))
    return redirect(_at(review, found))


@officials.reading
def listed(request: Asked, public_id: str) -> HttpResponse:
    """Every comment, or those in one state."""
    review = asked_review(request, public_id)
    chosen = request.GET.get("lage", "")
    mark = marks.mark_of(review, request.access)
    said = remarks.remarks(review, request.access, mark.last_visit(timezone.now()) if mark else None)
    here = reverse("review_comments", args=[public_id])
    wanted = remarks.FILTERS.get(chosen, (None, ""))[0]
    options = [{"label": "Alla", "url": here, "is_current": wanted is None, "count": len(said)}]
    for name, (each, label) in remarks.FILTERS.items():
        count = sum(remark.comment.state == each for remark in said)
        options.append({"label": label, "url": f"{here}?lage={name}", "is_current": wanted == each, "count": count})
    return render(
        request,
        "before_decision/comments.html",
        review_context(
            request,
            review,
            title="Synpunkter",
            remarks=[remark for remark in said if wanted in (None, remark.comment.state)],
            options=options,
            crumbs=crumbs(review, "Synpunkter"),
        ),
    )


def _asked_review(request: Asked, public_id: str) -> Review:
    """The review to speak of. Raises Frozen for what is typed when it was sent back or decided meanwhile, and
    PermissionDenied or Http404 otherwise.
    """
    if request.method == "POST" and (sent_back := _sent_back(request, public_id)):
        back = reverse("before_decision")
        raise Frozen(sent_back.plan, says=SENT_BACK.format(plan=sent_back.plan.owned_edition), back=back)
    review = asked_review(request, public_id)
    is_allowed = request.access.may_comment(review)
    if request.method == "POST" and not is_allowed and not review.is_open:
        raise Frozen(review.plan)
    require(is_allowed, request)
    return review


def _sent_back(request: Asked, public_id: str) -> Review | None:
    """The review of the address, where the person would read it if it lay before the body still."""
    readable = request.access.reviews().values("pk")
    return request.access.heard().filter(public_id=public_id).exclude(pk__in=readable).first()


def _asked_comment(request: Asked, review: Review, pk: int) -> Comment:
    """Raises Http404, and Frozen for what is typed."""
    found = review.comments.filter(pk=pk, answers=None).select_related("by", "thread").first()
    if found is None:
        _too_late(request, review, "Synpunkten som du svarade på finns inte längre")
        raise Http404("Synpunkten finns inte.")
    return found


def _too_late(request: Asked, review: Review, why: str) -> None:
    """Raises Frozen for what is typed."""
    if "text" in request.POST:
        back = reverse("review", args=[review.public_id])
        raise Frozen(review.plan, says=f"{why}, så det gick inte att spara.", back=back)


def _at(review: Review, comment: Comment) -> str:
    """Where the comment shows."""
    return f"{reverse('review', args=[review.public_id])}#synpunkt-{comment.pk}"


def _write(request: Asked, review: Review, form: forms.Form, *, title: str, **more: Any) -> HttpResponse:
    return render(
        request,
        "before_decision/write.html",
        review_context(request, review, title=title, form=form, crumbs=crumbs(review, title), **more),
        status=422 if form.is_bound else 200,
    )
