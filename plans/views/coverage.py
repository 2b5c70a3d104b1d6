from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from plans import coverage_tables
from plans.coverage import coverage
from plans.tree.narrowing import LACKS
from plans.views.csv_answer import csv_answer
from plans.views.red_thread import shows_examples
from plans.years import shown
from styrmodell.context import steering_of
from styrmodell.publication import public
from styrmodell.typography import in_running_text


@public
def missing(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """Goals against bodies, and what nobody has picked up."""
    this_year = shown(steering_of(request), year)
    found = coverage(this_year)
    return render(
        request,
        "coverage/coverage.html",
        {
            "year": this_year.year,
            "years": this_year.links("coverage"),
            "matrix": found.matrix,
            "lists": found.gaps,
            "covered": found.covered,
            "is_complete": found.is_complete,
            "tree_url": this_year.url("red_thread"),
            "lacks": [
                (f"{this_year.url('red_thread')}?brist={value}", in_running_text(label)) for value, label in LACKS
            ],
            "matrix_csv": reverse("coverage_matrix_csv", args=[this_year.year]),
            "gaps_csv": reverse("coverage_csv", args=[this_year.year]),
            "is_example": shows_examples(this_year.year),
        },
    )


@public
def gaps_csv(request: HttpRequest, year: int) -> HttpResponse:
    return csv_answer(f"vad-saknas-{year}", coverage_tables.gaps(coverage(shown(steering_of(request), year)), year))


@public
def matrix_csv(request: HttpRequest, year: int) -> HttpResponse:
    return csv_answer(
        f"mal-och-organ-{year}", coverage_tables.matrix(coverage(shown(steering_of(request), year)), year)
    )
