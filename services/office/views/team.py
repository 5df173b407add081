"""Who belongs to a team, and what who leads it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from services.casework.handling.taking import release_all
from services.look.fields import typed
from services.look.parts import Link
from services.office.access import StaffRequest
from services.office.showing import moments
from services.office.showing.team import ROLES, chosen, glasses, names_of
from services.office.views.answering import NotTheRole, office
from services.people import breaking_glass, staffing
from services.people.models import Team, User
from services.people.staffing import NotAColleague, NotTheLead


class Wrong(ValueError):
    """Something typed cannot be so; the sentence says what to do."""


@require_safe
@office
def show(request: StaffRequest) -> HttpResponse:
    return _page(request)


@require_POST
@office
def act(request: StaffRequest, name: str) -> HttpResponse:
    """One of ACTIONS; whoever does not lead is refused by staffing itself."""
    if name not in ACTIONS:
        raise Http404
    try:
        ACTIONS[name](request)
    except NotTheLead:
        raise NotTheRole from None
    except NotAColleague:
        return _page(request, gettext("Only a colleague of the same organisation can stand in, until a later day."))
    except Wrong as wrong:
        return _page(request, str(wrong))
    return redirect(f"{reverse('office:team')}?{urlencode({'team': request.POST.get('team', '')})}")


def _page(request: StaffRequest, problem: str = "") -> HttpResponse:
    held = staffing.standing(request.user)
    if not held.organisations:
        raise NotTheRole
    context = {
        "teams": names_of(held),
        "team": chosen(held, request.POST.get("team") or request.GET.get("team", "")),
        "glasses": glasses(held),
        "roles": {role: gettext(words) for role, words in ROLES.items()},
        "me": str(request.user.pk),
        "said": request.POST,
        "problems": (Link(problem, "#main"),) if problem else (),
    }
    return render(request, "office/team.html", context, status=422 if problem else 200)


def _join(request: StaffRequest) -> None:
    """By the address they sign in with; the account is made by whoever looks after accounts."""
    user = User.objects.filter(email=request.POST.get("email", "").strip().lower(), is_active=True).first()
    roles = [role for role in request.POST.getlist("roles") if role in ROLES]
    if user is None:
        raise Wrong(gettext("Nobody signs in with this e-mail address. Check it and enter it again."))
    if not roles:
        raise Wrong(gettext("Choose at least one role."))
    staffing.join(user, _team(request), roles, by=request.user)


@transaction.atomic
def _leave(request: StaffRequest) -> None:
    """What they had in hand is free again."""
    user = _user(request, "user")
    if staffing.leave(user, _team(request), by=request.user):
        release_all(user, by=str(request.user.pk))


def _substitute(request: StaffRequest) -> None:
    raw = typed("date", "until", request.POST)
    try:
        until = datetime.strptime(raw, "%d/%m/%Y").replace(tzinfo=moments.zone()) + timedelta(1)
    except (ValueError, OverflowError):
        raise Wrong(gettext("Give the last day of the absence, like 31 12 2026.")) from None
    staffing.substitute(_user(request, "absent"), _user(request, "substitute"), until=until, by=request.user)


def _back(request: StaffRequest) -> None:
    staffing.end_substitution(_number(request, "substitution"), by=request.user)


def _look_into(request: StaffRequest) -> None:
    """Only of the cases of an organisation that one leads."""
    wanted = _number(request, "glass")
    if wanted not in {each.id for each in glasses(staffing.standing(request.user))}:
        raise NotTheLead
    if not breaking_glass.look_into(wanted, by=request.user):
        raise Wrong(gettext("Somebody else has to look into what you opened yourself."))


ACTIONS: Mapping[str, Callable[[StaffRequest], None]] = {
    "join": _join,
    "leave": _leave,
    "substitute": _substitute,
    "back": _back,
    "look_into": _look_into,
}


def _team(request: StaffRequest) -> Team:
    held = staffing.standing(request.user)
    found = Team.objects.filter(pk=_number(request, "team"), organisation__in=held.organisations).first()
    if found is None:
        raise NotTheLead
    return found


def _user(request: StaffRequest, name: str) -> User:
    """A colleague of one of their own organisations; raises Wrong."""
    said = request.POST.get(name, "")
    colleagues = staffing.colleagues(staffing.standing(request.user).organisations)
    found = next((each for each in colleagues if str(each.pk) == said), None)
    if found is None:
        raise Wrong(gettext("Choose a colleague."))
    return found


def _number(request: StaffRequest, name: str) -> int:
    said = request.POST.get(name, "")
    if not (said.isascii() and said.isdigit() and len(said) < 19):
        raise Http404
    return int(said)
