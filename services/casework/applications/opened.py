"""An application opened for the length of one turn: its answers in the clear, never longer than that."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from services.casework.errors import Expired, NotYours, Submitted
from services.casework.models import AnswerRow, Application
from services.catalogue import queries
from services.journeys.assurance import Level, level_of
from services.journeys.interview import Facts, Interview
from services.journeys.journey import Journey
from services.journeys.language import Language, language
from services.journeys.types.base import Json
from services.journeys.words import Phrases
from services.record import clock, envelope

BY_LAW = "law"
"""In `proven_by` of what a law itself sends: there nobody has to show anything."""


@dataclass
class Opened:
    """One application with its answers."""

    application: Application
    values: dict[str, Json]
    spoken: str

    @cached_property
    def revisions(self) -> dict[str, int]:
        """That of each question instance that was ever answered; read when a question is due."""
        rows = AnswerRow.objects.filter(application_id=self.application.pk)
        return dict(rows.values_list("instance", "revision"))

    @property
    def language(self) -> Language:
        return language(self.spoken)

    @property
    def journey(self) -> Journey:
        return queries.journey_of(self.application.version)

    @cached_property
    def interview(self) -> Interview:
        application = self.application
        facts = Facts(
            began_on=application.began_on,
            reviewed=application.reviewed,
            declared=application.submitted_at is not None,
            reference=application.reference,
            again=frozenset(application.ask_again),
            checked=application.pinned_at == application.began_at,
            proven=self.proven,
            awaited=frozenset(application.awaited),
        )
        return Interview(self.journey, self.values, facts)

    @property
    def proven(self) -> Level:
        """How surely it is shown who applies; for a try-out, and for a law, sure enough."""
        gone = self.application.proven_by or []
        return self.journey.law.assurance if self.application.tryout or BY_LAW in gone else level_of(gone)

    @property
    def phrases(self) -> Phrases:
        return queries.words_of(self.application.version, self.spoken).about(self.interview)

    def forget(self) -> None:
        """Work everything out anew: something it rests on has changed."""
        self.__dict__.pop("interview", None)

    def put(self, instance: str, value: Json) -> int:
        """Take an answer in, seal all of them again and move the revision on; nothing is saved yet."""
        self.values[instance] = value
        return self.reseal(instance)

    def reseal(self, instance: str) -> int:
        """Seal the answers as they now are, the draft living on from today; the new revision."""
        self.forget()
        application = self.application
        application.revision += 1
        application.values_sealed = seal(application, self.values)
        if application.filed_at is None:  # a date that is held ends when the law says
            application.expires_at = lives_until()
        application.language = self.spoken
        self.revisions[instance] = application.revision
        return application.revision


def read(application_id: UUID, spoken: str = "") -> Opened:
    """The application as it is, for showing; NotYours, Expired."""
    return _opened(Application.objects.all(), application_id, spoken)


def lock(application_id: UUID, spoken: str = "") -> Opened:
    """The application, locked against every other turn on it until the transaction ends; NotYours, Expired."""
    return _opened(Application.objects.select_for_update(of=("self",), no_key=True), application_id, spoken)


def editable(application_id: UUID, spoken: str = "") -> Opened:
    """As `lock`, and Submitted where nothing may change any more."""
    opened = lock(application_id, spoken)
    if opened.application.submitted_at:
        raise Submitted
    return opened


def _opened(applications: QuerySet[Application], application_id: UUID, spoken: str) -> Opened:
    rows = applications.select_related("version__service", "data_key", "moved_by").defer("version__rules")
    application = rows.filter(pk=application_id).first()
    if application is None:
        raise NotYours
    if application.expired_at:
        raise Expired
    return Opened(application, values(application), spoken_by(application, spoken))


def again(opened: Opened) -> Opened:
    """The same application after its marks changed: what is due is worked out anew."""
    opened.forget()
    return opened


def spoken_by(application: Application, wanted: str) -> str:
    """The language wanted where the version has words in it, else the application's own."""
    return wanted if wanted in application.version.words_hashes else application.language


def seal(application: Application, answers: dict[str, Json]) -> bytes:
    """All answers as one sealed blob, bound to this application."""
    return envelope.seal(application.data_key, json.dumps(answers).encode(), _about(application))


def values(application: Application) -> dict[str, Json]:
    """All answers out of the sealed blob."""
    opened: dict[str, Json] = json.loads(
        envelope.open(application.data_key, application.values_sealed, _about(application))
    )
    return opened


def lives_until() -> datetime:
    """When a draft touched now will be deleted, if nobody goes on with it."""
    return clock.now() + timedelta(days=settings.DRAFT_DAYS)


def _about(application: Application) -> str:
    return f"{application.subject}:values"
