"""Two people at the same instant: one table of every write in a case that two can race for, and what is true after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from services.casework import cases, handling, parties, taking_up, touches
from services.casework.clocks import claiming, outages
from services.casework.errors import DoorError
from services.casework.handling import Own
from services.casework.models import Case, Decision, Limit, Offer, Outage, Party, Request, Task
from services.record import clock, ledger
from tests.racing import race
from tests.services.casework.cast import Cast, gather, sent
from tests.services.casework.conftest import Applicant

BASIS = [{"title": "Law"}]
Act = Callable[[], Any]


@dataclass
class Scene:
    """One case with everybody around it."""

    case: Case
    cast: Cast
    applicant: Applicant

    def decide(self, result: str = "granted", by: str = "ann") -> Decision:
        return handling.decide(getattr(self.cast, by), self.case.pk, result, "So it is.", BASIS)

    def ask(self) -> Request:
        return handling.ask(self.cast.ann, self.case.pk, own=[Own("text", "Where?")], days=14)

    def provide(self, request: Request, said: str, revision: int = 0) -> Any:
        return cases.provide(request.pk, "q1", revision, said, touch=self.applicant.touch, keyed_by="citizen")

    def hand_in(self, request: Request) -> Any:
        return cases.hand_in(request.pk, touch=self.applicant.touch, keyed_by="citizen")

    def withdraw(self) -> None:
        cases.withdraw(self.applicant.id, touch=self.applicant.touch, keyed_by="citizen")

    def appeal(self) -> Case:
        return cases.appeal(self.case.pk, "Look again", touch=self.applicant.touch, keyed_by="citizen")


def decides_twice(scene: Scene) -> tuple[Act, Act]:
    return scene.decide, lambda: scene.decide("refused", "leo")


def decides_while_withdrawn(scene: Scene) -> tuple[Act, Act]:
    return scene.decide, scene.withdraw


def takes_twice(scene: Scene) -> tuple[Act, Act]:
    return lambda: handling.take(scene.cast.ann, scene.case.pk), lambda: handling.take(scene.cast.leo, scene.case.pk)


def answers_by_two_doors(scene: Scene) -> tuple[Act, Act]:
    request = scene.ask()
    return lambda: scene.provide(request, "Here"), lambda: scene.provide(request, "There")


def hands_in_twice(scene: Scene) -> tuple[Act, Act]:
    request = scene.ask()
    scene.provide(request, "Here")
    return lambda: scene.hand_in(request), lambda: scene.hand_in(request)


def hands_in_what_is_withdrawn(scene: Scene) -> tuple[Act, Act]:
    request = scene.ask()
    scene.provide(request, "Here")
    return lambda: scene.hand_in(request), lambda: handling.withdraw_request(scene.cast.ann, request.pk)


def hands_in_as_it_lapses(scene: Scene) -> tuple[Act, Act]:
    request = scene.ask()
    scene.provide(request, "Here")
    clock.set_offset(timedelta(days=60))
    return lambda: scene.hand_in(request), claiming.lapse_limits


def objects_twice(scene: Scene) -> tuple[Act, Act]:
    scene.decide("refused")
    return scene.appeal, scene.appeal


def objects_while_it_is_corrected(scene: Scene) -> tuple[Act, Act]:
    scene.decide("refused")
    return scene.appeal, lambda: handling.correct(scene.cast.ben, scene.case.pk, "granted", "After all.", BASIS)


def corrects_twice(scene: Scene) -> tuple[Act, Act]:
    seen = scene.decide("refused")

    def correct() -> Decision:
        return handling.correct(scene.cast.ben, scene.case.pk, "granted", "After all.", BASIS, wrong=seen.pk)

    return correct, correct


def decides_as_time_runs_out(scene: Scene) -> tuple[Act, Act]:
    clock.travel(scene.case.deadline.before)
    return scene.decide, claiming.lapse_deadlines


def finishes_a_task_twice(scene: Scene) -> tuple[Act, Act]:
    task = Task.objects.create(case=scene.case, name="visit", four_eyes=True, opened_at=clock.now())
    return lambda: handling.finish_task(scene.cast.ann, task.pk), lambda: handling.finish_task(scene.cast.leo, task.pk)


def a_party_answers_twice(scene: Scene) -> tuple[Act, Act]:
    party = Party.objects.create(
        application=scene.case.application, role="father", must=["confirm"], silence="escalate", language="vi"
    )
    parties.reach(scene.cast.ann, party.pk, "email", "bao@example.org")

    def answer(agrees: bool) -> Act:
        return lambda: parties.answer(party.pk, agrees=agrees, words="", touch=touches.open("web", "vi").id)

    return answer(True), answer(False)


def takes_an_offer_up_twice(scene: Scene) -> tuple[Act, Act]:
    offer = Offer.objects.create(case=scene.case, service="social-pension", offered_at=clock.now())

    def take_up() -> Any:
        return taking_up.take_up(offer.pk, language="vi", touch=touches.open("web", "vi").id, keyed_by="citizen")

    return take_up, take_up


def an_outage_is_made_good_twice(scene: Scene) -> tuple[Act, Act]:
    scene.ask()
    outage = outages.record("sms", clock.now(), by="ben", words={})
    outages.end(outage.pk, by="ben")
    ended = Outage.objects.get(pk=outage.pk)
    return lambda: outages.lengthen(ended), lambda: outages.lengthen(ended)


RACES = [
    decides_twice,
    decides_while_withdrawn,
    takes_twice,
    answers_by_two_doors,
    hands_in_twice,
    hands_in_what_is_withdrawn,
    hands_in_as_it_lapses,
    objects_twice,
    objects_while_it_is_corrected,
    corrects_twice,
    decides_as_time_runs_out,
    finishes_a_task_twice,
    a_party_answers_twice,
    takes_an_offer_up_twice,
    an_outage_is_made_good_twice,
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("prepare", RACES, ids=lambda prepare: prepare.__name__)
def test_one_clear_outcome(prepare: Callable[[Scene], tuple[Act, Act]], arrive: Callable[[], Applicant]) -> None:
    applicant = arrive()
    case = sent(applicant)
    assert case.authority is not None
    scene = Scene(case, gather(case.authority), applicant)
    done = race(*prepare(scene))
    failed = [each for each in done if isinstance(each, Exception)]
    assert all(isinstance(each, DoorError) for each in failed), failed
    assert len(failed) < 2, failed
    holds_together(case)


def holds_together(case: Case) -> None:
    """What is always true of a case and all that belongs to it."""
    case.refresh_from_db()
    standing = Decision.objects.filter(case=case, state=Decision.State.STANDS)
    assert standing.count() <= 1
    assert (case.decided_at is not None) == standing.exists() or case.result == "withdrawn"
    assert (case.closed_at is None) == (case.step != "closed")
    assert not (case.closed_at and Request.objects.filter(case=case, state=Request.State.OPEN).exists())
    assert not Limit.objects.filter(met_at__isnull=False, lapsed_at__isnull=False).exists()
    assert Case.objects.filter(about=case, closed_at=None).count() <= 1
    assert list(ledger.verify()) == []
