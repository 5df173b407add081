"""Putting a paper into the file: which one it is, and the file or the photo of it."""

from __future__ import annotations

from django.utils.translation import gettext

from services.casework import bringing
from services.casework.handling.filing import ACCEPTED, OTHER, papers
from services.look.fields import Field, Option
from services.office.acting.action import Form, Given, Wrong, one
from services.office.case_file import CaseFile


def file_document(file: CaseFile, given: Given) -> object:
    if given.file is None:
        raise Wrong("file", gettext("Choose a file."))
    paper = given.text("paper") if len(_choices(file)) > 1 else OTHER
    return bringing.file(file.user, file.case.pk, paper, given.file)


def file_form(file: CaseFile, given: Given) -> Form:
    """Which paper is asked only where there is a choice: what was asked for, and what the case type names."""
    options = _choices(file)
    accept = ",".join(f".{kind}" for kind in (*ACCEPTED, "jpg"))
    hint = gettext("A letter that came by post, the report of a visit: as a PDF or a photo.")
    chosen = Field("file", "file", gettext("File"), hint=hint, accept=accept, heading=False)
    if len(options) == 1:
        return one(chosen)
    return one(given.field("radios", "paper", gettext("What is it?"), value=OTHER, options=options), chosen)


def _choices(file: CaseFile) -> tuple[Option, ...]:
    asked = [Option(place, gettext("Asked for: %s") % question) for place, question in bringing.wanted(file.case)]
    return (*asked, *(Option(name, file.words.paper(name)) for name in papers(file.case)))
