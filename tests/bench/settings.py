"""The platform as it is, with the bare views beside it."""

from config.settings import *  # noqa: F403

REQUEST_LIMIT = "1000000/minute"
ROOT_URLCONF = "tests.bench.urls"
