"""The tables of the budget and the investments as CSV, at addresses that name their year."""

from django.http import HttpRequest, HttpResponse

from plans import money_tables
from plans.csv_files import csv_bytes
from plans.money_tables import Table
from plans.years import shown
from styrmodell.context import steering_of
from styrmodell.publication import public


@public
def frames(request: HttpRequest, year: int) -> HttpResponse:
    shown(steering_of(request), year)
    return _file(f"ramar-{year}", money_tables.frames(year))


@public
def areas(request: HttpRequest, year: int) -> HttpResponse:
    shown(steering_of(request), year)
    return _file(f"fordelning-{year}", money_tables.areas(year))


@public
def adjustments(request: HttpRequest, year: int) -> HttpResponse:
    shown(steering_of(request), year)
    return _file(f"justeringar-{year}", money_tables.adjustments(year))


@public
def investments(request: HttpRequest, year: int) -> HttpResponse:
    shown(steering_of(request), year)
    return _file(f"investeringar-{year}", money_tables.investments(year))


def _file(name: str, table: Table) -> HttpResponse:
    response = HttpResponse(csv_bytes(table.heads, table.rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
