"""What is to be paid, and the exemptions that are asked for on evidence."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from services.casework.models import FeeDue
from services.journeys.language import language as spoken
from services.look.languages import language
from services.office.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class Fee:
    """`claimed` is why the person asks not to pay; judged by a caseworker."""

    id: str
    name: str
    amount: str
    note: str
    claimed: str


def fees(file: CaseFile) -> tuple[Fee, ...]:
    return tuple(_fee(fee, file) for fee in file.fees)


def _fee(fee: FeeDue, file: CaseFile) -> Fee:
    return Fee(
        id=str(fee.pk),
        name=file.words.fee(fee.name),
        amount=spoken(language()).money(fee.amount, fee.currency),
        note=_note(fee, file),
        claimed=file.words.exemption(fee.name, fee.claimed) if fee.claimed else "",
    )


def _note(fee: FeeDue, file: CaseFile) -> str:
    if fee.exempt:
        return gettext("Waived: %(why)s") % {"why": file.words.exemption(fee.name, fee.exempt)}
    return gettext("Settled") if fee.settled_at else gettext("To be paid")
