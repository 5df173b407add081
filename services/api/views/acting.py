"""What is done in a case: each an address of its own, which gives the case back as it stands then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from rest_framework.request import Request as Call

from services.api import queries
from services.api.authentication import system_of
from services.api.fields import Asked
from services.api.operation import Door, operation
from services.api.serializers.cases import WorkedCase
from services.api.showing.cases import whole
from services.casework.models import Output, Request, Task
from services.people.models import User


@dataclass(frozen=True)
class Deed:
    """One thing to do: where, its id, the scope it needs, what is said, and the function of casework that does it.

    `does` is called with the user, what was said, and what the address names.
    """

    path: str
    name: str
    scope: str
    takes: type[Asked]
    does: Callable[..., Any]
    says: str

    @property
    def view(self) -> type[Door]:
        """The address as a view; the case has to be the system's to see, whatever is done in it."""

        def post(door: Door, request: Call, said: dict[str, Any], **address: Any) -> dict[str, Any]:
            user: User = system_of(request).user
            case_id = queries.seen(user, _case_in(address))
            self.does(user, said, **address)
            return whole(user, case_id)

        post.__doc__ = self.says
        method = operation(self.name, self.scope, takes=self.takes, gives=WorkedCase)(post)
        return type(self.name, (Door,), {"post": method})


def _case_in(address: dict[str, Any]) -> UUID:
    """The case that an address is about."""
    match address:
        case {"case_id": UUID() as case_id}:
            return case_id
        case {"task_id": task_id}:
            return queries.case_of(Task, task_id)
        case {"request_id": request_id}:
            return queries.case_of(Request, request_id)
        case {"output_id": output_id}:
            return queries.case_of(Output, output_id)
    return queries.case_of_party(address["party_id"])
