"""Who may do what: every operation with the scope it needs; one that is new has to be written down here."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from services.api.operation import OPERATIONS
from services.api.scopes import SCOPES
from services.catalogue.models import Organisation
from tests.services.api.conftest import caller, refused

PUBLIC = ""
TABLE = {
    PUBLIC: "list_services read_service read_schema list_outages read_problem",
    "applications.read": "list_applications read_application read_question follow_case read_request"
    " read_request_question read_contact read_output_ways",
    "applications.write": "start_application resume_application answer_question ask_for_letter review_application"
    " declare_application hold_application submit_application order_proof_letter send_proof_code key_proof_pin"
    " key_proof_code withdraw_case correct_answers appeal_decision"
    " choose_contact take_up_offer refuse_offer answer_request_question hand_in_request fetch_output choose_output_way",
    "documents.read": "list_files list_request_files fetch_file fetch_case_file fetch_case_output",
    "documents.write": "give_file give_request_file take_file_back",
    "cases.read": "list_cases read_case",
    "cases.act": "take_case hand_on_case put_back_case ask_applicant withdraw_request note_in_case check_document"
    " judge_exemption settle_likeness link_case merge_case decide_case prioritise_case move_case extend_deadline"
    " finish_task confirm_task reach_party file_document issue_output send_output make_output_ready hand_over_output",
    "cases.decide": "confirm_decision turn_down_decision correct_decision reopen_case",
}
NEEDS = {name: scope for scope, names in TABLE.items() for name in names.split()}
OTHERS = {"v1/openapi.json", ""}
"""The description itself, and whatever is not there."""
GIVEN = {"slug": "no-such", "kind": "service", "code": "failed", "instance": "full_name"}
ANY = UUID("6e8bc430-9c3a-4d9f-8b0e-0242ac130002")


def patterns(below: Any = None, path: str = "") -> list[tuple[str, URLPattern]]:
    """Every address of the API."""
    found: list[tuple[str, URLPattern]] = []
    for each in (below or get_resolver("services.api.urls")).url_patterns:
        here = path + str(each.pattern)
        found += [(here, each)] if isinstance(each, URLPattern) else patterns(each, here)
    return found


def operations() -> list[tuple[str, str, str]]:
    """Id, method and an address of each operation."""
    found = []
    for path, pattern in patterns():
        view = getattr(pattern.callback, "view_class", None) or getattr(pattern.callback, "cls", None)
        address = f"/api/{path}" if path in OTHERS else _filled(f"/api/{path}")
        for method in ("get", "post", "put", "delete"):
            handler = getattr(view, method, None)
            name = getattr(handler, "operation", "")
            found += [(name, method.upper(), address)] if name else []
    return found


def _filled(path: str) -> str:
    for converter, name in (
        part.rstrip(">").split(":") for part in path.split("<")[1:] for part in [part.split(">")[0]]
    ):
        value = {"uuid": str(ANY), "number": "7"}.get(converter, GIVEN.get(name, "x"))
        path = path.replace(f"<{converter}:{name}>", value)
    return path


def ask(method: str, address: str, token: str = "") -> Any:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return Client().generic(method, address, "{}", "application/json", headers=headers)


def test_every_operation_stands_in_the_table() -> None:
    assert {name: operation.scope for name, operation in OPERATIONS.items()} == NEEDS
    assert sorted(name for name, _, _ in operations()) == sorted(NEEDS)


def test_every_address_is_an_operation() -> None:
    addresses = {address for _, _, address in operations()}
    assert {path for path, _ in patterns() if path not in OTHERS and _filled(f"/api/{path}") not in addresses} == set()


@pytest.mark.parametrize(("name", "method", "address"), operations())
def test_without_a_token(db: None, name: str, method: str, address: str) -> None:
    response = ask(method, address)
    if NEEDS[name] == PUBLIC:
        assert response.status_code in (200, 404)
    else:
        refused(response, 401, "not_authenticated")


def test_each_scope_opens_its_own_operations_and_no_others(db: None) -> None:
    body = Organisation.objects.create(slug="here", names={"en": "Here"}, level="commune", territory="VN")
    for scope in SCOPES:
        token = caller(body, scope, [scope]).token
        for name, method, address in operations():
            response = ask(method, address, token)
            if NEEDS[name] in (PUBLIC, scope):
                assert response.status_code in (200, 404, 415, 422), (name, response.content)
            else:
                assert response.status_code == 403, (name, scope, response.content)
                assert json.loads(response.content)["type"].endswith("/scope_missing/")
