"""A home keeps its keys, and makes those that came to be needed since."""

import json
from pathlib import Path

from config.engines.home import open_home
from config.engines.keys import kept_keys


def test_keys_are_kept(tmp_path: Path) -> None:
    home = open_home(tmp_path)
    assert kept_keys(home) == kept_keys(home)
    assert home.keys.stat().st_mode & 0o777 == 0o600


def test_a_home_of_before_gets_the_key_it_has_not(tmp_path: Path) -> None:
    home = open_home(tmp_path)
    kept = json.loads(home.keys.read_text()) if kept_keys(home) else {}
    old = {name: value for name, value in kept.items() if name != "seal_keys"}
    home.keys.write_text(json.dumps(old))
    made = kept_keys(home)
    assert made.seal_keys.startswith("home1:")
    assert {**old, "seal_keys": made.seal_keys} == json.loads(home.keys.read_text())
