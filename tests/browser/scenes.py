"""Scenes that no citizen makes alone: played once in the demonstration's own process, told as JSON."""

from __future__ import annotations

import json
from datetime import timedelta

from django.db import transaction

from services.casework import applications, cases, handling, parties, references, touches
from services.casework.handling import Own
from services.casework.models import Deadline, Offer, Output, Party
from services.casework.outputs import issuing
from services.notices import writing
from services.record import clock
from tests.services.casework.cast import Cast, case_of, gather
from tests.services.casework.conftest import Applicant

LONG_NAME = "Nguyễn Phước Công Tằng Tôn Nữ Hoàng Thị Ẩn Quỳnh Như Trang Đài Bảo Ngọc Diệp Anh"
GROUNDS = "\n\n".join(
    f"{number}. The register of pensions shows that a monthly benefit of the railway's own fund has been paid to the"
    " applicant since 1998. It is as high as the social pension, and the law counts every monthly benefit."
    for number in range(1, 7)
)
BASIS = [{"title": "Luật Bảo hiểm xã hội 41/2024/QH15", "article": "21"}]


def lives() -> None:
    """Somebody who is asked and waits too long, somebody refused who objects, somebody granted, and a landlord."""
    with transaction.atomic():
        asked, refused, granted, fresh = _sent(full_name=LONG_NAME), _sent(), _sent(), _sent()
        authority = case_of(asked.id).authority
        if authority is None:
            raise LookupError("the pension office is not there")
        cast = gather(authority)
        told = {
            "asked": _asked(asked, cast),
            "refused": _refused(refused, cast),
            "granted": _granted(granted, cast),
            "landlord": _landlord(fresh),
            "fresh": _known(fresh),
        }
    print(json.dumps(told))  # noqa: T201 -- the other process reads it


def _sent(**says: str) -> Applicant:
    touch = touches.open("web", "vi").id
    applicant = Applicant(applications.start("social-pension", language="vi", touch=touch), touch)
    applicant.answer_all(**says)
    applicant.declare()
    applicant.submit()
    return applicant


def _asked(applicant: Applicant, cast: Cast) -> list[str]:
    own = [Own("text", "Which street do you live in?"), Own("evidence", "Please send the letter of the bank.")]
    handling.ask(cast.ann, case_of(applicant.id).pk, own=own, again=["paid"])
    now = clock.now()
    late = Deadline.objects.filter(case__application=applicant.id)
    late.update(lapsed_at=now, due_on=(now - timedelta(3)).date())
    return _known(applicant)


def _refused(applicant: Applicant, cast: Cast) -> list[str]:
    case = case_of(applicant.id)
    handling.decide(cast.ann, case.pk, "refused", GROUNDS, BASIS)
    cases.appeal(case.pk, "I never worked for the railway.", touch=applicant.touch, keyed_by="citizen")
    return _known(applicant)


def _granted(applicant: Applicant, cast: Cast) -> list[str]:
    case = case_of(applicant.id)
    handling.decide(cast.ann, case.pk, "granted", "She is 76 and has no other pension.", BASIS)
    output = Output.objects.get(case=case)
    Output.objects.filter(pk=output.pk).update(way="download", form="electronic")
    issuing.issue(cast.ann, output.pk)
    writing.write("received", case)
    Offer.objects.create(case=case, service="household-business", offered_at=clock.now())
    return _known(applicant)


def _landlord(applicant: Applicant) -> list[str]:
    """Invited by hand: an invitation that is sent would carry a secret of its own."""
    now = clock.now()
    party = Party.objects.create(
        application_id=applicant.id, role="landlord", must=["sign"], silence="escalate", state=Party.State.INVITED,
        reference=references.mint(), invited_at=now, due_on=(now + timedelta(15)).date(), language="vi",
    )  # fmt: skip
    return [party.reference, parties.new_secret(party), str(party.pk)]


def _known(applicant: Applicant) -> list[str]:
    started = applicant.started
    return [started.application.reference, started.secret, str(applicant.id)]
