"""Run by test_single_sign_on.py in a process of its own, since the settings decide it at the start."""

import json
import re

import django

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


def outcome(response: HttpResponse) -> tuple[int, str]:
    heading = re.search(r"<h1[^>]*>\s*(.*?)\s*</h1>", response.content.decode(), re.DOTALL)
    return response.status_code, response.get("Location") or (heading[1] if heading else "")


settings.ALLOWED_HOSTS = ["testserver"]
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
anna = User.objects.create_superuser("anna", password=PASSWORD)

visitor, client = Client(), Client()
login_page = visitor.get("/admin/login/?next=/admin/hjalp/").content.decode()
seen = {"way": re.findall(r'href="(/admin/konto/[^"]*)"', login_page), "without": outcome(log_in(client))}
client.post("/admin/konto/bekrafta/", {"password": PASSWORD})
seen["pages"] = {address: outcome(client.get(f"/admin/konto/{address}")) for address in ADDRESSES}

secret = auth.generate_totp_secret()
auth.TOTP.activate(anna, secret)
client = Client()
seen["with"] = outcome(log_in(client))
seen["meanwhile"] = outcome(client.get("/admin/hjalp/"))
codes = [auth.format_hotp_value(auth.hotp_value(secret, n)) for n in auth.yield_hotp_counters_from_time()]
wrong = f"{(int(codes[0]) + 1) % 1_000_000:06}"
seen["wrong"] = outcome(client.post("/admin/konto/tva-faktorer/authenticate/", {"code": wrong}))
seen["right"] = outcome(client.post("/admin/konto/tva-faktorer/authenticate/", {"code": codes[0]}))

print(json.dumps(seen))
