"""Private storage: sealed bytes in files that only this account reads, named by document id."""

import os
from pathlib import Path
from uuid import UUID

from django.conf import settings


def put(document: UUID, sealed: bytes) -> None:
    """Written beside its place and moved there, so that a file is whole or not there."""
    path = _path(document)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(".draft")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def get(document: UUID) -> bytes:
    return _path(document).read_bytes()


def drop(document: UUID) -> None:
    """Safe to repeat."""
    _path(document).unlink(missing_ok=True)


def _path(document: UUID) -> Path:
    return Path(settings.DOCUMENTS_FOLDER) / document.hex[:2] / document.hex
