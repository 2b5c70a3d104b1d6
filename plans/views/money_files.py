"""The tables of the budget and the investments as CSV, at addresses that name their year."""

from django.http import HttpRequest, HttpResponse

from plans import money_tables
from plans.views.csv_answer import csv_answer
from plans.years import shown
from styrmodell.context import steering_of
from styrmodell.publication import public


@public
def frames(request: HttpRequest, year: int) -> HttpResponse:
    shown(steering_of(request), year)
    return csv_answer(f"ramar-{year}", money_tables.frames(year))


@public
def areas(request: HttpRequest, year: int) -> HttpResponse:
    shown(steering_of(request), year)
    return csv_answer(f"fordelning-{year}", money_tables.areas(year))


@public
def adjustments(request: HttpRequest, year: int) -> HttpResponse:
    shown(steering_of(request), year)
    return csv_answer(f"justeringar-{year}", money_tables.adjustments(year))


@public
def investments(request: HttpRequest, year: int) -> HttpResponse:
    shown(steering_of(request), year)
    return csv_answer(f"investeringar-{year}", money_tables.investments(year))
