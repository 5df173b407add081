"""What the environment must hold before the settings are read; demonstration and tests fill in what is unset."""

import os
from pathlib import Path

from config.engines import manager

BASE_DIR = Path(__file__).resolve().parent.parent


def home() -> Path:
    """The data folder, EVENHAND_HOME or var/ in the checkout."""
    return Path(os.environ.get("EVENHAND_HOME") or BASE_DIR / "var").absolute()


def prepare(*, volatile: bool = False, wait: bool = True) -> None:
    """Start the embedded engines where no server is named, and fill in their addresses and keys.

    In production nothing is filled in. `volatile` engines do not wait for the disk: for tests. Without `wait`
    the caller has to `wait_for_engines` before the first use.
    """
    environment = os.environ
    if environment.get("EVENHAND_MODE", "production") == "production":
        return
    environment.setdefault("PUBLIC_BASE_URL", f"http://127.0.0.1:{environment.get('PORT', '8000')}")
    wanted = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY", "FIELD_KEYS", "SEAL_KEYS")
    if any(name not in environment for name in wanted):
        addresses = manager.ensure(home(), volatile=volatile) if wait else manager.begin(home())
        for name, value in addresses.items():
            environment.setdefault(name, value)


def wait_for_engines() -> None:
    """After `prepare(wait=False)`: return once they answer; raises EnginesFailed."""
    if os.environ["DATABASE_URL"] == manager.begin(home())["DATABASE_URL"]:
        manager.ensure(home())
