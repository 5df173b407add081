"""Other cases that have to do with one: what may be the same matter, what was linked, parts and objections."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from services.casework import likeness
from services.casework.models import Case, Likeness, Link
from services.casework.references import grouped
from services.office.case_file import CaseFile
from services.office.showing.words import title_of


@dataclass(frozen=True, slots=True)
class Alike:
    """`case` is "" for an application of another body, or one that is still under way: nothing of it is shown.

    `reference` is "" where the two cannot be merged any more.
    """

    id: str
    words: str
    case: str
    reference: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    words: str
    case: str
    reference: str


def alike(file: CaseFile) -> tuple[Alike, ...]:
    over = bool(file.case.decided_at or file.case.closed_at)
    return tuple(_alike(each, file.alike.get(each.other_id), over=over) for each in file.likenesses)


def neighbours(file: CaseFile) -> tuple[Neighbour, ...]:
    near = [_neighbour(case, _relation(case, file.case)) for case in file.relatives]
    linked = [_linked(link, file.case) for link in file.links if _within(link, file)]
    return (*near, *linked)


def _alike(each: Likeness, case: Case | None, *, over: bool) -> Alike:
    matter = gettext("May be the same matter as %(reference)s")
    person = gettext("May be the same person as in %(reference)s")
    words = matter if each.why == likeness.MATTER else person
    if case is None:
        return Alike(str(each.pk), words % {"reference": gettext("an application that is not open to you")}, "", "")
    mergeable = "" if over else case.reference
    return Alike(str(each.pk), words % {"reference": grouped(case.reference)}, str(case.pk), mergeable)


def _relation(case: Case, to: Case) -> str:
    if case.about_id == to.pk:
        return gettext("Objection to this case")
    if to.about_id == case.pk:
        return gettext("What is objected to")
    return gettext("Part of this case") if case.main_id == to.pk else gettext("The whole this is part of")


def _linked(link: Link, case: Case) -> Neighbour:
    other = link.other if link.case_id == case.pk else link.case
    same = link.kind == Link.Kind.DUPLICATE
    return _neighbour(other, gettext("The same matter") if same else gettext("Has to do with this case"))


def _within(link: Link, file: CaseFile) -> bool:
    other = link.other if link.case_id == file.case.pk else link.case
    return other.authority_id in file.standing.organisations


def _neighbour(case: Case, words: str) -> Neighbour:
    return Neighbour(f"{words}: {title_of(case)}", str(case.pk), grouped(case.reference))
