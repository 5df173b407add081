"""By post: where a document goes, and the letter that carries the address."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from services.casework import identity
from services.casework.applications import opened as opening
from services.casework.applications.opened import Opened
from services.casework.models import Case, Output
from services.casework.outputs import keeping, ordering
from services.casework.outputs.rendering import authority_name, pages, place_and_date, say, watermark
from services.casework.references import grouped
from services.journeys.types.texts import Address
from services.look import pdf
from services.look.jinja import theme
from services.look.papers import Letter
from services.people import contact_plans


def address_of(case: Case, output: Output, opened: Opened) -> str:
    """Where it goes: what was asked for with the way, else how they want to be reached, else where they live."""
    asked = next(_asked_with(opened, ordering.written_of(case, output, opened).get("chosen_by") or ""), "")
    chosen = contact_plans.addresses_of(case.contact).get("post", "") if case.contact else ""
    return asked or chosen or str(identity.said(opened).get("address") or "")


def printed(output_id: UUID) -> dict[str, bytes]:
    """The files to print, by name: the letter and the document; none unless it is to be sent and still stands."""
    related = ("case__application__data_key", "case__authority", "case__contact__key")
    output = Output.objects.select_related(*related).get(pk=output_id)
    if output.state != Output.State.SENT or output.case.destroyed_at is not None:
        return {}
    name = keeping.name_of(output)
    return {f"{output.pk}-letter.pdf": _letter(output), f"{output.pk}-{name}": keeping.content(output)}


def _asked_with(opened: Opened, chosen_by: str) -> Iterator[str]:
    """Answers to the questions of an address that are asked because of how they want it."""
    for place in opened.interview.reading.places:
        asked = place.question
        if isinstance(asked.answer, Address) and asked.when is not None and chosen_by in asked.when.names:
            yield str(opened.values.get(place.instance) or "")


def _letter(output: Output) -> bytes:
    case = output.case
    opened = opening.read(case.application_id, output.language)
    document, face = opened.phrases.part("outputs", output.document), theme()
    at = output.moved_at or output.ordered_at
    letter = Letter(
        language=opened.spoken,
        title=say(opened, "cover_title", document=document),
        authority=authority_name(case, opened.spoken),
        watermark=watermark(opened),
        pages=pages(opened),
        sender=[face.phone, face.email],
        to=[str(identity.said(opened).get("name") or ""), *address_of(case, output, opened).split("\n")],
        place_and_date=place_and_date(case, opened, at),
        reference_label=say(opened, "cover_reference"),
        reference=grouped(case.reference),
        paragraphs=[say(opened, "cover_text", document=document, number=grouped(output.number))],
    )
    return pdf.render("letter", letter, at)
