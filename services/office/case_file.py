"""One case with everything around it, read for one page: each part in one statement, however much there is."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from services.casework import access
from services.casework.applications import opened as opening
from services.casework.applications.opened import Opened
from services.casework.models import (
    AnswerRow,
    Case,
    CaseStatus,
    Deadline,
    Decision,
    Document,
    FeeDue,
    Likeness,
    Link,
    Note,
    Output,
    Party,
    Request,
    Suspension,
    Task,
)
from services.casework.trace import type_of
from services.journeys.case_types import CaseType
from services.look.languages import language
from services.office.showing.words import CaseWords
from services.people import staffing
from services.people.models import BrokenGlass, ContactPlan, User
from services.people.staffing import Standing
from services.record import clock
from services.record.models import Entry

Of = TypeVar("Of", Decision, Note, Output, Request, Task)
MOST_ENTRIES = 200  # of the timeline, the newest


class CaseFile:
    """`case` may be looked at by `user`; what they may do in it, `has` says."""

    def __init__(self, user: User, case: Case) -> None:
        self.user = user
        self.case = case

    @classmethod
    def read(cls, user: User, case_id: UUID) -> CaseFile:
        """Raises NotAllowed for a case that is not theirs to see."""
        return cls(user, access.seen(user, case_id))

    @cached_property
    def standing(self) -> Standing:
        return staffing.standing(self.user)

    def has(self, role: str) -> bool:
        return self.standing.has(role, self.case.authority_id)

    @property
    def belongs(self) -> bool:
        """Whether it is a case of one of their own organisations, and not one whose glass they broke."""
        return self.case.authority_id in self.standing.organisations

    @cached_property
    def glass(self) -> BrokenGlass | None:
        """What opened a case of another body to them."""
        if self.belongs:
            return None
        broken = BrokenGlass.objects.filter(user=self.user, subject=self.case.subject, until__gt=clock.now())
        return broken.order_by("-until").first()

    @cached_property
    def type(self) -> CaseType:
        return type_of(self.case)

    @cached_property
    def words(self) -> CaseWords:
        return CaseWords.of(self.case.version)

    @cached_property
    def opened(self) -> Opened:
        """The application, spoken in the language of the applicant."""
        return opening.read(self.case.application_id, self.case.language)

    @property
    def office_language(self) -> str:
        """The language of who looks at it, where the service has words in it."""
        return opening.spoken_by(self.opened.application, language())

    @cached_property
    def rows(self) -> dict[str, AnswerRow]:
        rows = AnswerRow.objects.filter(application=self.case.application_id).select_related("touch")
        return {row.instance: row for row in rows}

    @cached_property
    def documents(self) -> list[Document]:
        found = Document.objects.filter(application=self.case.application_id, removed_at=None)
        documents = list(found.select_related("touch").order_by("received_at", "pk"))
        for document in documents:
            document.application = self.case.application
        return documents

    @cached_property
    def statuses(self) -> list[CaseStatus]:
        return list(CaseStatus.objects.filter(case=self.case).order_by("at", "pk"))

    @cached_property
    def entries(self) -> list[Entry]:
        newest = Entry.objects.filter(subject=self.case.subject).order_by("-sequence")[:MOST_ENTRIES]
        return list(newest)

    @cached_property
    def notes(self) -> list[Note]:
        return self._mine(Note.objects.filter(case=self.case).order_by("-at", "pk"))

    @cached_property
    def decisions(self) -> list[Decision]:
        return self._mine(Decision.objects.filter(case=self.case))

    @cached_property
    def requests(self) -> list[Request]:
        return self._mine(Request.objects.filter(case=self.case))

    @cached_property
    def tasks(self) -> list[Task]:
        return self._mine(Task.objects.filter(case=self.case).order_by("opened_at", "pk"))

    @cached_property
    def outputs(self) -> list[Output]:
        return self._mine(Output.objects.filter(case=self.case))

    @cached_property
    def parties(self) -> list[Party]:
        parties = list(Party.objects.filter(application=self.case.application_id).order_by("pk"))
        for party in parties:
            party.application = self.case.application
        return parties

    @cached_property
    def fees(self) -> list[FeeDue]:
        return list(FeeDue.objects.filter(application=self.case.application_id).order_by("pk"))

    @cached_property
    def deadline(self) -> Deadline | None:
        return Deadline.objects.filter(case=self.case).first()

    @cached_property
    def suspensions(self) -> list[Suspension]:
        return list(Suspension.objects.filter(deadline__case=self.case).order_by("began_at"))

    @cached_property
    def contact(self) -> ContactPlan | None:
        plans = ContactPlan.objects.select_related("key")
        return plans.filter(pk=self.case.contact_id).first() if self.case.contact_id else None

    @cached_property
    def likenesses(self) -> list[Likeness]:
        """What may be the same matter, and was not looked at yet."""
        return list(Likeness.objects.filter(application=self.case.application_id, settled_at=None).order_by("pk"))

    @cached_property
    def alike(self) -> dict[UUID, Case]:
        """The cases behind them, as far as they are of the same organisation, by their application."""
        others = {each.other_id for each in self.likenesses}
        cases = self._others().filter(application__in=others, main=None, about=None)
        return {case.application_id: case for case in cases}

    @cached_property
    def links(self) -> list[Link]:
        both = Link.objects.filter(Q(case=self.case) | Q(other=self.case)).order_by("at", "pk")
        related = ("case__version__service", "other__version__service")
        return list(both.select_related(*related).defer("case__version__rules", "other__version__rules"))

    @cached_property
    def relatives(self) -> list[Case]:
        """The whole and the parts of a bundle, what is objected to and the objections."""
        case = self.case
        near = Q(main=case) | Q(about=case) | Q(pk__in=[each for each in (case.main_id, case.about_id) if each])
        return list(self._others().filter(near).order_by("opened_at", "pk"))

    def _others(self) -> QuerySet[Case]:
        return access.visible(self.standing).select_related("version__service").defer("version__rules")

    def _mine(self, rows: QuerySet[Of]) -> list[Of]:
        """These rows, each with the case as it was read, and so with the key of what is sealed."""
        found = list(rows)
        for row in found:
            row.case = self.case
        return found
