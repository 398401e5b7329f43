"""Settings, all from the environment, safe by default.

`FOREBILD_ENV` is `development` (the default), `test` or `production`.
"""

import json
import os
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from award.site.logs import configure_logs

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("FOREBILD_VAR", BASE_DIR / "var"))
ENVIRONMENT = os.environ.get("FOREBILD_ENV", "development")
PRODUCTION = ENVIRONMENT == "production"
DEBUG = ENVIRONMENT == "development"

SECRET_KEY = os.environ.get("SECRET_KEY", "" if PRODUCTION else "development-only-not-a-secret")
# Outside the database, and backed up apart from it: see "The key" in docs/operations.md.
KEY_FILE = Path(os.environ.get("FOREBILD_KEY_FILE") or VAR_DIR / "keys" / "forebild.key")
ALLOWED_HOSTS = [
    host.strip()
    for host in os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,testserver").split(",")
]
SITE_URL = os.environ.get("SITE_URL", "http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https") else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sites",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "award.programme",
    "award.log",
    "award.mail",
    "award.limits",
    "award.people",
    "award.rules",
    "award.desk",
    "award.site",
    "nominations",
    "voting.jury",
    "voting.ballots",
    "voting.results",
    "voting.complaints",
    "voting.rehearsal",
]

MIDDLEWARE = [
    "award.site.middleware.MachinesMiddleware",
    "award.site.shared_pages.SharedPagesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "award.site.middleware.SizesMiddleware",
    "award.site.middleware.CharsetsMiddleware",
    "award.site.middleware.DeadlineMiddleware",
    "award.site.middleware.MethodsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "award.site.middleware.PermissionsPolicyMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "award.people.sessions.OwnRoomsMiddleware",
    "award.site.middleware.SignedInMiddleware",
    "award.site.middleware.NotFoundMiddleware",
    "award.site.middleware.CapitalsMiddleware",
]

# How long a page that is the same for everybody is shown from memory; 0: never.
SHARED_PAGE_SECONDS = float(
    os.environ.get("SHARED_PAGE_SECONDS", "0" if ENVIRONMENT == "test" else "1")
)
REQUEST_SECONDS = int(os.environ.get("REQUEST_SECONDS", "30"))  # 0: as long as it takes
# Without its files; `award.site.sizes` has what each address takes with them.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 5

ROOT_URLCONF = "award.urls"
DEFAULT_EXCEPTION_REPORTER = "award.site.views.faults.Reporter"
WSGI_APPLICATION = "award.wsgi.application"
SITE_ID = 1

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "award.site.context.site",
            ],
        },
    }
]


def _database(url: str) -> dict[str, object]:
    """A socket's folder stands in `?host=`, as libpq has it."""
    found = dj_database_url.parse(url, conn_health_checks=True)
    options = found.pop("OPTIONS", {})
    host = options.pop("host", found.pop("HOST"))
    return {
        **found,
        "HOST": host,
        "OPTIONS": {**options, **_limits(), **_pool()},
        # A pooler that gives each transaction another connection keeps no cursor between two.
        "DISABLE_SERVER_SIDE_CURSORS": os.environ.get("DATABASE_POOLER") == "1",
    }


def _limits() -> dict[str, object]:
    """For what answers people: no statement, and no lock that is waited for, keeps a page for longer.

    A transaction in which our own program counts may rest for four times as long.
    """
    seconds = int(os.environ.get("DATABASE_TIMEOUT", "0"))
    rest = f"-c idle_in_transaction_session_timeout={4 * seconds}s"
    return {"options": f"-c statement_timeout={seconds}s {rest}"} if seconds else {}


def _pool() -> dict[str, object]:
    """A pool for each web process; Celery closes pools between tasks and goes without.

    With no database a page waits for three seconds: /healthz stands behind it in the same threads,
    and whoever asks after our health waits for four.
    """
    size = int(os.environ.get("DATABASE_POOL", "0"))
    return {"pool": {"min_size": 1, "max_size": size, "timeout": 3}} if size else {}


# What was erased, by number: gone through again after a restore, so it is backed up apart.
ERASED_LIST = VAR_DIR / "erased" / "list.jsonl"
DATABASES = {"default": _database(os.environ.get("DATABASE_URL") or "postgresql:///award")}
# As whom `migrate` works, where it is not the role that serves: see docs/operations.md.
DATABASE_OWNER_URL = os.environ.get("DATABASE_OWNER_URL", "")
DATABASE_OWNER = _database(DATABASE_OWNER_URL) if DATABASE_OWNER_URL else None
REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379")
# Only the account package counts in it: in the database, so that its limits hold with Valkey away.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "limits_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Person"

CSRF_FAILURE_VIEW = "award.site.views.stale.refused"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_NAME = "__Host-sessionid" if PRODUCTION else "sessionid"
KNOWN_COOKIE_NAME = "__Host-known" if PRODUCTION else "known"
VOTES_COOKIE_NAME = "__Host-votes" if PRODUCTION else "votes"
ORDER_COOKIE_PREFIX = "__Host-order-" if PRODUCTION else "order-"
CSRF_COOKIE_NAME = "__Host-csrftoken" if PRODUCTION else "csrftoken"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_HSTS_SECONDS = 63072000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
HOSTED_BY = os.environ.get(
    "HOSTED_BY", ""
)  # who runs the server for the organisation, if not itself
SUPERVISORY_AUTHORITY = os.environ.get(
    "SUPERVISORY_AUTHORITY", "Integritetsskyddsmyndigheten (IMY), imy@imy.se, www.imy.se"
)
SITE_NAME = os.environ.get("SITE_NAME", "Förebild")
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "front"
ACCOUNT_ADAPTER = "award.people.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "award.people.forms.signing_in.AddressForm",
    "confirm_login_code": "award.people.forms.signing_in.CodeForm",
    "request_login_code": "award.people.forms.signing_in.AskForCodeForm",
    "add_email": "award.people.forms.signing_in.MoreAddressForm",
    "confirm_email_verification_code": "award.people.forms.signing_in.NewAddressCodeForm",
}
SIGN_IN_CODE_SECONDS = 10 * 60
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = SIGN_IN_CODE_SECONDS
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = SIGN_IN_CODE_SECONDS
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
# What is ours stands in award.people.domain.signing_in; the rest by account a day as well as a minute.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": None,
    "login_failed": "10/m/ip,5/5m/key,30/d/key",
    "reauthenticate": "10/m/user,60/d/user",
    "manage_email": "10/m/user,30/d/user",
    "confirm_email": "1/10s/key,5/d/key",
}
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SITE_URL.startswith("https") else "http"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
# Whether owners and organisers need a passkey or an app before they see the desk.
KEYS_REQUIRED = os.environ.get("KEYS_REQUIRED", "1" if PRODUCTION else "0") == "1"
MFA_ADAPTER = "award.people.seeds.SeedsAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_FORMS = {
    "add_webauthn": "award.people.passkeys.PasskeyForm",
    "edit_webauthn": "award.people.passkeys.RenameForm",
    "activate_totp": "award.people.forms.signing_in.AuthenticatorForm",
    "authenticate": "award.people.forms.signing_in.SecondStepForm",
    "reauthenticate": "award.people.forms.signing_in.OnceMoreForm",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
USERSESSIONS_TRACK_ACTIVITY = True
# [{"provider_id": "entra", "name": "Microsoft", "client_id": …, "secret": …, "settings": {"server_url": …}}]
OIDC_PROVIDERS = json.loads(os.environ.get("OIDC_PROVIDERS", "[]"))
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": OIDC_PROVIDERS,
        "provider_class": "award.people.providers.DiscreetProvider",
        "OAUTH_PKCE_ENABLED": True,
    }
}
# The form that starts such a sign-in is redirected to the provider, which form-action must allow;
# "origins" in a provider's settings names more that it redirects to, as brokers do.
PROVIDER_ORIGINS = sorted(
    {
        "{0.scheme}://{0.netloc}".format(urlsplit(address))
        for p in OIDC_PROVIDERS
        for address in (p["settings"]["server_url"], *p["settings"].get("origins", ()))
    }
)
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_ADAPTER = "award.people.providers.ProviderAdapter"
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT", "0"))

# A large workplace, or a school: so many may vote from one address in half an hour without noticing any limit.
VOTERS_BEHIND_ONE_ADDRESS = int(os.environ.get("VOTERS_BEHIND_ONE_ADDRESS", "200"))

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]
LOCALE_PATHS = sorted((BASE_DIR / "locale").glob("*"))
# "von,af": what is passed over where a name begins with it, so that "von Platen" stands at P. Nothing: at v.
PARTICLES_PASSED_OVER = tuple(filter(None, os.environ.get("PARTICLES_PASSED_OVER", "").split(",")))
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False
if PRODUCTION:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *PROVIDER_ORIGINS],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}

DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "Förebild <no-reply@localhost>")
EMAIL_HOST = os.environ.get("EMAIL_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "8025"))

EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "1" if PRODUCTION else "0") == "1"
EMAIL_TIMEOUT = 15
MAIL_PER_MINUTE = int(
    os.environ.get("MAIL_PER_MINUTE", "1500")
)  # 0: as fast as the server takes it
MAIL_SENDERS = int(os.environ.get("MAIL_SENDERS", "8"))  # connections to it, each kept open

CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "socket_connect_timeout": 0.5,
    "socket_timeout": 5,
    # Whoever nudges a dead broker goes on at once: the pause between two tries is 2 s by default.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULER = "award.mail.beating:Clockwork"

LOGGING_CONFIG = None
configure_logs(
    as_json=PRODUCTION, level=os.environ.get("LOG_LEVEL", "INFO" if PRODUCTION else "WARNING")
)
