"""The page of one case, and the part of it that keeps up with what colleagues do."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from services.office.access import StaffRequest
from services.office.acting.table import ACTIONS
from services.office.case_file import CaseFile
from services.office.showing import moments
from services.office.showing.offered import offered
from services.office.showing.page import page
from services.office.views.answering import office
from services.record import clock, live


@require_safe
@office
def case(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Raises NotAllowed for a case that is not theirs to see, which is a page that tells nothing of it."""
    file = CaseFile.read(request.user, case_id)
    etag = etag_of(file)
    if request.htmx:
        return get_conditional_response(request, etag=etag) or _part(request, file, etag)
    done = ACTIONS.get(request.GET.get("done", ""))
    said = {"done": gettext(done.done) if done else "", "changed": request.GET.get("changed"), "problems": ()}
    return render(request, "office/case/page.html", {**facts(file), **said})


def _part(request: StaffRequest, file: CaseFile, etag: str) -> HttpResponse:
    response = render(request, "office/case/facts.html", facts(file))
    response["ETag"] = etag
    return response


def facts(file: CaseFile) -> dict[str, Any]:
    """What the live part shows."""
    return {
        "page": page(file),
        "offered": offered(file),
        "live": live.address(file.case.subject),
        "etag": etag_of(file),
        "glass": moments.moment(file.glass.until) if file.glass else "",
    }


def etag_of(file: CaseFile) -> str:
    """Of what this colleague sees today: tomorrow the same deadline is nearer."""
    today = clock.now().astimezone(moments.zone()).date()
    return live.etag(f"{file.case.subject} {file.user.pk} {today} {bool(file.glass)}", file.case.revision)
