"""Settings, all from the environment: the demo fills in what is unset, production names what it misses."""

import logging
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF

from config import addresses, api, broker, doors, logs, mail, phone

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
EVENHAND_HOME = Path(env.str("EVENHAND_HOME", default=str(BASE_DIR / "var"))).absolute()

# production: nothing is filled in · demo: the samples, simulators and sign-ins of the demonstration · test: the suite
MODE: str = env.str("EVENHAND_MODE", default="production")
DEMO = MODE == "demo"
DEBUG = False

SECRET_KEY: str = env.str("SECRET_KEY")
FIELD_KEYS: str = env.str("FIELD_KEYS")
SEAL_KEYS: str = env.str("SEAL_KEYS")
PUBLIC_BASE_URL: str = env.str("PUBLIC_BASE_URL")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
# Where browsers hear that what they show has moved; the demonstration's own process listens at the next port.
LIVE_URL: str = env.str("LIVE_URL", default=addresses.live_url(PUBLIC_BASE_URL, beside=DEMO))
LIVE_ORIGINS = addresses.origins(PUBLIC_BASE_URL, ALLOWED_HOSTS)
METRICS_TOKEN: str = env.str("METRICS_TOKEN", default="")
METRICS_FOLDER: str = env.str("PROMETHEUS_MULTIPROC_DIR", default="")  # the name is the library's

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "django_structlog",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "rest_framework",
    "drf_spectacular",
    "config",
    "services.record",
    "services.parity",
    "services.look",
    "services.catalogue",
    "services.people",
    "services.casework",
    "services.notices",
    "services.spots",
    "services.assisted",
    "services.office",
    "services.api",
    "channels_web",
    "channels_phone",
    "channels_phone.gateways",
    "citizen_spots",
]

MIDDLEWARE = [
    "config.logs.Requests",
    "config.logs.named",
    "config.metrics.counted",
    "services.record.clock.middleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.headers.guarded",
    # Of staff alone: whoever has no session and asks for none is not touched by these three.
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "channels_web.middleware.Doors",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "services.look.jinja.environment"},
    }
]
THEME: str = env.str("THEME", default=str(BASE_DIR / "services" / "look" / "themes" / "evenhand"))
CSRF_FAILURE_VIEW = "config.doors.csrf_failed"
FILE_UPLOAD_HANDLERS = ["channels_web.uploads.Bounded"]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

DATABASES = {
    # The runtime role: it may not rewrite the ledger.
    "default": env.db_url("DATABASE_URL"),
    # Migrations, and the cleaning of tests.
    "owner": env.db_url("DATABASE_OWNER_URL"),
}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# 0 is no pool: a worker of Celery would open and close one for every task, at twice the price of a connection.
if most := env.int("DATABASE_POOL", default=8):
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": most, "timeout": 10}
DATABASES["default"]["TEST"] = {"MIRROR": "owner"}  # one test database, seen as both roles
REDIS_URL: str = env.str("REDIS_URL")
REDIS_OPTIONS = broker.client_options(REDIS_URL)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": REDIS_OPTIONS,
    }
}

# Pages are our own, and nothing in them is inline: no script, no style, no hash (look.md).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF],  # what people said in a call, at the desk
        "connect-src": [SELF, addresses.origin(LIVE_URL)],  # older browsers take 'self' for http alone
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
# Over https everything is; the demonstration on this machine speaks http.
SECURE = PUBLIC_BASE_URL.startswith("https://")
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

LOGGING = logs.LOGGING
logs.configure()
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = None
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG  # one line a request is enough

# A Redis that is away must not hold up a request; what it loses, the sweep finds again.
CELERY_BROKER_URL = broker.broker_url(REDIS_URL)
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": broker.SECONDS,
    "socket_connect_timeout": broker.SECONDS,
    "interval_start": 0,
    "max_retries": 1,
    "visibility_timeout": 300,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for its Redis as long as it takes
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(EVENHAND_HOME / "beat")
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "sweep": {"task": "services.record.tasks.sweep", "schedule": 5.0, "options": {"expires": 60}},
    "seal": {"task": "services.record.tasks.seal", "schedule": 60.0, "options": {"expires": 60}},
    "sign": {"task": "services.record.tasks.sign", "schedule": 600.0, "options": {"expires": 600}},
    "expire_drafts": {"task": "services.casework.tasks.expire_drafts", "schedule": 600.0, "options": {"expires": 600}},
    "extend_calendars": {"task": "services.catalogue.tasks.extend_calendars", "schedule": 24 * 3600.0},
    "forget_sessions": {"task": "services.office.tasks.forget_sessions", "schedule": 3600.0},
    "work_on_jobs": {
        "task": "services.office.tasks.work_on_what_was_left",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "erase_documents": {"task": "services.casework.tasks.erase_documents", "schedule": 600.0},
    "forget_replies": {"task": "services.api.tasks.forget_replies", "schedule": 3600.0},
    "fetch_pictures": {"task": "channels_phone.tasks.fetch_pictures", "schedule": 5.0, "options": {"expires": 5}},
    "collect_recordings": {
        "task": "channels_phone.tasks.collect_recordings",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "settle_recordings": {"task": "channels_phone.tasks.settle_recordings", "schedule": 60.0},
    "close_past_days": {"task": "services.spots.tasks.close_past_days", "schedule": 3600.0},
    "look_after_the_desk": {"task": "channels_phone.tasks.look_after_the_desk", "schedule": 60.0},
    "place_calls": {"task": "channels_phone.tasks.place_calls", "schedule": 5.0, "options": {"expires": 5}},
    "forget_messages": {"task": "channels_phone.tasks.forget_messages", "schedule": 3600.0},
    "roll_up_figures": {"task": "services.casework.tasks.roll_up_figures", "schedule": 3600.0},
    "keep_files": {"task": "services.casework.tasks.keep_files", "schedule": 24 * 3600.0},
    "claim_due": {"task": "services.casework.tasks.claim_due", "schedule": 60.0, "options": {"expires": 60}},
    "forget_texts": {"task": "channels_phone.gateways.tasks.forget", "schedule": 3600.0},
    "look_after_notices": {"task": "services.notices.tasks.look_after", "schedule": 60.0, "options": {"expires": 60}},
}
# How long a worker may be at one delivery before it counts as dead; every outside call ends well before.
DELIVERY_LEASE_SECONDS = 60
# Of one address, which a whole town hall may share; what guards secrets is narrower.
REQUEST_LIMIT: str = env.str("REQUEST_LIMIT", default="1200/minute")
# Where each request is signed: all messages come from the few addresses of a gateway, and are limited by number.
SIGNED_PATHS = ("/phone/sms", "/phone/voice", "/phone/status/")
# Of one system at the API, and there of one address without a token.
API_LIMIT: str = env.str("API_LIMIT", default="600/minute")
REST_FRAMEWORK = {**api.REST_FRAMEWORK, "NUM_PROXIES": int(BEHIND_PROXY)}
SPECTACULAR_SETTINGS = api.SPECTACULAR
DRAFT_DAYS = env.int("DRAFT_DAYS", default=30)
DOCUMENTS_FOLDER = EVENHAND_HOME / "documents"
# One file for each signed seal, to be published elsewhere too.
SEALS_FOLDER = EVENHAND_HOME / "seals"
# Where letters lie that are ready for the post, one file each; whoever posts them takes them away.
LETTERS_FOLDER = EVENHAND_HOME / "letters"
DOCUMENT_BYTES = env.int("DOCUMENT_BYTES", default=10 * 1024 * 1024)
DOCUMENT_SCANNER: str = env.str("DOCUMENT_SCANNER", default="services.casework.scanning.none")
CLAMD_ADDRESS: str = env.str("CLAMD_ADDRESS", default="127.0.0.1:3310")

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# How long a session lasts stands in services.office.sessions; it ends with the browser too.
SESSION_ENGINE = "services.office.sessions"
SESSION_COOKIE_NAME = "evenhand_staff"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
LOGIN_URL, LOGIN_REDIRECT_URL = "account_login", "office:home"
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)
ACCOUNT_ADAPTER = "services.office.signing_in.adapters.Accounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # nobody signs up; allauth wants it to fit the line above
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # whoever made the account vouches for the address
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "services.office.signing_in.forms.SignIn",
    "reauthenticate": "services.office.signing_in.forms.Password",
}
MFA_ADAPTER = "services.office.signing_in.adapters.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # the code before and the one after: RFC 6238, section 5.2
MFA_FORMS = {
    "authenticate": "services.office.signing_in.forms.Code",
    "reauthenticate": "services.office.signing_in.forms.CodeAgain",
    "activate_totp": "services.office.signing_in.forms.App",
    "add_webauthn": "services.office.signing_in.forms.Key",
    "authenticate_webauthn": "services.office.signing_in.forms.KeyUse",
    "reauthenticate_webauthn": "services.office.signing_in.forms.KeyAgain",
}
# A provider of the authority at which staff sign in: {"name", "server_url", "client_id", "secret"}; unset is none.
STAFF_OIDC: dict[str, str] = env.json("STAFF_OIDC", default={})
SOCIALACCOUNT_ADAPTER = "services.office.signing_in.adapters.Providers"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form may lead to our own addresses only, and a provider has others
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": doors.provider(STAFF_OIDC), "OAUTH_PKCE_ENABLED": True}}
LANGUAGE_CODE = "en"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English"), ("pt", "Português")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
# The zone in which the authority counts days (design.md: stored in UTC, counted in the authority's zone).
AUTHORITY_TIME_ZONE: str = env.str("AUTHORITY_TIME_ZONE", default="Asia/Ho_Chi_Minh")
# By whose holidays it counts where a service does not say: a code of services.catalogue.calendars.
AUTHORITY_CALENDAR: str = env.str("AUTHORITY_CALENDAR", default="VN")

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "build" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # services.look.assets writes the manifest that this storage reads.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}

# Who may call the webhooks of Twilio: its account's token, and the next one while they change; without one, nobody.
TWILIO_AUTH_TOKEN: str = env.str("TWILIO_AUTH_TOKEN", default="" if MODE == "production" else f"demo {SECRET_KEY}")
TWILIO_AUTH_TOKEN_SECONDARY: str = env.str("TWILIO_AUTH_TOKEN_SECONDARY", default="")
# The doors: name → dotted path of the Channel class, imported on first use.
CHANNELS: dict[str, str] = {
    "web": "channels_web.channel.Web",
    "sms": "channels_phone.sms.channel.Sms",
    "voice": "channels_phone.voice.channel.Voice",
}
# Mail to the people; unset in production is none, in the demonstration a folder, one file each. See docs/operations.md.
EMAIL_URL: str = env.str("EMAIL_URL", default="" if MODE == "production" else "filemail://")
vars().update(mail.settings_of(EMAIL_URL, EVENHAND_HOME / "mail"))
EMAIL_TIMEOUT = 4  # seconds a step; all of them together end within a lease
NOTICES_FROM: str = env.str("NOTICES_FROM", default="")
# Texts and calls, by the country of a number ("*" for all others): which gateway, as which sender. See docs/phone.md.
PHONE_GATEWAY_OF: dict[str, str] = env.json("PHONE_GATEWAY_OF", default={"*": "console"} if DEMO else {})
PHONE_SENDERS: dict[str, str] = env.json("PHONE_SENDERS", default={"*": "+12025550122"} if DEMO else {})
PHONE_TEXT_PRICE = phone.prices(env.json("PHONE_TEXT_PRICE", default={}))
PHONE_SENDER_RATE: str = env.str("PHONE_SENDER_RATE", default="60/minute")
# Our own numbers as pages name them, in E.164; "" is not named.
PHONE_TEXT_TO, PHONE_CALL_TO = (
    env.str(name, default="+12025550199" if DEMO else "") for name in ("PHONE_TEXT_TO", "PHONE_CALL_TO")
)
# Numbers of ours that are never answered: who rings there is called back, and pays nothing.
PHONE_RING_ONCE: list[str] = env.list("PHONE_RING_ONCE", default=["+12025550124"] if DEMO else [])
phone.ours(PHONE_TEXT_TO=[PHONE_TEXT_TO], PHONE_CALL_TO=[PHONE_CALL_TO], PHONE_RING_ONCE=PHONE_RING_ONCE)
# When people are at the telephone, and how many they call back in half an hour; holidays are those of the calendar.
PHONE_DESK: dict[str, Any] = env.json(
    "PHONE_DESK", default={"weekdays": [0, 1, 2, 3, 4], "from": "08:00", "until": "17:00", "capacity": 4}
)
PHONE_TIMEOUT = 8.0  # seconds to be connected, and as many to be answered: together they end within a lease
TWILIO_ACCOUNT_SID: str = env.str("TWILIO_ACCOUNT_SID", default="")
PHONE_GATEWAYS = phone.gateways(simulated=DEMO and not TWILIO_ACCOUNT_SID)
TWILIO_API_BASE: str = env.str("TWILIO_API_BASE", default="")
AGGREGATOR_URL: str = env.str("AGGREGATOR_URL", default="")
AGGREGATOR_KEY: str = env.str("AGGREGATOR_KEY", default="")
AGGREGATOR_SECRET: str = env.str("AGGREGATOR_SECRET", default="")
AGGREGATOR_SECRET_SECONDARY: str = env.str("AGGREGATOR_SECRET_SECONDARY", default="")
phone.check(PHONE_GATEWAY_OF, PHONE_SENDERS, vars(), production=MODE == "production")
# How notices go out: a way of contact plans → the dotted path of its callable, see services/notices/ways.
NOTICE_WAYS: dict[str, str] = {
    **({"email": "services.notices.ways.email.send"} if EMAIL_URL else {}),
    **({"sms": "channels_phone.gateways.sending.notice"} if PHONE_GATEWAY_OF else {}),
    "post": "services.notices.ways.post.send",
}

# Who carries a code to a telephone: a way → the dotted path of its callable, see services/people/proving/carriers.
PROOF_CARRIERS: dict[str, str] = phone.carriers(PHONE_GATEWAY_OF)
# The register that knows where people live, see services/people/proving/registers; without one no PIN letter.
RESIDENTS: str = env.str(
    "RESIDENTS", default="" if MODE == "production" else "services.people.proving.fictional_residents.resident"
)

TELL = {"tell": "services.notices.subscribers.tell"}
# Who hears of what: the kind of an event → the name of each subscriber and its dotted path.
SUBSCRIPTIONS: dict[str, dict[str, str]] = {
    "application.expired": {"erase_documents": "services.casework.documents.erase_of_event"},
    "proof.asked": {"send": "services.casework.proof_room.send_of_event"},
    "letter.written": {"print": "services.casework.print_room.print_of_event"},
    "appeal.upheld": {"reopen": "services.casework.subscribers.appeal_upheld"},
    "limit.lengthened": {"take_up_again": "services.casework.subscribers.limit_lengthened", **TELL},
    "outage.ended": {"lengthen": "services.casework.subscribers.outage_ended"},
    "outputs.ordered": {"issue": "services.casework.outputs.issuing.issue_electronic"},
    "output.sent": {"print": "services.casework.print_room.print_output_of_event", **TELL},
    "output.issued": TELL,
    "output.ready": TELL,
    "application.submitted": TELL,
    "case.step": TELL,
    "case.reopened": TELL,
    "case.merged": TELL,
    "case.closed": TELL,
    "decision.made": TELL,
    "decision.appealed": TELL,
    "request.made": TELL,
    "request.withdrawn": TELL,
    "request.lapsed": TELL,
    "deadline.promised": TELL,
    "deadline.extended": TELL,
    "deadline.lapsed": TELL,
    "party.invited": {"invite": "services.notices.subscribers.invite"},
    "party.confirmed": TELL,
    "party.refused": TELL,
    "party.silent": TELL,
    "service.offered": TELL,
    "contact.chosen": {"tell": "services.notices.subscribers.contact_chosen"},
    "notice.written": {"send": "services.notices.sending.send"},
}
# Who is asked before a version is published: dotted paths of callables, see services/catalogue/gates.py.
PUBLISHING_GATES: list[str] = ["services.catalogue.provisions.gate"]
# What rooms above casework add to a person's whole file: its name → a callable (application, language) → plain data.
PERSON_FILE: dict[str, str] = {"messages": "services.notices.queries.exported"}
