"""Run by test_single_sign_on.py in a process of its own, since the settings decide it at the start."""

import json
import os
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import django

PEOPLE = {
    "bo": {"sub": "1", "email": "bo@example.se", "email_verified": True},
    "unverified": {"sub": "2", "email": "bo@example.se", "email_verified": False},
    "unverified in words": {"sub": "3", "email": "bo@example.se", "email_verified": "false"},
    "unknown": {"sub": "4", "email": "cia@example.se", "email_verified": True},
}


class Provider(BaseHTTPRequestHandler):
    """The least that OpenID Connect asks of one; the code is who logs in, and so is the token."""

    def do_GET(self) -> None:
        if self.path == "/userinfo":
            self.answer(PEOPLE[self.headers["Authorization"].removeprefix("Bearer ")])
        else:
            ways = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint")
            self.answer({way: f"{provider_address}/{way.removesuffix('_endpoint')}" for way in ways})

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.answer({"access_token": sent["code"][0], "token_type": "Bearer"})

    def answer(self, said: dict[str, object]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    def log_message(self, *_: object) -> None:
        """Only the portal logs."""


provider = HTTPServer(("127.0.0.1", 0), Provider)
provider_address = f"http://127.0.0.1:{provider.server_port}"
threading.Thread(target=provider.serve_forever, daemon=True).start()
os.environ |= {"OIDC_SERVER_URL": provider_address, "NO_PROXY": "127.0.0.1"}
django.setup()

from allauth.mfa.totp.internal import auth  # noqa: E402 - Django has to stand first
from django.conf import settings  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import Client  # noqa: E402

ADDRESSES = (
    "bekrafta/",
    "kopplingar/",
    "kopplingar/login/error/",
    "login/",
    "password/reset/",
    "signup/",
    "stangt/",
    "tva-faktorer/",
    "tva-faktorer/totp/activate/",
)
PASSWORD = "ett långt lösenord"


def log_in(client: Client) -> HttpResponse:
    return client.post("/admin/login/", {"username": "anna", "password": PASSWORD, "next": "/admin/hjalp/"})


def come_from_provider(client: Client, person: str) -> HttpResponse:
    sent_on = client.get("/admin/konto/oidc/kommunen/login/?next=/admin/hjalp/")
    state = parse_qs(urlsplit(sent_on["Location"]).query)["state"][0]
    return client.get("/admin/konto/oidc/kommunen/login/callback/", {"code": person, "state": state})


def outcome(response: HttpResponse) -> tuple[int, str]:
    heading = re.search(r"<h1[^>]*>\s*(.*?)\s*</h1>", response.content.decode(), re.DOTALL)
    return response.status_code, response.get("Location") or (heading[1] if heading else "")


settings.ALLOWED_HOSTS = ["testserver"]
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
anna = User.objects.create_superuser("anna", password=PASSWORD)
bo = User.objects.create_superuser("bo", "bo@example.se", password=PASSWORD)

visitor, client = Client(), Client()
login_page = visitor.get("/admin/login/?next=/admin/hjalp/").content.decode()
seen = {"way": re.findall(r'href="(/admin/konto/[^"]*)"', login_page), "without": outcome(log_in(client))}
seen["menu"] = [
    re.findall(r'href="(/admin/konto/[^"]*)"', client.get(address).content.decode())
    for address in ("/admin/", "/admin/password_change/", "/admin/konto/tva-faktorer/")
]
client.post("/admin/konto/bekrafta/", {"password": PASSWORD})
seen["pages"] = {address: outcome(client.get(f"/admin/konto/{address}")) for address in ADDRESSES}

seen["from the provider"] = {person: outcome(come_from_provider(Client(), person)) for person in reversed(PEOPLE)}
seen["may log in by password"] = {
    user.username: user.has_usable_password() for user in User.objects.order_by("username")
}
seen["forged"] = outcome(Client().get("/admin/konto/oidc/kommunen/login/callback/", {"code": "bo", "state": "x"}))

secret = auth.generate_totp_secret()
auth.TOTP.activate(anna, secret)
auth.TOTP.activate(bo, secret)
client = Client()
seen["with"] = outcome(log_in(client))
seen["meanwhile"] = outcome(client.get("/admin/hjalp/"))
codes = [auth.format_hotp_value(auth.hotp_value(secret, n)) for n in auth.yield_hotp_counters_from_time()]
wrong = f"{(int(codes[0]) + 1) % 1_000_000:06}"
seen["wrong"] = outcome(client.post("/admin/konto/tva-faktorer/authenticate/", {"code": wrong}))
seen["right"] = outcome(client.post("/admin/konto/tva-faktorer/authenticate/", {"code": codes[0]}))

seen["from the provider with a second factor"] = outcome(come_from_provider(Client(), "bo"))

print(json.dumps(seen))
