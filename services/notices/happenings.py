"""What is told of what happened in a case: the kind of notice and its details, or nothing."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from services.casework import deciding, noting, references, sentences
from services.casework.cases.following import result_in_words
from services.casework.models import Case, CaseStatus, Deadline, Decision, Limit, Note, Offer, Output, Party, Request
from services.catalogue import calendars, queries
from services.journeys.language import language as language_of
from services.journeys.words import Words
from services.notices import writing
from services.record.models import Entry, Event

TOLD_OTHERWISE = ("received", "waiting", "decided", "closed")
"""Steps whose reason has a notice of its own."""


class Telling(NamedTuple):
    kind: str
    details: dict[str, str]
    party: Party | None = None


class Happening:
    """An event in a case (locked), told in the language of whoever it is told to."""

    def __init__(self, event: Event, case: Case) -> None:
        self.event, self.case = event, case
        self.speak_to(None)

    def speak_to(self, party: Party | None) -> None:
        """In their language from here on; None is the applicant."""
        self.language = writing.where_of(self.case, party).spoken

    @property
    def words(self) -> Words:
        return queries.words_of(self.case.version, queries.spoken_of(self.case.version, self.language))

    @property
    def title(self) -> str:
        """What was asked for; of a bundle, the part that this case is."""
        if self.case.about_id is not None:
            return sentences.say(self.language, "appeal_title")
        named = self.words.part("cases", self.case.case_type)
        return self.words.service("title") if named == self.case.case_type else named

    def day(self, of: date | datetime | None) -> str:
        """In words; of a moment that is the first too late, the last day before it; "" for none."""
        last = calendars.calendar("").last_day(of) if isinstance(of, datetime) else of
        return language_of(self.language).date(last) if last else ""

    def due(self, case: Case | None = None) -> str:
        found = Deadline.objects.filter(case=case or self.case, met_at=None).first()
        return self.day(found.due_on) if found else ""


def received(at: Happening) -> Telling:
    return Telling("received", {"due": at.due()})


def step(at: Happening) -> Telling | None:
    name = at.event.data["step"]
    if name in TOLD_OTHERWISE or _came_back(at):
        return None
    own = at.words.part("steps", name)
    return Telling("step", {"step": own if own != name else sentences.say(at.language, f"status_{name}")})


def decided(at: Happening) -> Telling | None:
    decision = Decision.objects.get(pk=UUID(at.event.data["decision"]))
    if decision.state != Decision.State.STANDS:
        return None
    decision.case = at.case
    kind = "appeal_decided" if at.case.about_id else "corrected" if decision.corrects_id else "decided"
    basis = (" ".join(filter(None, (each["title"], each.get("article", "")))) for each in decision.legal_basis)
    return Telling(
        kind,
        {
            "result": result_in_words(decision.result, at.language, at.words),
            "grounds": deciding.grounds_of(decision),
            "basis": "; ".join(basis),
            "appeal": at.day(decision.appeal_before),
        },
    )


def asked(at: Happening) -> Telling | None:
    request = _request(at)
    return Telling("asked", {"until": at.day(request.before)}) if request.state == Request.State.OPEN else None


def own_wish(at: Happening) -> bool:
    """Whether a request is the person's own, who puts an answer right: they came through a door for it."""
    made = Entry.objects.filter(subject=at.case.subject, kind="request.made", data__request=at.event.data["request"])
    return made.exclude(touch="").exists()


def later(at: Happening) -> Telling | None:
    found = Deadline.objects.filter(case=at.case, met_at=None).exclude(promised_on=None).first()
    return Telling("later", {"due": at.day(found.due_on), "promised": at.day(found.promised_on)}) if found else None


def extended(at: Happening) -> Telling:
    entry = Entry.objects.filter(subject=at.case.subject, kind="deadline.extended").latest("sequence")
    note = Note.objects.select_related("case__application__data_key").get(pk=UUID(entry.data["reason"]))
    return Telling("extended", {"due": at.due(), "reason": noting.text_of(note)})


def late(at: Happening) -> Telling | None:
    """Where the law makes a decision of silence, that is told."""
    found = Deadline.objects.filter(case=at.case, met_at=None).exclude(silence__in=("granted", "refused")).first()
    return Telling("late", {"due": at.day(found.due_on)}) if found else None


def output(at: Happening) -> Telling | None:
    found = Output.objects.get(pk=UUID(at.event.data["output"]))
    moved = at.event.kind.removeprefix("output.")
    if found.state == Output.State.REVOKED or (moved == "issued" and found.way != "download"):
        return None
    kind = {"issued": "document_download", "sent": "document_sent", "ready": "document_ready"}[moved]
    named = at.words.part("outputs", found.document)
    return Telling(kind, {"document": "" if named == found.document else named, "tracking": found.tracking})


def appealed(at: Happening) -> Telling:
    return Telling("appeal_received", {"due": at.due(Case.objects.filter(about=at.case).latest("opened_at"))})


def offered(at: Happening) -> Telling | None:
    made = Offer.objects.get(pk=UUID(at.event.data["offer"]))
    listed = queries.listed([made.service], at.language)
    if made.state != Offer.State.OFFERED or not listed:
        return None
    limit = Limit.objects.filter(kind=Limit.Kind.PROPOSAL, about=str(made.pk)).first()
    until = at.day(limit.before) if limit else ""
    return Telling("proposed" if made.proposed else "offered", {"offered": listed[0].title, "until": until})


def lengthened(at: Happening) -> Telling | None:
    limit = Limit.objects.get(pk=at.event.data["limit"])
    party = Party.objects.get(pk=int(limit.about)) if limit.kind == Limit.Kind.PARTY else None
    at.speak_to(party)
    return None if limit.met_at else Telling("longer", {"until": at.day(limit.before)}, party)


def closed(at: Happening) -> Telling | None:
    """Where nobody has told how it ended: a part ends with the whole, and of a decision they know."""
    case = at.case
    if case.main_id is not None or case.merged_into_id is not None:
        return None
    if case.result == "withdrawn":
        return Telling("withdrawn", {})
    known = case.decided_at is not None or Case.objects.filter(main=case).exists()
    return None if known else Telling("closed", {})


def merged(at: Happening) -> Telling:
    into = at.case.merged_into
    return Telling("merged", {"into": references.grouped(into.reference) if into else ""})


def party(at: Happening) -> Telling:
    """To the applicant, neutral: what they answered is for the authority."""
    found = Party.objects.get(pk=at.event.data["party"])
    named = at.words.part("parties", found.role)
    kind = "party_silent" if at.event.kind == "party.silent" else "party_answered"
    return Telling(kind, {"who": "" if named == found.role else named})


def _request(at: Happening) -> Request:
    return Request.objects.get(pk=UUID(at.event.data["request"]))


def _came_back(at: Happening) -> bool:
    """Worked on again after it was decided: that it was reopened is told."""
    steps = (
        CaseStatus.objects.filter(case=at.case, at__lte=at.event.at)
        .order_by("-at", "-pk")
        .values_list("step", flat=True)
    )
    return at.event.data["step"] == "in_progress" and bool(set(steps[1:2]) & {"decided", "closed"})
