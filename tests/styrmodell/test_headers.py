import runpy
import secrets
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core import checks
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from pytest_django import Settings

ROOT = Path(__file__).parent.parent.parent
PASSWORD = "ett långt lösenord"
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "media-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}
EVERYWHERE = ["/status/", "/public/", "/finns-inte/", "/breaks/", "/admin/", "/admin/login/"]


def public(request: HttpRequest) -> HttpResponse:
    return HttpResponse("the same to everyone")


def personal(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.user.get_username())


def breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError


urlpatterns = [
    path("public/", public),
    path("personal/", personal),
    path("breaks/", breaks),
    path("", include("styrmodell.urls")),
]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def official() -> Client:
    user = get_user_model().objects.create_superuser("official", password=PASSWORD)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def https(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> None:
    """Every setting as it is with HTTPS=on in the environment."""
    monkeypatch.setenv("HTTPS", "on")
    monkeypatch.setenv("SECRET_KEY", secrets.token_urlsafe(64))
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    for name, value in runpy.run_path(str(ROOT / "styrmodell/settings.py")).items():
        if name.startswith(("SECURE_", "SESSION_", "CSRF_", "SECRET_")):
            setattr(settings, name, value)


@pytest.mark.parametrize("address", EVERYWHERE)
def test_every_response_carries_the_policies(visitor: Client, address: str) -> None:
    headers = visitor.get(address).headers

    assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("address", EVERYWHERE[:-1])
def test_visitor_gets_no_cookie(visitor: Client, address: str) -> None:
    assert visitor.get(address).cookies == {}


def test_login_form_sets_its_token_only(visitor: Client) -> None:
    assert visitor.get("/admin/login/").cookies.keys() == {"csrftoken"}


def test_public_page_is_the_same_to_an_official(visitor: Client, official: Client) -> None:
    to_visitor, to_official = visitor.get("/public/"), official.get("/public/")

    assert to_official.headers == to_visitor.headers
    assert "Vary" not in to_official.headers
    assert "Cache-Control" not in to_official.headers


@pytest.mark.parametrize("address", ["/personal/", "/admin/", "/admin/finns-inte/", "/infor-beslut/"])
def test_personal_page_is_never_stored(official: Client, address: str) -> None:
    assert official.get(address).headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("address", ["/admin/", "/admin/login/", "/infor-beslut/"])
def test_private_address_is_never_stored_for_a_visitor(visitor: Client, address: str) -> None:
    assert visitor.get(address).headers["Cache-Control"] == "private, no-store"


def test_http_leads_to_https(https: None) -> None:
    response = Client().get("/public/")

    assert response.status_code == 301
    assert response.headers["Location"] == "https://testserver/public/"


def test_load_balancer_asks_without_https(https: None) -> None:
    assert Client().get("/status/").status_code == 200


def test_https_is_remembered_for_a_year(https: None) -> None:
    response = Client().get("/public/", headers={"x-forwarded-proto": "https"})

    assert response.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


def test_cookies_belong_to_the_host_behind_https(https: None, official: Client) -> None:
    client = Client(headers={"x-forwarded-proto": "https"})
    client.get("/admin/login/")
    client.post("/admin/login/", {"username": "official", "password": PASSWORD})

    assert client.cookies.keys() == {"__Host-csrf", "__Host-session"}
    for cookie in client.cookies.values():
        assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
        assert cookie["samesite"] == "Lax"
    assert client.cookies["__Host-session"]["httponly"]


def test_deploy_check_finds_nothing(https: None) -> None:
    assert checks.run_checks(include_deployment_checks=True, tags=["security"]) == []
