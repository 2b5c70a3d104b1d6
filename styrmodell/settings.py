"""What differs between installations comes from the environment; docs/operations.md lists it."""

from pathlib import Path

from csp.constants import NONE, SELF

from styrmodell import environment, release, secret_key

env = environment.Environment()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = environment.folder(Path(env("VAR_DIR", default="") or BASE_DIR / "var"))
STATIC_ROOT = environment.folder(VAR_DIR / "static")
MEDIA_ROOT = environment.folder(VAR_DIR / "media")

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="") or secret_key.kept_in(VAR_DIR / "secret-key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
RELEASE = release.of(BASE_DIR)

# Apps

INSTALLED_APPS = [
    "styrmodell",
    "goals",
    "plans",
    "plans.apps.OfficialsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django_htmx",
]

MIDDLEWARE = [
    # What every response carries, also one that only leads to HTTPS.
    "styrmodell.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    # Static files have their smaller copies already, and fonts and pictures need none.
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "styrmodell.compression.brotli_for_public_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

ROOT_URLCONF = "styrmodell.urls"
WSGI_APPLICATION = "styrmodell.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "styrmodell.context.portal",
            ],
        },
    },
]

# Database and cache

DATABASE_URL = env("DATABASE_URL", default="")
HAS_EMBEDDED_DATABASE = not DATABASE_URL
if HAS_EMBEDDED_DATABASE:
    DATABASE_URL = f"sqlite:///{VAR_DIR / 'styrmodell.sqlite3'}"
DATABASES = {"default": environment.database(DATABASE_URL) | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Readers never wait for the writer; a writer that has to wait does so before it has read anything.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    } | DATABASES["default"].get("OPTIONS", {})
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": environment.cache(env("CACHE_URL", default="") or "locmemcache://"),
    # Public papers as PDF. A file is kept under what it says, so none is ever out of date.
    "papers": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "papers",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}

# Language and time

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "svenska")]
TIME_ZONE = "Europe/Stockholm"
USE_I18N = True
USE_TZ = True

# Files

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "styrmodell.static_files.StaticFiles"},
}

# Login

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
CSRF_FAILURE_VIEW = "plans.admin.kept.csrf_failed"  # what was typed before a new login is not lost
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
SESSION_COOKIE_AGE = 10 * 60 * 60  # a working day, counted from the login
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of its own

# Login with the municipality's own accounts, and two factors: the `auth` extra

OIDC_SERVER_URL = env("OIDC_SERVER_URL", default="")
OIDC_CLIENT_ID = env("OIDC_CLIENT_ID", default="")
OIDC_CLIENT_SECRET = env("OIDC_CLIENT_SECRET", default="")
HAS_SINGLE_SIGN_ON = environment.has_single_sign_on(
    OIDC_SERVER_URL=OIDC_SERVER_URL, OIDC_CLIENT_ID=OIDC_CLIENT_ID, OIDC_CLIENT_SECRET=OIDC_CLIENT_SECRET
)
if HAS_SINGLE_SIGN_ON:
    INSTALLED_APPS += [
        "allauth",
        "allauth.account",
        "allauth.mfa",
        "allauth.socialaccount",
        "allauth.socialaccount.providers.openid_connect",
    ]
    MIDDLEWARE += ["allauth.account.middleware.AccountMiddleware"]
    ACCOUNT_ADAPTER = "styrmodell.single_sign_on.adapters.Accounts"
    ACCOUNT_EMAIL_VERIFICATION = "none"  # the provider verifies; the portal sends no mail
    SOCIALACCOUNT_ADAPTER = "styrmodell.single_sign_on.adapters.MunicipalAccounts"
    SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # an account is found by the address that the provider has verified
    SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
    SOCIALACCOUNT_LOGIN_ON_GET = True  # a form that led to another host would need a wider security policy
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "kommunen",
                    "name": "Kommunens konto",
                    "client_id": OIDC_CLIENT_ID,
                    "secret": OIDC_CLIENT_SECRET,
                    "settings": {"server_url": OIDC_SERVER_URL},
                }
            ],
        }
    }
    MFA_ALLOW_UNVERIFIED_EMAIL = True
    MFA_TOTP_ISSUER = "Styrmodellen"

# Where readers report what they cannot use; the accessibility statement says so where nothing is given.

ACCESSIBILITY_CONTACT_EMAIL = env("ACCESSIBILITY_CONTACT_EMAIL", default="")
ACCESSIBILITY_CONTACT_URL = env("ACCESSIBILITY_CONTACT_URL", default="")
ACCESSIBILITY_CONTACT_PHONE = env("ACCESSIBILITY_CONTACT_PHONE", default="")

# Safety

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# HTTPS=on says that a web server in front of this one ends TLS, is the only way in, and itself sets
# X-Forwarded-Proto and ends X-Forwarded-For with the visitor's address, whatever the visitor sent.
HAS_SERVER_IN_FRONT = env.bool("HTTPS", default=False)
if HAS_SERVER_IN_FRONT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^status/$"]  # a load balancer asks from within, without TLS
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_NAME = "__Host-session"
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-csrf"
    CSRF_COOKIE_SECURE = True

# Everything worth telling goes to stderr.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"one_line": {"()": "styrmodell.unavailable.OneLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["one_line"]}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"django": {"level": "INFO"}},
}
