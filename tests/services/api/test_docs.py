"""The page about the API does what it says: its commands are run as they stand there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from string import Template
from typing import Any
from uuid import UUID

from services.casework.models import Case
from tests.conftest import prove
from tests.services.api.conftest import V1, Caller

PAGE = Path(__file__).parents[3] / "docs" / "api.md"


def commands() -> list[str]:
    """Every line of its shell examples."""
    return [line for block in re.findall(r"```sh\n(.*?)```", PAGE.read_text(), re.S) for line in block.splitlines()]


def run(caller: Caller, command: str) -> Any:
    """A line of curl, as far as the page uses it."""
    words = iter(shlex.split(command)[1:])
    method, headers, body, address = "", {}, "", ""
    for word in words:
        match word:
            case "-X":
                method = next(words)
            case "-H":
                name, _, value = next(words).partition(": ")
                headers[name] = value
            case "-d":
                body = next(words)
            case _:
                address = word
    method = method or ("POST" if body else "GET")
    return caller.client.generic(method, address, body, "application/json", headers=headers)


def test_its_commands(anybody: Caller, portal: Caller, desk: Caller) -> None:
    known = {"API": V1.rstrip("/"), "TOKEN": portal.token, "DESK": desk.token, "APPLICATION": "", "CASE": ""}
    for command in commands():
        response = run(anybody, Template(command).substitute(known))
        assert response.status_code < 300, (command, response.content.decode())
        if "secret" in response.json():
            known["APPLICATION"] = response.json()["application"]["id"]
        if "answers/full_name" in command:
            portal.answer_all(known["APPLICATION"])
        if "review" in command:
            prove(UUID(known["APPLICATION"]))
        if "submit" in command:
            known["CASE"] = str(Case.objects.get().pk)
    assert known["CASE"]
