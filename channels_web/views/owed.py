"""What am I owed? A few questions on one page, an answer on the next; nothing of it is kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from channels_web.views.showing import plain, spoken
from services.catalogue import owed, places
from services.journeys.concepts import Concept
from services.journeys.language import language
from services.journeys.problems import Invalid, invalid
from services.journeys.types.base import Json
from services.journeys.types.choices import Choice
from services.journeys.types.places import Location
from services.look.fields import Field, Option, shape, typed
from services.record import limits


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    concepts = owed.concepts()
    if request.method != "POST":
        return plain(request, "owed", fields=tuple(_field(each, "", "") for each in concepts))
    limits.hit("owed", limits.address_of(request), "300/hour")
    read = [_read(each, request.POST) for each in concepts]
    fields = tuple(_field(each, raw, error) for each, (raw, _, error) in zip(concepts, read, strict=True))
    said = {each.name: value for each, (_, value, _) in zip(concepts, read, strict=True) if value is not None}
    if any(field.error for field in fields):
        return plain(request, "owed", fields=fields, status=422)
    if not said:
        nothing = gettext("Answer at least one of the questions.")
        return plain(request, "owed", fields=(_field(concepts[0], "", nothing), *fields[1:]), status=422)
    return plain(request, "owed_found", found=owed.found(said, spoken()), fields=())


def _field(concept: Concept, raw: str, error: str) -> Field:
    answer, words = owed.type_of(concept), concept.words[spoken()]
    options: tuple[Option, ...] = ()
    if isinstance(answer, Choice):
        options = tuple(Option(option, words["options"][option]) for option in answer.options)
    elif answer.type == "yes_no":
        said = language(spoken())
        options = (Option("yes", said.yes.shown), Option("no", said.no.shown))
    return Field(
        kind=shape(answer.type), name=concept.name, label=words["text"], hint=words.get("hint", ""), value=raw,
        options=options, error=error, heading=False,
    )  # fmt: skip


def _read(concept: Concept, posted: QueryDict) -> tuple[str, Json, str]:
    """What was typed, its meaning (None where nothing was typed), and what is wrong with it."""
    answer = owed.type_of(concept)
    raw = typed(shape(answer.type), concept.name, posted)
    if not raw.strip():
        return "", None, ""
    try:
        value = answer.parse(raw, language(spoken()))
        return raw, _place(str(value)) if isinstance(answer, Location) else value, ""
    except Invalid as wrong:
        return raw, None, language(spoken()).say(wrong.problem.code, **wrong.problem.details)


def _place(text: str) -> Json:
    found = places.find(text, language=spoken())
    if not found:
        raise invalid("place_unknown")
    return {"code": found[-1].code, "name": found[-1].name}
