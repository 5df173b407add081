"""What to do now, first things first: nobody has to read a whole case to find out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from services.casework.models import Request, Task
from services.office.case_file import CaseFile
from services.office.showing.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Press:
    """A button: the action of acting.table, what it is about, and what is sent with it."""

    action: str
    words: str
    target: str = ""
    accepted: str = ""


@dataclass(frozen=True, slots=True)
class Todo:
    words: str
    presses: tuple[Press, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


def todo(file: CaseFile, verdicts: tuple[Verdict, ...], named: Mapping[str, str]) -> tuple[Todo, ...]:
    """What waits for this colleague or for anybody; of a case that is only looked at, nothing."""
    if not file.has("handler"):
        return ()
    found = [*_proposed(file, verdicts), *_tasks(file, named), *_exemptions(file), *_documents(file), *_asked(file)]
    return tuple(found) or tuple(_nothing(file))


def _proposed(file: CaseFile, verdicts: tuple[Verdict, ...]) -> Iterator[Todo]:
    for verdict in verdicts:
        if not verdict.proposed:
            continue
        said = gettext("A decision is proposed: %(result)s. A second person confirms it.") % {"result": verdict.result}
        if verdict.own or not file.has("decider"):
            yield Todo(said)
        else:
            turn_down = ("turn_down", gettext("Turn it down"))
            yield Todo(said, (Press("confirm", gettext("Confirm it")),), (turn_down,))


def _tasks(file: CaseFile, named: Mapping[str, str]) -> Iterator[Todo]:
    for task in file.tasks:
        words = file.words.task(task.name)
        if task.state == Task.State.OPEN:
            done = (Press("finish", gettext("Done"), str(task.pk)),) if file.has(task.role) else ()
            yield Todo(words, done)
        elif task.state == Task.State.DONE and task.four_eyes:
            by = gettext("%(task)s: done by %(who)s, to be confirmed by somebody else")
            own = task.done_by == str(file.user.pk)
            press = () if own or not file.has(task.role) else (Press("confirm_task", gettext("Confirm"), str(task.pk)),)
            yield Todo(by % {"task": words, "who": named[task.done_by]}, press)


def _exemptions(file: CaseFile) -> Iterator[Todo]:
    for fee in file.fees:
        if not fee.claimed or fee.settled_at:
            continue
        said = {"fee": file.words.fee(fee.name), "why": file.words.exemption(fee.name, fee.claimed)}
        yes = Press("exemption", gettext("Waive the fee"), str(fee.pk), "yes")
        no = Press("exemption", gettext("Do not waive it"), str(fee.pk), "no")
        yield Todo(gettext("The applicant asks not to pay “%(fee)s”, because: %(why)s") % said, (yes, no))


def _documents(file: CaseFile) -> Iterator[Todo]:
    unchecked = [each for each in file.documents if each.checked_at is None]
    if unchecked and not file.case.decided_at:
        said = gettext("Documents that nobody has checked: %(count)s") % {"count": len(unchecked)}
        yield Todo(said, links=(("#documents", gettext("Look at them")),))


def _asked(file: CaseFile) -> Iterator[Todo]:
    if any(each.state == Request.State.OPEN for each in file.requests):
        yield Todo(gettext("The applicant has been asked for something and has not answered yet."))


def _nothing(file: CaseFile) -> Iterator[Todo]:
    if not (file.case.decided_at or file.case.closed_at):
        yield Todo(gettext("Nothing stands in the way of a decision."), links=(("decide", gettext("Decide")),))
