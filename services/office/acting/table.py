"""Every action of the case page by the name in its address: its words, its form, and what does it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop

from services.office.acting import asking, checking, deciding, erasing, filing, linking, ordering, outputs, taking
from services.office.acting.action import Action

ACTIONS: Mapping[str, Action] = {
    "take": Action(
        gettext_noop("Take it"), gettext_noop("You have this case in hand."),
        taking.take, offered=taking.can_take, key="t",
    ),
    "ask": Action(
        gettext_noop("Ask the applicant"), gettext_noop("The applicant is asked."),
        asking.ask, asking.what, asking.can_ask, key="a",
    ),
    "decide": Action(
        gettext_noop("Decide"), gettext_noop("The decision is written down."),
        deciding.decide, deciding.result_and_grounds, deciding.can_decide, key="d",
    ),
    "note": Action(
        gettext_noop("Write a note"), gettext_noop("The note is in the file."),
        ordering.note, ordering.note_form, ordering.open_case, role="", key="n",
    ),
    "file": Action(
        gettext_noop("Put a paper into the file"), gettext_noop("It is in the file."),
        filing.file_document, filing.file_form, ordering.open_case, role="", key="i",
    ),
    "hand_on": Action(
        gettext_noop("Hand it on"), gettext_noop("Your colleague has it now."),
        taking.hand_on, taking.to_whom, taking.can_give, key="h",
    ),
    "put_back": Action(
        gettext_noop("Put it back"), gettext_noop("It stands in the queue again, where it stood."),
        taking.put_back, offered=taking.can_put_back, key="b",
    ),
    "step": Action(
        gettext_noop("Set the step"), gettext_noop("The step is set."),
        ordering.step, ordering.step_form, ordering.has_steps, key="s",
    ),
    "prioritise": Action(
        gettext_noop("Let it go first"), gettext_noop("Its place in the queue is changed."),
        ordering.prioritise, ordering.priority_form, ordering.has_priorities, key="p",
    ),
    "extend": Action(
        gettext_noop("Put the deadline off"), gettext_noop("The deadline is later, and the applicant is told why."),
        ordering.extend, ordering.extend_form, ordering.can_extend, key="e",
    ),
    "link": Action(
        gettext_noop("Link another case"), gettext_noop("The cases are linked."),
        linking.link, linking.link_form, ordering.open_case, key="l",
    ),
    "merge": Action(
        gettext_noop("Merge into another case"), gettext_noop("This case ended; the other one goes on."),
        linking.merge, linking.merge_form, linking.can_merge, key="m",
    ),
    "correct": Action(
        gettext_noop("Correct the decision"), gettext_noop("The decision is corrected."),
        deciding.correct, deciding.result_and_grounds, deciding.can_correct, role="decider", key="c",
        about=deciding.standing,
    ),
    "reopen": Action(
        gettext_noop("Reopen it"), gettext_noop("The case is open again."),
        deciding.reopen, deciding.reason, deciding.can_reopen, role="decider", key="o",
    ),
    "confirm": Action(
        gettext_noop("Confirm the decision"), gettext_noop("The decision stands."), deciding.confirm, role="decider",
    ),
    "turn_down": Action(
        gettext_noop("Turn the decision down"), gettext_noop("It goes back with your reason."),
        deciding.turn_down, deciding.reason, role="decider",
    ),
    "withdraw": Action(
        gettext_noop("It is not needed any more"), gettext_noop("The applicant need not answer any more."),
        asking.withdraw,
    ),
    "document": Action(
        gettext_noop("Check a document"), gettext_noop("The document is checked."), checking.document,
    ),
    "exemption": Action(
        gettext_noop("Judge an exemption"), gettext_noop("The exemption is judged."), checking.exemption,
    ),
    "likeness": Action(
        gettext_noop("These are different matters"), gettext_noop("Noted: these are different matters."),
        checking.likeness,
    ),
    "finish": Action(gettext_noop("Done"), gettext_noop("The task is done."), checking.finish, role=""),
    "confirm_task": Action(
        gettext_noop("Confirm a task"), gettext_noop("The task is confirmed."), checking.confirm, role="",
    ),
    "reach": Action(
        gettext_noop("Say how to reach them"), gettext_noop("They are asked."), linking.reach, linking.reach_form,
    ),
    "issue": Action(gettext_noop("Issue it"), gettext_noop("The document is issued."), outputs.issue),
    "send": Action(
        gettext_noop("Give it to the post"), gettext_noop("The document is on its way."),
        outputs.send, outputs.send_form,
    ),
    "ready": Action(
        gettext_noop("It waits at the counter"), gettext_noop("The applicant is told that it can be collected."),
        outputs.ready,
    ),
    "hand_over": Action(
        gettext_noop("Hand it over"), gettext_noop("The document is handed over."),
        outputs.hand_over, outputs.hand_over_form,
    ),
    "erase": Action(
        gettext_noop("Erase it"), gettext_noop("It is erased."),
        erasing.erase, erasing.erase_form, erasing.can_erase, role="archivist", gone=True,
    ),
}  # fmt: skip

FIELD_OF: Mapping[str, str] = {
    "grounds_missing": "grounds",
    "legal_basis_missing": "law",
    "no_such_result": "result",
    "words_missing": "text",
    "paper_missing": "paper",
    "words_too_long": "text",
    "days_out_of_range": "days",
    "nothing_asked": "again",
    "not_asked_again": "again",
    "question_missing": "own1_text",
    "options_missing": "own1_options",
    "no_such_priority": "priority",
    "no_such_step": "step",
    "link_to_itself": "reference",
    "merge_unlike": "reference",
    "way_missing": "address",
    "tracking_too_long": "tracking",
    "no_mandate": "receiver",
    **{f"document_{wrong}": "file" for wrong in ("empty", "too_large", "kind", "name_lies", "infected", "not_scanned")},
}
"""At which field a sentence of the door is said."""
