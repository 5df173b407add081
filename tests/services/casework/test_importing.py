"""Any door can be the first that is opened: a worker begins with the tasks, a shell with whatever is looked at."""

import os
import subprocess
import sys

import pytest

from config.environment import BASE_DIR


@pytest.mark.parametrize("name", ["tasks", "documents", "requests", "handling"])
def test_first_of_all(name: str) -> None:
    command = [sys.executable, "-c", f"import django; django.setup(); import services.casework.{name}"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.linting"}
    done = subprocess.run(command, env=environment, cwd=BASE_DIR, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
