"""How a person is reached about their case, and in which language; neither e-mail nor telephone is needed."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from channels_web.views.showing import plain, spoken
from channels_web.visitor import CITIZEN, remember, visiting, visitor_of
from services.casework import cases, queries
from services.casework.applications import NotYours
from services.journeys.language import language
from services.journeys.problems import Invalid
from services.journeys.types.base import AnswerType
from services.journeys.types.phones import Phone
from services.journeys.types.texts import Address, Email
from services.look.fields import Field, Kind, Option, typed
from services.people import contact_plans
from services.people.models import ContactPlan
from services.record import limits

KINDS: Mapping[str, tuple[Kind, AnswerType]] = {
    "email": ("email", Email(type="email")),
    "sms": ("tel", Phone(type="phone")),
    "voice": ("tel", Phone(type="phone")),
    "post": ("address", Address(type="address")),
}


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Language, ways and where each leads, which first; a way left empty is not used."""
    before = visitor_of(request)
    before.holding(application_id)
    plan = queries.plan_of(application_id)
    if plan is None:
        raise NotYours
    offered = _offered(plan)
    if request.method != "POST":
        return _page(request, application_id, _fields(offered, plan.language, _first(plan), _shown(plan), {}))
    limits.hit("contact", str(application_id), "30/hour")
    chosen, first = request.POST.get("language", ""), request.POST.get("first", "")
    raw = {way: typed(KINDS[way][0], way, request.POST) for way in offered}
    addresses, errors = _read(raw)
    if chosen not in dict(settings.LANGUAGES):
        errors["language"] = gettext("Choose a language.")
    if errors:
        return _page(request, application_id, _fields(offered, chosen, first, raw, errors), status=422)
    ways = sorted(addresses, key=lambda way: way != first)
    visitor, touch = visiting(before)
    cases.choose_contact(application_id, chosen, ways, addresses, touch=touch, keyed_by=CITIZEN)
    return remember(redirect(f"{reverse('web:case', args=(application_id,))}?notice=reached"), visitor, before)


def _offered(plan: ContactPlan) -> tuple[str, ...]:
    """The ways this installation has, and those the person chose before."""
    has = {*settings.NOTICE_WAYS, *plan.ways}
    return tuple(way for way in contact_plans.WAYS if way in has)


def _first(plan: ContactPlan) -> str:
    return plan.ways[0] if plan.ways else ""


def _shown(plan: ContactPlan) -> dict[str, str]:
    said = language(spoken())
    held = contact_plans.addresses_of(plan)
    return {way: KINDS[way][1].show(address, said) for way, address in held.items()}


def _read(raw: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Where each way leads that is filled in, and what is wrong with the others."""
    addresses: dict[str, str] = {}
    errors: dict[str, str] = {}
    for way, text in raw.items():
        try:
            if text.strip():
                addresses[way] = str(KINDS[way][1].parse(text, language(spoken())))
        except Invalid as wrong:
            errors[way] = language(spoken()).say(wrong.problem.code, **wrong.problem.details)
    return addresses, errors


def _page(request: HttpRequest, application_id: UUID, fields: tuple[Field, ...], status: int = 200) -> HttpResponse:
    return plain(request, "contact", status, id=str(application_id), fields=fields)


def _fields(
    offered: tuple[str, ...], chosen: str, first: str, raw: Mapping[str, str], errors: Mapping[str, str]
) -> tuple[Field, ...]:
    languages = tuple(Option(code, name) for code, name in settings.LANGUAGES)
    spoken_in = Field(
        "radios", "language", gettext("In which language do we write to you?"), value=chosen, options=languages,
        error=errors.get("language", ""), heading=False,
    )  # fmt: skip
    ways = tuple(_field(way, raw.get(way, ""), errors.get(way, "")) for way in offered)
    return (spoken_in, *ways, *_order(offered, first))


def _field(way: str, value: str, error: str) -> Field:
    labels = {
        "email": gettext("E-mail address"),
        "sms": gettext("Phone number for text messages"),
        "voice": gettext("Phone number for calls"),
        "post": gettext("Address for letters"),
    }
    fill = {"email": "email", "sms": "tel", "voice": "tel", "post": "street-address"}
    hint = gettext("Leave this empty if you do not want us to use it.")
    if way not in settings.NOTICE_WAYS:
        hint = gettext("This way is not open yet. We use it as soon as it is, unless you leave it empty.")
    kind = KINDS[way][0]
    return Field(kind, way, labels[way], hint, value, error=error, heading=False, autocomplete=fill[way])


def _order(offered: tuple[str, ...], first: str) -> tuple[Field, ...]:
    """Which way first: asked only where there is more than one."""
    if len(offered) < 2:
        return ()
    said = {
        "email": gettext("E-mail"),
        "sms": gettext("Text message"),
        "voice": gettext("A call"),
        "post": gettext("A letter"),
    }
    options = tuple(Option(way, said[way]) for way in offered)
    label, hint = gettext("Which of them first?"), gettext("If it does not work, we use the next one.")
    return (Field("radios", "first", label, hint, first, options, heading=False),)
