"""What staff do in a case, one function for each: permission, transaction, trace. Every front end calls these."""

from services.casework.handling.asking import Own, ask, withdraw_request
from services.casework.handling.checking import accept_exemption, check_document, settle_likeness
from services.casework.handling.correcting import correct, reopen
from services.casework.handling.deciding import confirm, decide, turn_down
from services.casework.handling.filing import file_document
from services.casework.handling.linking import link, merge
from services.casework.handling.noting import note
from services.casework.handling.ordering import extend, prioritise, set_step
from services.casework.handling.taking import hand_on, put_back, take
from services.casework.handling.tasks import confirm_task, finish_task

__all__ = [
    "Own",
    "accept_exemption",
    "ask",
    "check_document",
    "confirm",
    "confirm_task",
    "correct",
    "decide",
    "extend",
    "file_document",
    "finish_task",
    "hand_on",
    "link",
    "merge",
    "note",
    "prioritise",
    "put_back",
    "reopen",
    "set_step",
    "settle_likeness",
    "take",
    "turn_down",
    "withdraw_request",
]
