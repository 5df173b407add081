"""A real Chromium in front of the real demonstration: web, worker and beat on engines of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from config.engines.waiting import wait_until
from config.environment import BASE_DIR
from tests.processes import free_port

ARTEFACTS = BASE_DIR / "artefacts" / "screenshots"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FILLED_IN = (
    *("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "PUBLIC_BASE_URL"),
    *("SECRET_KEY", "FIELD_KEYS", "SEAL_KEYS"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All on one worker: they share one demonstration."""
    for item in items:
        if Path(item.path).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("There is no Chromium.")
        pytest.skip("There is no Chromium: install it to run the browser tests.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass(frozen=True)
class Demonstration:
    """Where it answers, and the environment its commands want."""

    address: str
    environment: dict[str, str]

    def command(self, *words: str) -> None:
        """What an operator types."""
        subprocess.run([sys.executable, "manage.py", *words], cwd=BASE_DIR, env=self.environment, check=True)

    def played(self, scene: str) -> Any:
        """What a scene of tests.browser.scenes leaves: staff at work, long times gone by; what it says as JSON."""
        code = f"from tests.browser.scenes import {scene}; {scene}()"
        words = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", code]
        said = subprocess.run(words, cwd=BASE_DIR, env=self.environment, check=True, capture_output=True, text=True)
        return json.loads(said.stdout.splitlines()[-1])


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """A demonstration of its own; it ends with the tests, by Ctrl-C."""
    home, port = tmp_path_factory.mktemp("home"), free_port()
    own = {name: value for name, value in os.environ.items() if name not in FILLED_IN}
    own |= {"EVENHAND_HOME": str(home), "EVENHAND_MODE": "demo", "PORT": str(port)}
    with (home / "demo.log").open("wb") as log:
        demo = subprocess.Popen(
            [sys.executable, "manage.py", "demo"], cwd=BASE_DIR, env=own, stdout=log, stderr=log, start_new_session=True
        )
    where = f"http://127.0.0.1:{port}"
    try:
        assert wait_until(lambda: _answers(where) or demo.poll() is not None, 90), (home / "demo.log").read_text()
        yield Demonstration(where, own)
    finally:
        demo.send_signal(signal.SIGINT)
        demo.wait(60)


@pytest.fixture
def visit(chromium: Browser, demonstration: Demonstration) -> Iterator[Callable[..., Page]]:
    """Open a fresh browser: language, width, JavaScript, size of text."""
    contexts: list[BrowserContext] = []

    def open_page(*, width: int = 1280, javascript: bool = True, zoom: int = 1) -> Page:
        # Text at 200 % is a viewport of half the width at twice the scale, as the browser's own zoom does it.
        context = chromium.new_context(
            base_url=demonstration.address,
            viewport={"width": width // zoom, "height": 900},
            device_scale_factor=zoom,
            java_script_enabled=javascript,
        )
        context.add_init_script(AXE_SCRIPT)  # where it looks for itself, a page is checked in a third of the time
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    yield open_page
    for context in contexts:
        context.close()


def _answers(where: str) -> bool:
    try:
        with urlopen(f"{where}/readyz", timeout=2) as response:
            return bool(response.status == 200)
    except (URLError, OSError):
        return False
