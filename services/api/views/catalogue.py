"""The catalogue: what can be asked for, by which rules, in which words; which doors are down."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext
from rest_framework.request import Request

from services.api.operation import Door, operation
from services.api.problems import BASE
from services.api.said import SENTENCES
from services.api.scopes import PUBLIC
from services.api.serializers import catalogue as shapes
from services.api.speaking import spoken
from services.casework import sentences
from services.casework.clocks import outages
from services.catalogue import queries
from services.journeys.definition import schemas
from services.journeys.language import language

PAGE = 100
OPEN = dict.fromkeys(("time", "limit", "accepted", "said", "found", "max", "min", "name", "reference"), "…")


class Services(Door):
    @operation("list_services", PUBLIC, asks=shapes.Wanted, gives=shapes.Services)
    def get(self, request: Request, said: dict[str, Any]) -> dict[str, Any]:
        """The services that can be asked for today."""
        if said["search"]:
            return {"results": queries.search(said["search"], spoken())[:PAGE], "after": ""}
        later = sorted((each for each in queries.services(spoken()) if each.slug > said["after"]), key=lambda s: s.slug)
        return {"results": later[:PAGE], "after": later[PAGE - 1].slug if len(later) > PAGE else ""}


class Service(Door):
    @operation("read_service", PUBLIC, gives=shapes.Service)
    def get(self, request: Request, said: dict[str, Any], slug: str) -> dict[str, Any]:
        """A service: its rules, and its words in one language."""
        page, definition = queries.page(slug, spoken()), queries.definition(slug)
        same = ("slug", "language", "languages", "authority", "decided_on", "stopped", "exceptions", "rules")
        return {
            **{name: getattr(page, name) for name in same},
            "title": page.text("title"),
            "summary": page.text("summary"),
            "begins": page.law.begins,
            "rules_hash": definition.rules_hash,
            "words": page.words.written,
        }


class Schema(Door):
    @operation("read_schema", PUBLIC, gives=shapes.Schema)
    def get(self, request: Request, said: dict[str, Any], kind: str) -> dict[str, Any]:
        """The JSON Schema of rules or words."""
        if kind not in schemas.KINDS:
            raise Http404
        return {"schema": schemas.of(kind)}


class Outages(Door):
    @operation("list_outages", PUBLIC, gives=shapes.Outages)
    def get(self, request: Request, said: dict[str, Any]) -> dict[str, Any]:
        """The doors that are down now."""
        going = outages.going_on()[:PAGE]
        told = [
            {"channel": each.channel, "began_at": each.began_at, "words": each.words.get(spoken(), "")}
            for each in going
        ]
        return {"results": told}


class Problem(Door):
    @operation("read_problem", PUBLIC, gives=shapes.ProblemType)
    def get(self, request: Request, said: dict[str, Any], code: str) -> dict[str, Any]:
        """What a problem means, and what to do."""
        return {"type": f"{settings.PUBLIC_BASE_URL.rstrip('/')}{BASE}{code}/", "detail": meaning(code)}


def meaning(code: str) -> str:
    """In the language in force, its details left open; raises Http404 for a code there is none of."""
    if code in SENTENCES:
        return gettext(SENTENCES[code])
    try:
        return language(spoken()).sentences.get(code) or sentences.say(spoken(), code, **OPEN)
    except KeyError:
        raise Http404 from None
