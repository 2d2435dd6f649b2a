"""Django settings. The command line names the database (DATABASE_URL) and the key file (THIDUA_KEYS)."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

BASE_DIR = Path(__file__).resolve().parent
PROJECT_DIR = Path(os.environ.get("THIDUA_HOME", BASE_DIR.parent.parent))
LAW_DIR = PROJECT_DIR / "law"
# Figures of a published article to show beside a season, where the installation has them.
ARTICLE = Path(os.environ["THIDUA_ARTICLE"]) if os.environ.get("THIDUA_ARTICLE") else None
# Certificates (PEM) whose holders' signatures on papers are trusted; none without a folder.
TRUSTED_ROOTS = Path(os.environ["THIDUA_TRUSTED_ROOTS"]) if os.environ.get("THIDUA_TRUSTED_ROOTS") else None
KEYS_FILE = os.environ.get("THIDUA_KEYS", "")


def database(url: str) -> dict[str, object]:
    """Django's form of a postgresql:// address; a socket folder may stand in `?host=`."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "thidua",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [unquote(parts.hostname or "")])[0],
        "PORT": str(parts.port or query.get("port", [""])[0] or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # The history's triggers read this setting for every row; where it is not set, each read is an error
        # that rolls back a subtransaction (measured: half the time of a season's run).
        "OPTIONS": {"options": "-c pgtrigger.ignore={}"},
    }


DATABASES = {"default": database(os.environ.get("DATABASE_URL", "postgresql:///thidua"))}

# Sessions of a web server must survive its restart: the key file gives the key. Commands need none.
# Where the QR of a certificate leads: the address under which the public reaches this installation.
PUBLIC_URL = os.environ.get("THIDUA_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")

HTTPS = PUBLIC_URL.startswith("https://")
# Reverse proxies of ours in front: the address of a visitor is so many places from the end of what they pass on.
PROXIES = int(os.environ.get("THIDUA_PROXIES", "0"))
# Whether whoever holds a right must sign in with a code as well; whatever is not "offered" is required.
TOTP = os.environ.get("THIDUA_TOTP", "required")
# How long a public page is kept for anonymous readers; 0 for not at all.
PAGE_SECONDS = int(os.environ.get("THIDUA_PAGE_SECONDS", "20"))

# Prices and weather: which sources may be asked (none: nothing goes out), the key of one, the place of the weather,
# inner addresses that may be reached all the same, other addresses of sources (`name=address`, parted by blanks).
FEEDS = os.environ.get("THIDUA_FEEDS", "")
OPENWEATHER_KEY = os.environ.get("THIDUA_OPENWEATHER_KEY", "")
WEATHER_PLACE = os.environ.get("THIDUA_WEATHER_PLACE", "21.03,105.55")
FEED_ADDRESSES = os.environ.get("THIDUA_FEED_ADDRESSES", "")
FEED_URLS = os.environ.get("THIDUA_FEED_URLS", "")

SECRET_KEY = os.environ.get("THIDUA_SECRET_KEY") or secrets.token_urlsafe(48)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("THIDUA_HOSTS", "127.0.0.1,localhost").split(",")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.postgres",  # indexes over expressions
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "thidua.audit",
    "thidua.registry",
    "thidua.access",
    "thidua.flow",
    "thidua.personnel",
    "thidua.documents",
    "thidua.honours",
    "thidua.movements",
    "thidua.initiatives",
    "thidua.intake",
    "thidua.eligibility",
    "thidua.nominations",
    "thidua.councils",
    "thidua.decisions",
    "thidua.conferences",
    "thidua.publishing",
    "thidua.web",
]
AUTH_USER_MODEL = "access.User"
MIDDLEWARE = [
    "thidua.web.shell.page_cache.PublicPages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "thidua.web.shell.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "thidua.web.shell.middleware.SlidingSession",
    "thidua.web.shell.middleware.SecondStepFirst",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
WEB_AREAS = ("shell", "office", "unit", "portal")
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "web" / "shell" / "static"]
WHITENOISE_USE_FINDERS = True
LOGIN_URL = "sign_in"
CSRF_FAILURE_VIEW = "thidua.web.shell.views.forged"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = HTTPS
# A proxy that ends TLS passes plain requests on: the public address says where forms come from.
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if HTTPS else []
SESSION_ENGINE = "thidua.web.shell.sessions"
SESSION_COOKIE_AGE = (
    30 * 60
)  # from the last request; web/shell/sessions.py ends it after eight hours in any case
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
ROOT_URLCONF = "thidua.web.urls"
WSGI_APPLICATION = "thidua.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "web" / area / "templates" for area in WEB_AREAS],
        "OPTIONS": {
            "builtins": ["thidua.web.shell.templatetags.vietnamese"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thidua.web.shell.context.shell",
            ],
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# One context row a transaction is the audit log's work here, not the history's.
PGHISTORY_APPEND_ONLY = True
