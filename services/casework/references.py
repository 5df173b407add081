"""References: twelve digits a person can read out, key on a phone and type; the last is a Damm check digit."""

import secrets
import unicodedata

from django.db.models import Model
from stdnum import damm

from services.casework.errors import DoorError

DIGITS = 12


class NotAReference(DoorError):
    """`code` is "reference_malformed" or "reference_wrong_check_digit"."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__()


def free(model: type[Model], field: str = "reference") -> str:
    """One that no row of this model has: among a million, every hundred thousandth would be taken."""
    while model._default_manager.filter(**{field: (found := mint())}).exists():
        pass
    return found


def mint() -> str:
    """A random reference, never starting with 0; whoever stores it makes sure it is unique."""
    body = str(secrets.randbelow(9) + 1) + "".join(str(secrets.randbelow(10)) for _ in range(DIGITS - 2))
    return body + str(damm.calc_check_digit(body))


def read(raw: str) -> str:
    """The reference in what a person typed, whatever spaces, dashes or digit forms they used; or NotAReference."""
    kept = [character for character in raw if not _separates(character)]
    digits = "".join(str(unicodedata.decimal(character, "")) for character in kept)
    if len(kept) != DIGITS or len(digits) != DIGITS or digits.startswith("0"):
        raise NotAReference("reference_malformed")
    if not damm.is_valid(digits):
        raise NotAReference("reference_wrong_check_digit")
    return digits


def grouped(reference: str) -> str:
    """In groups of four, as it is shown and read out."""
    return " ".join(reference[start : start + 4] for start in range(0, len(reference), 4))


def _separates(character: str) -> bool:
    # spaces of every script, dashes of every length, the dots people put between groups, marks nobody sees
    return character in "./_" or unicodedata.category(character) in ("Zs", "Zl", "Zp", "Pd", "Cc", "Cf")
