"""The steward's page for gallring: choose what is decided, take the export, and only then dispose of the comments."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from plans.admin import officials
from plans.admin.fields import PublicLine
from plans.admin.officials import Asked, require
from plans.before_decision import disposing, lying
from plans.branches import counted
from plans.models import Disposal, Review
from plans.workflow import Refused
from styrmodell.models import Decision

DIGEST = r"\A[0-9a-f]{64}\Z"


class DisposalForm(forms.Form):
    """The decision that is carried out; the digest says which export the steward has taken."""

    beslut = PublicLine(
        label="Gallringsbeslut", max_length=300, help_text="Till exempel: KS 2026-02-10 § 12, dnr 2026-41."
    )
    infort = forms.ModelChoiceField(
        Decision.objects.none(), required=False, label="Beslutet finns i portalen", empty_label="Nej"
    )
    kontrollsumma = forms.RegexField(
        DIGEST,
        label="Kontrollsumma",
        help_text="Står i namnet på filen som du hämtade, efter ”gallring-”: 64 tecken.",
        error_messages={"invalid": "Kontrollsumman är 64 tecken, siffror och a till f."},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""
        made = Decision.objects.select_related("body", "department").order_by("-date", "-pk")
        self.fields["infort"].queryset = made  # type: ignore[attr-defined]


def closed() -> list[Review]:
    """Decided ones that still have comments, with how many; the latest first."""
    found = Review.objects.exclude(closed_at=None).annotate(said=Count("comments")).filter(said__gt=0)
    return list(found.select_related(*lying.OWNERS).order_by("-closed_at", "-pk"))


@officials.reading
def export(request: Asked) -> HttpResponse:
    """The file with everything that would go."""
    require(request.access.may_dispose, request)
    made = disposing.export(_chosen(request.GET.getlist("arende")))
    response = HttpResponse(made.text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="gallring-{made.digest}.json"'
    return response


@officials.writing
def page(request: Asked) -> HttpResponse:
    """Choose; then, with the reviews in the address, the export and the deleting itself."""
    require(request.access.may_dispose, request)
    asked = request.GET.getlist("arende")
    chosen = _chosen(asked) if asked else []
    form = DisposalForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = disposing.dispose(
                reviews=chosen,
                digest=said["kontrollsumma"],
                grounds=said["beslut"],
                decision=said["infort"],
                by=request.user,
            )
        except disposing.Changed as refused:
            form.add_error("kontrollsumma", str(refused))
            status = 409
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request,
                f"{counted(made.count, 'synpunkt', 'synpunkter')} är {'gallrad' if made.count == 1 else 'gallrade'}.",
            )
            return redirect("disposal")
    return render(
        request,
        "before_decision/disposal.html",
        officials.context(
            request,
            title="Gallra synpunkter",
            reviews=closed(),
            chosen=chosen,
            form=form,
            done=Disposal.objects.select_related("by", "decision__body", "decision__department"),
            query="&".join(f"arende={review.public_id}" for review in chosen),
            crumbs=[{"label": "Inför beslut", "url": reverse("before_decision")}, {"label": "Gallra synpunkter"}],
        ),
        status=status,
    )


def _chosen(public_ids: list[str]) -> list[Review]:
    """The closed reviews of the address. Raises Http404 where one is not closed, or not there."""
    named = filter(str.isalnum, public_ids)
    found = list(Review.objects.filter(public_id__in=named).exclude(closed_at=None).select_related(*lying.OWNERS))
    if not found or {review.public_id for review in found} != set(public_ids):
        raise Http404("Ärendet finns inte bland de avgjorda.")
    return found
