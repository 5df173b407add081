"""Settings for tools that read the code and never connect to anything."""

import os

for name, value in {
    "SECRET_KEY": "for reading the code only, never for running it: nothing is signed with this",
    "FIELD_KEYS": "none:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "SEAL_KEYS": "none:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "PUBLIC_BASE_URL": "https://evenhand.example",
    "DATABASE_URL": "postgresql://nobody@/nothing",
    "DATABASE_OWNER_URL": "postgresql://nobody@/nothing",
    "REDIS_URL": "unix:///nowhere",
}.items():
    os.environ.setdefault(name, value)

from config.settings import *  # noqa: E402, F403 -- settings read the environment, so it is filled in before

DATABASES = {alias: {"ENGINE": "django.db.backends.dummy"} for alias in ("default", "owner")}
