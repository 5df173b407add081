"""A case of another body, opened in an emergency: with a reason, for an hour, to be looked into by somebody else."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from services.casework import sentences
from services.casework.models import Case
from services.casework.references import NotAReference
from services.casework.references import read as read_reference
from services.look.fields import Field, problems
from services.look.languages import language
from services.office.access import StaffRequest
from services.office.views.answering import NotTheRole, office
from services.people import breaking_glass, staffing
from services.record import limits

RATE = "20/day"  # whoever tries references one after the other is not in an emergency


@require_http_methods(["GET", "HEAD", "POST"])
@office
def break_glass(request: StaffRequest) -> HttpResponse:
    if not staffing.standing(request.user).organisations:
        raise NotTheRole
    if request.method != "POST":
        return _page(request, request.GET.get("reference", ""))
    limits.hit("glass", str(request.user.pk), RATE, guarded=True)
    typed, reason = request.POST.get("reference", ""), request.POST.get("reason", "")
    try:
        case = Case.objects.filter(reference=read_reference(typed), destroyed_at=None).first()
        if case is None:
            return _page(request, typed, reason, unknown=gettext("No case has this reference. Check it."))
        breaking_glass.break_glass(request.user, case.subject, reason)
    except NotAReference as wrong:
        return _page(request, typed, reason, unknown=sentences.say(language(), wrong.code))
    except breaking_glass.NoReason:
        least = gettext("Say why, in at least %(least)s characters: somebody else will judge it.")
        return _page(request, typed, reason, unsaid=least % {"least": breaking_glass.SHORTEST})
    return redirect("office:case", case.pk)


def _page(request: StaffRequest, typed: str, reason: str = "", *, unknown: str = "", unsaid: str = "") -> HttpResponse:
    reference = Field("id", "reference", gettext("Whole reference"), value=typed[:40], error=unknown, heading=False)
    why = Field("textarea", "reason", gettext("Why must you see it now?"), value=reason, error=unsaid, heading=False)
    context = {"fields": (reference, why), "problems": problems(reference, why)}
    return render(request, "office/glass.html", context, status=422 if unknown or unsaid else 200)
