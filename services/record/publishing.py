"""The signed seals, for everybody: as plain data, and as files that can be published elsewhere too."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from services.record.models import SignedSeal
from services.record.signing import plain

PAGE = 100


def published(before: date | None = None, most: int = PAGE) -> list[dict[str, str | int]]:
    """The signed seals, newest first; of the days before this one, for the next page."""
    signed = SignedSeal.objects.filter(day__lt=before) if before else SignedSeal.objects.all()
    return [plain(one) for one in signed.order_by("-day")[:most]]


def lay_out(signed: SignedSeal) -> None:
    """Write the file of this day; one that is there stays as it is."""
    path = _folder() / f"{signed.day}.json"
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps(plain(signed), indent=2) + "\n")
    draft.replace(path)


def broken() -> Iterator[str]:
    """Every file that says otherwise than the database does now."""
    files = {path: _read(path) for path in sorted(_folder().glob("*.json"))}
    now = {signed.day.isoformat(): plain(signed) for signed in SignedSeal.objects.all()}
    for path, said in files.items():
        if said is None or now.get(path.stem) != said:
            yield f"{path}: the signed seal of this day is not what was published"


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text())
    except ValueError:
        return None


def _folder() -> Path:
    return Path(settings.SEALS_FOLDER)
