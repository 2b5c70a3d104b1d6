from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's `handler400`. Its own looks in the form for a token, and falls on a form that cannot be read."""
    return render(request, "400.html", status=400)
