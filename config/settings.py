"""Settings, all from the environment: the demo fills in what is unset, production names what it misses."""

from pathlib import Path

import environ

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
EVENHAND_HOME = Path(env.str("EVENHAND_HOME", default=str(BASE_DIR / "var"))).absolute()

# production: nothing is filled in · demo: the samples, simulators and sign-ins of the demonstration · test: the suite
MODE: str = env.str("EVENHAND_MODE", default="production")
DEMO = MODE == "demo"
DEBUG = False

SECRET_KEY: str = env.str("SECRET_KEY")
FIELD_KEYS: str = env.str("FIELD_KEYS")
PUBLIC_BASE_URL: str = env.str("PUBLIC_BASE_URL")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "config",
    "services.record",
    "services.parity",
    "services.look",
    "services.catalogue",
    "services.people",
    "services.casework",
    "channels_web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

DATABASES = {
    # The runtime role: it may not rewrite the ledger.
    "default": env.db_url("DATABASE_URL"),
    # Migrations, and the cleaning of tests.
    "owner": env.db_url("DATABASE_OWNER_URL"),
}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
    "min_size": 1,
    "max_size": env.int("DATABASE_POOL", default=8),
    "timeout": 10,
}
DATABASES["default"]["TEST"] = {"MIRROR": "owner"}  # one test database, seen as both roles
REDIS_URL: str = env.str("REDIS_URL")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

AUTH_USER_MODEL = "people.User"
LANGUAGE_CODE = "en"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English"), ("pt", "Português")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
# The zone in which the authority counts days (design.md: stored in UTC, counted in the authority's zone).
AUTHORITY_TIME_ZONE: str = env.str("AUTHORITY_TIME_ZONE", default="Asia/Ho_Chi_Minh")

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "build" / "static"

# The doors: name → dotted path of the Channel class, imported on first use.
CHANNELS: dict[str, str] = {"web": "channels_web.channel.Web"}
# Who is asked before a version is published: dotted paths of callables, see services/catalogue/gates.py.
PUBLISHING_GATES: list[str] = []
