"""Passwords and keys that the demonstration and the tests make up for themselves, in a 0600 file."""

import base64
import json
import os
import secrets
from dataclasses import asdict, dataclass

from config.engines.home import Home


@dataclass(frozen=True)
class Keys:
    """One set per home."""

    keeper_password: str
    owner_password: str
    runtime_password: str
    secret_key: str
    field_keys: str
    seal_keys: str


def kept_keys(home: Home) -> Keys:
    """Read the keys of this home, each made on first use; call it under the start lock."""
    kept = json.loads(home.keys.read_text()) if home.keys.exists() else {}
    keys = Keys(**(asdict(_new_keys()) | kept))
    if asdict(keys) != kept:
        _write(home, keys)
    return keys


def _new_keys() -> Keys:
    return Keys(
        keeper_password=secrets.token_urlsafe(24),
        owner_password=secrets.token_urlsafe(24),
        runtime_password=secrets.token_urlsafe(24),
        secret_key=secrets.token_urlsafe(48),
        field_keys=_key(),
        seal_keys=_key(),
    )


def _key() -> str:
    return "home1:" + base64.b64encode(secrets.token_bytes(32)).decode()


def _write(home: Home, keys: Keys) -> None:
    draft = home.keys.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(asdict(keys), file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(home.keys)
