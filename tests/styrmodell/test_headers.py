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
POLICY = (
    "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; img-src 'self'; manifest-src 'self'; media-src 'self'; script-src 'self'; style-src 'self'"
)
EVERYWHERE = ["/status/", "/public/", "/finns-inte/", "/breaks/", "/admin/", "/admin/login/"]


def public(request: HttpRequest) -> HttpResponse:
    return HttpResponse("the same to everyone")


def personal(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.user.get_username())


def breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError


urlpatterns = [
    path("public/", public),
    path("admin/personal/", personal),
    path("asks/", personal),
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

    assert headers["Content-Security-Policy"] == POLICY
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


@pytest.mark.parametrize(
    "cookies",
    [{"sessionid": "x"}, {"sessionid": "å" * 40}, {"csrftoken": "x"}, {"csrftoken": "<script>", "sessionid": ""}],
)
@pytest.mark.parametrize("address", EVERYWHERE[:4])
def test_malformed_cookie_is_not_answered(cookies: dict[str, str], address: str) -> None:
    visitor = Client(raise_request_exception=False)
    visitor.cookies.load(cookies)

    response = visitor.get(address)

    assert response.cookies == {}
    assert response.headers.get("Vary") in (None, "Accept-Encoding")


def test_nobody_is_logged_in_outside_the_private_addresses(official: Client) -> None:
    assert official.get("/asks/").content == b""
    assert official.get("/admin/personal/").content == b"official"


@pytest.mark.parametrize("address", ["/admin/personal/", "/asks/", "/admin/", "/admin/finns-inte/", "/infor-beslut/"])
def test_personal_page_is_never_stored(official: Client, address: str) -> None:
    assert official.get(address).headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("address", ["/admin/", "/admin/login/", "/infor-beslut/"])
def test_private_address_is_never_stored_for_a_visitor(visitor: Client, address: str) -> None:
    assert visitor.get(address).headers["Cache-Control"] == "private, no-store"


def test_http_leads_to_https(https: None) -> None:
    response = Client().get("/public/")

    assert response.status_code == 301
    assert response.headers["Location"] == "https://testserver/public/"
    assert response.headers["Content-Security-Policy"] == POLICY
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Permissions-Policy" in response.headers


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


# Static files


@pytest.fixture
def static_files(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    for name in ("font.woff2", "film.webm", "picture.png"):
        (tmp_path / name).write_bytes(b"0" * 5000)


@pytest.mark.parametrize("name", ["font.woff2", "film.webm", "picture.png"])
def test_what_is_small_already_is_not_compressed_again(static_files: None, name: str) -> None:
    response = Client(headers={"accept-encoding": "gzip, br"}).get(f"/static/{name}")

    assert response.getvalue() == b"0" * 5000
    assert "Content-Encoding" not in response.headers


def test_static_file_is_for_our_own_pages(static_files: None) -> None:
    response = Client().get("/static/picture.png")
    response.close()

    headers = response.headers
    assert "Access-Control-Allow-Origin" not in headers
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Content-Security-Policy"] == POLICY


def test_page_is_compressed(visitor: Client) -> None:
    headers = visitor.get("/finns-inte/", headers={"accept-encoding": "gzip"}).headers

    assert headers["Content-Encoding"] == "gzip"
