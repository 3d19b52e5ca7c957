"""Settings that hold for every community. What differs between towns stands in their community.toml."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from wijkplein.installation import secret_key, served_over_plain_http

BASE_DIR = Path(__file__).resolve().parent
PLAIN_HTTP = served_over_plain_http()

DEBUG = False
SECRET_KEY = secret_key()
ALLOWED_HOSTS = ["*"]  # the list of hosts is the list of communities: community_by_host answers 421
ROOT_URLCONF = "wijkplein.urls"
WSGI_APPLICATION = "wijkplein.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "wijkplein.foundation.community",
    "wijkplein.foundation.privacy",
    "wijkplein.foundation.verbs",
    "wijkplein.foundation.areas",
    "wijkplein.foundation.people",
    "wijkplein.foundation.signing_in",
    "wijkplein.foundation.themes",
    "wijkplein.foundation.receipts",
    "wijkplein.foundation.commitments",
    "wijkplein.foundation.threads",
    "wijkplein.foundation.notices",
    "wijkplein.foundation.search",
    "wijkplein.foundation.look",
    "wijkplein.delen.square",
    "wijkplein.delen.signals",
    "wijkplein.web",
    "wijkplein.demo",
]
# A room that is not built yet is not there; the list above is the order of the floors.
INSTALLED_APPS = [
    app
    for app in INSTALLED_APPS
    if not app.startswith("wijkplein.") or (BASE_DIR.parent / (app.replace(".", "/") + "/apps.py")).exists()
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "wijkplein.foundation.look.middleware.content_policy",
    "wijkplein.foundation.look.middleware.not_kept",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wijkplein.foundation.look.middleware.first_screen_style",
    "wijkplein.foundation.community.middleware.community_by_host",
    "wijkplein.foundation.look.languages.in_chosen_language",
    "wijkplein.web.middleware.clear_refusals",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "wijkplein.foundation.look.unchanged.unchanged",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "wijkplein.foundation.signing_in.middleware.who_is_it",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wijkplein.foundation.signing_in.middleware.desk_guard",
    "wijkplein.web.middleware.opening",
    "wijkplein.foundation.verbs.middleware.doors",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "wijkplein.foundation.look.context.house",
            ],
        },
    }
]
FORM_RENDERER = "wijkplein.foundation.look.forms.HouseRenderer"

# Bound, not routed: the real connection is put in by `opened`; without it every query is refused.
DATABASES = {"default": {"ENGINE": "wijkplein.foundation.community.backends.refusing", "NAME": ""}}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "wijkplein_cache",
        "KEY_FUNCTION": "wijkplein.foundation.community.caching.town_key",
        "OPTIONS": {"MAX_ENTRIES": 200_000},  # Django's 300 would drop budgets and form tokens that still count
    }
}
STORAGES = {
    "default": {"BACKEND": "wijkplein.foundation.community.storage.CommunityStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["wijkplein.foundation.signing_in.backend.HouseBackend"]
SESSION_ENGINE = "wijkplein.foundation.signing_in.sessions"
LOGIN_URL = "/inloggen/"
LOGIN_REDIRECT_URL = "/"
EMAIL_BACKEND = "wijkplein.foundation.community.mailing.TownMailBackend"  # the mail server of the open community

# allauth is the engine behind our own pages in foundation/signing_in; none of its addresses exists (tested).
ACCOUNT_ADAPTER = "wijkplein.foundation.signing_in.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # nobody gets an account before the address was proved by a code
ACCOUNT_RATE_LIMITS = {"login_failed": "10/15m/key"}
MFA_ADAPTER = "wijkplein.foundation.signing_in.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds: clocks of telephones differ a little
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = PLAIN_HTTP  # only the demonstration on loopback

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale_django"]  # ours; and what Django says, in our words
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "foundation" / "look" / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # bytes of form text; photos stream past it
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

# One cookie, after the visitor's own act. `__Host-` needs https; only a demo on loopback goes without.
_PREFIX = "" if PLAIN_HTTP else "__Host-"
SESSION_COOKIE_NAME = f"{_PREFIX}wijkplein"
CSRF_COOKIE_NAME = f"{_PREFIX}csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not PLAIN_HTTP
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "wijkplein.web.errors.stale_form"
SESSION_COOKIE_AGE = 30 * 24 * 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no signed cookie shared by towns

SECURE_SSL_REDIRECT = not PLAIN_HTTP
SECURE_HSTS_SECONDS = 0 if PLAIN_HTTP else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = False  # the name is the municipality's, not ours
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # subdomains and preload: see the line above
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("WIJKPLEIN_BEHIND_PROXY") else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
