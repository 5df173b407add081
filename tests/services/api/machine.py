"""Schemathesis at the API in this process: cases that fit the description and cases that do not, each role's own."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from random import Random
from typing import Any

import hypothesis
import redis
import schemathesis
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from schemathesis import Case, GenerationMode
from schemathesis.checks import CheckFunction, load_all_checks
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance

from config.wsgi import application
from services.api.description import LINKS
from services.api.operation import OPERATIONS
from services.api.scopes import PUBLIC
from tests.services.api.conftest import Caller

LONG = bool(os.environ.get("EVENHAND_LONG"))
POOL = None if LONG else 40
COVERED = 10_000 if LONG else 3
"""Of the cases that go through what the description says, systematically (of the first so many, for making all of
them takes long); of an operation closed to a role, one."""
DRAWN = 40 if LONG else 1
"""Of those drawn at random, fitting and not fitting each."""
WAYS, STEPS = (200, 30) if LONG else (4, 8)
"""How many ways through the links are gone, and how far."""
MODES = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
REFUSED = ["400", "401", "403", "404", "405", "406", "409", "413", "415", "422", "428", "429"]
"""What may be said to what does not fit the description: that it is too much altogether comes first."""
REFUSED_RIGHTLY: list[CheckFunction] = [positive_data_acceptance]
"""What fits the description can still be refused: by the rules of a service, or as things stand."""


@dataclass
class Figures:
    """How many requests were answered with which status, and what was wrong."""

    statuses: Counter[int] = field(default_factory=Counter)
    failures: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        told = ", ".join(f"{status}: {count}" for status, count in sorted(self.statuses.items()))
        return f"{sum(self.statuses.values())} requests ({told})"


@contextmanager
def in_one_transaction() -> Iterator[None]:
    """As the test client of Django does it: the end of a request closes no connection under the test's feet."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def description() -> schemathesis.BaseSchema:
    """The description as it is served."""
    load_all_checks()
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    schema.config.generation.with_security_parameters = False  # each role shows its own token, in every case
    schema.config.checks.negative_data_rejection.expected_statuses = REFUSED
    return schema


def go_through(schema: schemathesis.BaseSchema, caller: Caller, known: dict[str, Any]) -> Figures:
    """Every operation, each from the same world; `known` are ids of it for the addresses."""
    figures = Figures()
    for operation in _operations(schema):
        for case in _cases(schema, operation, open_to(caller, operation)):
            _lead(case, known)
            with transaction.atomic():
                _try(case, caller, figures)
                transaction.set_rollback(True)
    return figures


def _operations(schema: schemathesis.BaseSchema) -> Iterator[Any]:
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found
        yield found.ok()


def open_to(caller: Caller, operation: Any) -> bool:
    scope = OPERATIONS[operation.definition.raw["operationId"]].scope
    return scope == PUBLIC or bool(caller.system and scope in caller.system.scopes)


def _cases(schema: schemathesis.BaseSchema, operation: Any, is_open: bool) -> Iterator[Case[Any]]:
    """Some of what the description implies, and some drawn at random."""
    implied = schema.iter_coverage_cases(operation, generation_modes=MODES, generation_config=schema.config.generation)
    if not is_open:
        yield from islice(implied, 1)
        return
    covered = list(islice(implied, POOL))
    yield from covered if len(covered) <= COVERED else Random(operation.label).sample(covered, COVERED)  # noqa: S311
    for mode in MODES:
        yield from _drawn(operation, mode)


def _drawn(operation: Any, mode: GenerationMode) -> list[Case[Any]]:
    drawn: list[Case[Any]] = []
    settings = hypothesis.settings(
        max_examples=DRAWN,
        database=None,
        derandomize=not LONG,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )

    @settings
    @hypothesis.given(operation.as_strategy(generation_mode=mode))
    def draw(case: Case[Any]) -> None:
        drawn.append(case)

    with suppress(hypothesis.errors.Unsatisfiable):  # where nothing is said, nothing can be said wrongly
        draw()
    return drawn


def _lead(case: Case[Any], known: dict[str, Any]) -> None:
    """To something that is there, where the address is one that could be."""
    for name, value in known.items():
        given = case.path_parameters.get(name)
        if given is not None and isinstance(given, type(value)) and len(str(given)) == len(str(value)):
            case.path_parameters[name] = value


def _try(case: Case[Any], caller: Caller, figures: Figures) -> None:
    with _kept(figures, case):
        response = case.call_and_validate(headers=caller.shown, excluded_checks=REFUSED_RIGHTLY)
        figures.statuses[response.status_code] += 1


@contextmanager
def _kept(figures: Figures, case: Case[Any]) -> Iterator[None]:
    try:
        yield
    except FailureGroup as wrong:
        for failure in wrong.exceptions:
            figures.failures[f"{case.operation.label}: {failure}"] = case.as_curl_command()


def follow_links(schema: schemathesis.BaseSchema, caller: Caller) -> Figures:
    """From what one operation answers to the next."""
    figures = Figures()
    linked = [name for source, (_, _, _, onward) in LINKS.items() for name in (source, *onward)]
    open_ones = [name for name in linked if caller.system and OPERATIONS[name].scope in caller.system.scopes]
    schema = schema.include(operation_id=open_ones)

    class Ways(schema.as_state_machine()):  # type: ignore[misc]  # made of the description
        def setup(self) -> None:
            """Every way begins in the same world: what can come next would else depend on the ways before."""
            redis.Redis.from_url(settings.REDIS_URL).flushdb()
            self.world = transaction.atomic()
            self.world.__enter__()

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.world.__exit__(None, None, None)

        def get_call_kwargs(self, case: Case[Any]) -> dict[str, Any]:
            return {"headers": caller.shown}

        def before_call(self, case: Case[Any]) -> None:
            fits = case.meta is not None and case.meta.generation.mode is GenerationMode.POSITIVE
            if fits and case.operation.label == "POST /api/v1/applications/":
                case.body = {"service": "social-pension", "language": "vi"}

        def after_call(self, response: schemathesis.Response, case: Case[Any]) -> None:
            figures.statuses[response.status_code] += 1

        def validate_response(self, response: schemathesis.Response, case: Case[Any], **more: Any) -> None:
            with _kept(figures, case):
                case.validate_response(response, excluded_checks=REFUSED_RIGHTLY, headers=caller.shown)

    Ways.run(
        settings=hypothesis.settings(
            max_examples=WAYS,
            stateful_step_count=STEPS,
            database=None,
            derandomize=not LONG,
            deadline=None,
            phases=[hypothesis.Phase.generate],
            suppress_health_check=list(hypothesis.HealthCheck),
        )
    )
    return figures
