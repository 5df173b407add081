"""Everything that can be done in a case through this door: the functions of casework, and what each is told."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework.exceptions import ErrorDetail, ValidationError

from services.api.fields import Nothing
from services.api.serializers import acting as shapes
from services.api.views.acting import Deed
from services.casework import handling, parties
from services.casework.handling import Own
from services.casework.outputs import issuing, moving
from services.people import staffing
from services.people.models import User

ACT, DECIDE = "cases.act", "cases.decide"
CASE, TASK, OUTPUT = "cases/<uuid:case_id>/", "tasks/<uuid:task_id>/", "outputs/<uuid:output_id>/"
Said = dict[str, Any]


def _hand_on(user: User, said: Said, case_id: UUID) -> None:
    mates = staffing.colleagues(staffing.standing(user).organisations)
    colleague = mates.filter(pk=said["to"]).first()
    if colleague is None:
        raise ValidationError({"to": ErrorDetail("no such colleague", "no_such_colleague")})
    handling.hand_on(user, case_id, colleague)


def _ask(user: User, said: Said, case_id: UUID) -> None:
    own = [Own(each["type"], each["text"], each["hint"], tuple(each["options"])) for each in said["own"]]
    handling.ask(user, case_id, again=said["again"], own=own, days=said["days"])


DEEDS = (
    Deed(
        CASE + "take/", "take_case", ACT, Nothing,
        lambda user, said, case_id: handling.take(user, case_id),
        "Take a case in hand.",
    ),
    Deed(
        CASE + "hand-on/", "hand_on_case", ACT, shapes.HandOn, _hand_on,
        "Hand a case on to a colleague, or to who stands in for them.",
    ),
    Deed(
        CASE + "put-back/", "put_back_case", ACT, Nothing,
        lambda user, said, case_id: handling.put_back(user, case_id),
        "Put a case back where it stood in the queue.",
    ),
    Deed(
        CASE + "ask/", "ask_applicant", ACT, shapes.AskFor, _ask,
        "Ask the applicant for something; the deadline stands still where its law says so.",
    ),
    Deed(
        "requests/<uuid:request_id>/withdraw/", "withdraw_request", ACT, Nothing,
        lambda user, said, request_id: handling.withdraw_request(user, request_id),
        "What was asked for is not needed any more.",
    ),
    Deed(
        CASE + "note/", "note_in_case", ACT, shapes.Write,
        lambda user, said, case_id: handling.note(user, case_id, said["text"]),
        "Note what a colleague should know.",
    ),
    Deed(
        CASE + "documents/<uuid:document_id>/check/", "check_document", ACT, shapes.Judge,
        lambda user, said, case_id, document_id: handling.check_document(user, case_id, document_id, **said),
        "A file shows what it should, or does not.",
    ),
    Deed(
        CASE + "fees/<number:fee_id>/exemption/", "judge_exemption", ACT, shapes.Judge,
        lambda user, said, case_id, fee_id: handling.accept_exemption(user, case_id, fee_id, **said),
        "The person is free of a fee, as the evidence shows, or is not.",
    ),
    Deed(
        CASE + "likenesses/<number:likeness_id>/settle/", "settle_likeness", ACT, Nothing,
        lambda user, said, case_id, likeness_id: handling.settle_likeness(user, case_id, likeness_id),
        "Two applications that looked alike are about different matters.",
    ),
    Deed(
        CASE + "link/", "link_case", ACT, shapes.OtherCase,
        lambda user, said, case_id: handling.link(user, case_id, said["case"]),
        "Two cases have to do with each other.",
    ),
    Deed(
        CASE + "merge/", "merge_case", ACT, shapes.OtherCase,
        lambda user, said, case_id: handling.merge(user, case_id, said["case"]),
        "A case is a duplicate: it ends, and goes on in the other.",
    ),
    Deed(
        CASE + "decide/", "decide_case", ACT, shapes.Decide,
        lambda user, said, case_id: handling.decide(user, case_id, **said),
        "Decide a case, or propose it where another has to confirm.",
    ),
    Deed(
        CASE + "confirm/", "confirm_decision", DECIDE, Nothing,
        lambda user, said, case_id: handling.confirm(user, case_id),
        "The second pair of eyes: what a colleague proposed stands.",
    ),
    Deed(
        CASE + "turn-down/", "turn_down_decision", DECIDE, shapes.Because,
        lambda user, said, case_id: handling.turn_down(user, case_id, said["reason"]),
        "What a colleague proposed goes back to them.",
    ),
    Deed(
        CASE + "correct/", "correct_decision", DECIDE, shapes.Decide,
        lambda user, said, case_id: handling.correct(user, case_id, **said),
        "Decide anew what was decided wrongly; documents issued on it are revoked.",
    ),
    Deed(
        CASE + "reopen/", "reopen_case", DECIDE, shapes.Because,
        lambda user, said, case_id: handling.reopen(user, case_id, said["reason"]),
        "Take up again what was decided or ended.",
    ),
    Deed(
        CASE + "prioritise/", "prioritise_case", ACT, shapes.Prioritise,
        lambda user, said, case_id: handling.prioritise(user, case_id, said["priority"]),
        "First in the queue, for a reason of the law.",
    ),
    Deed(
        CASE + "step/", "move_case", ACT, shapes.Move,
        lambda user, said, case_id: handling.set_step(user, case_id, said["step"]),
        "A case comes to a step of its own type.",
    ),
    Deed(
        CASE + "extend/", "extend_deadline", ACT, shapes.Because,
        lambda user, said, case_id: handling.extend(user, case_id, said["reason"]),
        "Put the deadline off, once, for a reason that the person is told.",
    ),
    Deed(
        TASK + "finish/", "finish_task", ACT, Nothing,
        lambda user, said, task_id: handling.finish_task(user, task_id),
        "A task is done.",
    ),
    Deed(
        TASK + "confirm/", "confirm_task", ACT, Nothing,
        lambda user, said, task_id: handling.confirm_task(user, task_id),
        "A second pair of eyes on a task.",
    ),
    Deed(
        "parties/<number:party_id>/reach/", "reach_party", ACT, shapes.ReachParty,
        lambda user, said, party_id: parties.reach(user, party_id, said["way"], said["address"]),
        "Somebody who is asked can be reached: they are invited.",
    ),
    Deed(
        OUTPUT + "issue/", "issue_output", ACT, Nothing,
        lambda user, said, output_id: issuing.issue(user, output_id),
        "Make a document and seal it.",
    ),
    Deed(
        OUTPUT + "send/", "send_output", ACT, shapes.Track,
        lambda user, said, output_id: moving.sent(user, output_id, said["tracking"]),
        "A document goes to the post.",
    ),
    Deed(
        OUTPUT + "ready/", "make_output_ready", ACT, Nothing,
        lambda user, said, output_id: moving.ready(user, output_id),
        "A document waits where it is collected.",
    ),
    Deed(
        OUTPUT + "hand-over/", "hand_over_output", ACT, Nothing,
        lambda user, said, output_id: moving.hand_over(user, output_id),
        "A document is in the hands of the applicant.",
    ),
)  # fmt: skip
"""In the order of a case's life."""
