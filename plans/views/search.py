from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from plans import search
from plans.search import Asked
from plans.years import shown
from styrmodell.context import steering_of
from styrmodell.publication import public

LAST_PAGE = 99


@public
def find(request: HttpRequest) -> HttpResponse:
    """Everything public that the words are about."""
    this_year = shown(steering_of(request), None)
    address = reverse("search")
    answer = search.answer(_asked(address, request.GET), this_year)
    return render(
        request,
        "search/search.html",
        {
            "answer": answer,
            "kept": answer.asked.kept,
            "query": answer.asked.text,
            "url": address,
            "search_url": "",  # the page has a form of its own
        },
    )


def _asked(address: str, query: QueryDict) -> Asked:
    return Asked(
        address,
        text=search.cleaned(query.get("q", "")),
        level=query.get("niva", ""),
        body=query.get("organ", ""),
        place=query.get("ort", ""),
        year=_number(query.get("ar", "")),
        page=min(_number(query.get("sida", "")) or 1, LAST_PAGE),
    )


def _number(text: str) -> int | None:
    """Of at most four digits; None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 4 else None
