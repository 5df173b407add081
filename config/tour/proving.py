"""Who applies shows who they are: the letter is read out of the print room, the code off the handset."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from channels_phone.gateways.console import on_handset
from config.headless import Headless, Page
from config.tour.deciding import deliver
from config.tour.reading import Astray, expect, sentence
from config.tour.texting import free_number
from services.people.models import ProofCode

PIN = re.compile(r": (\d{4} \d{4})$", re.MULTILINE)
CODE = re.compile(r"\d{3} \d{3}")


def prove(his: Headless, proving: Page, proven: list[Page]) -> Iterator[str]:
    """A PIN in a letter to where she is registered, a code to her telephone; ends where it is declared."""
    expect(proving, "A letter to your home")
    ordered = his.submit(proving, "/prove/ask/", way="letter")
    yield f"web   The service must be sure that it is she: “{sentence(ordered, 'address where you are registered')}”"
    deliver()
    pin = _read(PIN, _letter())
    yield "post  The letter comes to her home, to where the register says that she lives"
    keyed = expect(his.submit(ordered, "/prove/pin/", pin=pin), "Done")
    number = free_number()
    sent = his.submit(keyed, "/prove/ask/", way="sms", number=number)
    deliver()
    text = on_handset(number)[-1].text
    code = _read(CODE, text)
    yield f"sms   “{text.replace(code, '••• •••')}” She reads it to him"
    proven.append(expect(his.submit(sent, "/prove/code/", code=code), "Declare and send"))
    yield "web   Both together are enough"


def _letter() -> str:
    code = ProofCode.objects.filter(way="letter").latest("asked_at")
    return (Path(settings.LETTERS_FOLDER) / f"{code.pk}.txt").read_text(encoding="utf-8")


def _read(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    if found is None:
        raise Astray("There is no code in what came.")
    return found[found.lastindex or 0]
