"""One thing done in many cases of the queue: begun here, worked off elsewhere, followed on a page."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from services.casework.references import grouped
from services.look.languages import language
from services.look.parts import Link
from services.office import bulk
from services.office.access import StaffRequest
from services.office.models import BulkJob
from services.office.views.answering import NotTheRole, office
from services.people import staffing
from services.people.models import User


@require_POST
@office
def begin(request: StaffRequest) -> HttpResponse:
    held = staffing.standing(request.user)
    if not held.organisations:
        raise NotTheRole
    action, cases = request.POST.get("action", ""), _ids(request.POST.getlist("case"))
    colleague = _colleague(request.POST.get("colleague", ""), held.organisations)
    problem = _problem(action, cases, colleague)
    if problem:
        context = {"problems": (Link(problem, "#main"),), "heading": gettext("Nothing was done"), "remedy": problem}
        return render(request, "office/told.html", context, status=422)
    return redirect("office:bulk_job", bulk.begin(request.user, action, cases, colleague).pk)


@require_safe
@office
def progress(request: StaffRequest, job_id: UUID) -> HttpResponse:
    job = BulkJob.objects.select_related("colleague").filter(pk=job_id, user=request.user).first()
    if job is None:
        raise Http404
    far = bulk.progress(job)
    failed = [(str(case.pk), grouped(case.reference), why.sentence(language())) for case, why in far.failed]
    context = {"id": str(job.pk), "far": far, "failed": failed, "title": _title(job), "problems": ()}
    template = "office/bulk_part.html" if request.htmx else "office/bulk.html"
    return render(request, template, context)


def _title(job: BulkJob) -> str:
    said = {
        "take": gettext("Cases you take"),
        "put_back": gettext("Cases put back into the queue"),
        "hand_on": gettext("Cases handed on to %(name)s"),
    }
    return said[job.action] % {"name": job.colleague.name if job.colleague else ""}


def _problem(action: str, cases: list[UUID], colleague: User | None) -> str:
    if action not in bulk.ACTIONS or not cases:
        return gettext("Go back, tick the cases, and choose what is to be done with them.")
    if action == "hand_on" and colleague is None:
        return gettext("Go back and choose to whom they are handed on.")
    return ""


def _ids(said: list[str]) -> list[UUID]:
    found = []
    for each in said[: bulk.MOST]:
        try:
            found.append(UUID(each))
        except ValueError:
            continue
    return found


def _colleague(said: str, organisations: list[int]) -> User | None:
    ids = _ids([said])
    return staffing.colleagues(organisations).filter(pk__in=ids).first() if ids else None
