"""A few cases of several services, each gone through the real door and left where one may stand at any time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from services.casework import applications, cases, handling, touches
from services.casework.handling import Own
from services.casework.models import Case
from services.journeys.steps import Ask, Prove
from services.people.models import User
from tests.conftest import prove
from tests.services.casework.conftest import SAYS

NAME = "Nguyen An"
"""Who applies in all of them; whoever copies a case gives it another name."""
PENSION = SAYS | {"full_name": NAME}
COMPLAINT = {
    "door": "sms",
    "what": "sent_elsewhere",
    "happened": "I was told to go online.",
    "about_reference": "",
    "right": "",
    "proof": "",
    "your_name": NAME,
    "email": "",
    "phone": "",
}
BASIS = [{"title": "Law"}]
Act = Callable[[Case], object]


@dataclass(frozen=True)
class Part:
    """Out of a thousand cases, so many are of this service, spoken in this language, came by this channel and stand so.

    `days` is how long ago they came, from the newest to the oldest.
    """

    share: int
    service: str
    says: Mapping[str, str]
    language: str
    channel: str
    days: tuple[int, int]
    acts: tuple[Act, ...] = ()

    def play(self) -> UUID:
        """The application."""
        touch = touches.open(self.channel, self.language).id
        started = applications.start(self.service, language=self.language, touch=touch).application.id
        turn = applications.current(started)
        while isinstance(turn.step, Ask):
            asked = turn.step.instance
            said, revision = self.says[asked], applications.ask(started, asked).revision
            turn = applications.answer(started, asked, revision, said, touch=touch, keyed_by="citizen")
        turn = applications.review(started, turn.revision, touch=touch, keyed_by="citizen")
        if isinstance(turn.step, Prove):
            prove(started)
        applications.declare(started, turn.revision, touch=touch, keyed_by="citizen")
        applications.submit(started, touch=touch, keyed_by="citizen")
        for act in self.acts:
            act(Case.objects.get(application=started, main=None, about=None))
        return started


def parts(handler: User, decider: User) -> tuple[Part, ...]:
    """What a busy authority has: most of it closed, some late, a few rare ones."""

    def take(case: Case) -> object:
        return handling.take(handler, case.pk)

    def note(case: Case) -> object:
        return handling.note(handler, case.pk, "She called and asked how long it takes.")

    def ask(case: Case) -> object:
        return handling.ask(handler, case.pk, again=["born"], own=[Own("yes_no", "Is this still so?")], days=14)

    def decided(result: str) -> Act:
        return lambda case: handling.decide(decider, case.pk, result, "So it is.", BASIS)

    def withdraw(case: Case) -> object:
        touch = touches.open("web", "vi").id
        return cases.withdraw(case.application_id, touch=touch, keyed_by="citizen")

    fresh, lately, years = (0, 20), (0, 60), (30, 1400)
    return (
        Part(160, "social-pension", PENSION, "vi", "web", fresh),
        Part(60, "social-pension", PENSION, "vi", "voice", fresh),
        Part(2, "social-pension", PENSION, "pt", "sms", fresh),
        Part(38, "social-pension", PENSION, "en", "counter", fresh, (take, note)),
        Part(40, "social-pension", PENSION, "vi", "web", lately, (take, ask)),
        Part(60, "social-pension", PENSION, "vi", "web", lately, (take, decided("granted"))),
        Part(300, "social-pension", PENSION, "vi", "counter", years, (withdraw,)),
        Part(250, "channel-complaint", COMPLAINT, "en", "web", years, (withdraw,)),
        Part(80, "channel-complaint", COMPLAINT, "vi", "sms", lately),
        Part(10, "channel-complaint", COMPLAINT, "en", "voice", lately, (take,)),
    )
