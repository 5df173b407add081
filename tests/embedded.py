"""A pytest plugin, loaded before the settings: the tests' own engines, unless the environment names servers."""

import os

from config.environment import BASE_DIR, prepare

os.environ["EVENHAND_MODE"] = "test"
os.environ.setdefault("EVENHAND_HOME", str(BASE_DIR / "var" / "test"))
prepare(volatile=True)

# Each worker of a parallel run has a Redis database of its own, as it has a PostgreSQL database of its own.
worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
os.environ["REDIS_URL"] = os.environ["REDIS_URL"].partition("?")[0] + f"?db={int(worker) % 15}"
