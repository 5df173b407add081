"""The queue, the search in it, filters saved, and the next case."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from services.casework import finding, handling, queue
from services.casework.references import NotAReference
from services.casework.references import read as read_reference
from services.casework.trace import queue_topic
from services.journeys.canonical import hash_of
from services.look.fields import Field, problems
from services.look.languages import language
from services.office import saving
from services.office.access import StaffRequest
from services.office.models import SavedFilter
from services.office.overview import overview
from services.office.showing import queue as showing
from services.office.showing.row import Row, row
from services.office.views.answering import office
from services.people import staffing
from services.people.models import Team
from services.people.staffing import Standing
from services.record import live

MOST_COLLEAGUES = 200
MOST_HEARD = 5  # organisations whose moves are told at once; of others the page asks now and then


@require_safe
@office
def home(request: StaffRequest) -> HttpResponse:
    """The queue; of somebody in no team, a page that says so."""
    held = staffing.standing(request.user)
    if not held.organisations:
        return render(request, "office/home.html")
    if request.htmx:
        return _part(request)
    return _page(request, held)


@require_safe
@office
def search(request: StaffRequest) -> HttpResponse:
    """By reference, name or number."""
    text = request.GET.get("q", "").strip()[:100]
    found = finding.search(request.user, text) if text else queue.Page(())
    reference = "" if found.cases else _reference(text)
    said = {"q": text, "rows": [row(case) for case in found.cases], "more": found.more, "reference": reference}
    return render(request, "office/search.html", said)


@require_POST
@office
def next_case(request: StaffRequest) -> HttpResponse:
    """Take what comes next, and be there."""
    case = queue.next_free(request.user)
    if case is None:
        return redirect(showing.address({}, none="yes"))
    handling.take(request.user, case.pk)
    return redirect("office:case", case.pk)


@require_POST
@office
def save_filter(request: StaffRequest) -> HttpResponse:
    said = showing.wanted(request.POST)
    try:
        saving.save(request.user, request.POST.get("name", ""), said)
    except saving.NoName:
        error = gettext("Give the filter a name of at most %(max)s characters.") % {"max": saving.LONGEST}
    except saving.Enough:
        error = gettext("You have %(max)s filters. Forget one before you save another.") % {"max": saving.MOST}
    else:
        return redirect(showing.address(said))
    request.GET = request.POST
    return _page(request, staffing.standing(request.user), error)


@require_POST
@office
def forget_filter(request: StaffRequest, filter_id: int) -> HttpResponse:
    saving.forget(request.user, filter_id)
    return redirect("office:home")


def _page(request: StaffRequest, held: Standing, error: str = "") -> HttpResponse:
    said = showing.wanted(request.GET)
    seen = overview(held)
    teams = list(Team.objects.filter(organisation__in=held.organisations).order_by("pk"))
    name = Field("text", "name", gettext("Save this filter as"), error=error, value=request.POST.get("name", ""))
    colleagues = staffing.colleagues(held.organisations)[:MOST_COLLEAGUES]
    rows = _rows(request)
    heard = list(dict.fromkeys((*rows["authorities"], *held.organisations)))
    context = {
        **rows,
        "choices": showing.choices(said, seen, teams),
        "shortcuts": showing.shortcuts(said, seen, list(SavedFilter.objects.filter(user=request.user))),
        "said": said,
        "name": name,
        "colleagues": [(str(each.pk), each.name) for each in colleagues],
        "live": [live.address(queue_topic(each)) for each in heard[:MOST_HEARD]],
        "nothing_free": request.GET.get("none"),
        "problems": problems(name),
    }
    return render(request, "office/queue.html", context, status=422 if error else 200)


def _part(request: StaffRequest) -> HttpResponse:
    """The rows alone, unless they are what the page has already."""
    rows = _rows(request)
    same = get_conditional_response(request, etag=rows["etag"])
    if same is not None:
        return same
    response = render(request, "office/queue_rows.html", rows)
    response["ETag"] = rows["etag"]
    return response


def _rows(request: StaffRequest) -> dict[str, Any]:
    said = showing.wanted(request.GET)
    page = queue.page(request.user, showing.filter_of(said), request.GET.get("after", ""))
    rows = [row(case) for case in page.cases]
    return {
        "rows": rows,
        "authorities": [case.authority_id for case in page.cases],
        "next": showing.address(said, after=page.after) if page.after else "",
        "part": request.get_full_path(),
        "etag": _etag(rows),
    }


def _etag(rows: list[Row]) -> str:
    shown = [[each.id, each.step.words, each.due.tag.words, each.first, each.handler] for each in rows]
    return quote_etag(hash_of([language(), shown])[:32])


def _reference(text: str) -> str:
    """Whether a whole reference was asked for that is none of theirs: only then a glass can be broken."""
    try:
        return read_reference(text)
    except NotAReference:
        return ""
