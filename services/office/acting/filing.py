"""Putting a paper into the file: which one it is, and the file or the photo of it."""

from __future__ import annotations

from django.utils.translation import gettext

from services.casework import handling
from services.casework.handling.filing import ACCEPTED, OTHER, papers
from services.look.fields import Field, Option
from services.office.acting.action import Form, Given, Wrong, one
from services.office.case_file import CaseFile


def file_document(file: CaseFile, given: Given) -> object:
    if given.file is None:
        raise Wrong("file", gettext("Choose a file."))
    paper = given.text("paper") if file.type.documents else OTHER
    return handling.file_document(file.user, file.case.pk, paper, given.file)


def file_form(file: CaseFile, given: Given) -> Form:
    """Which paper is asked only where the case type names any."""
    options = tuple(Option(name, file.words.paper(name)) for name in papers(file.case))
    accept = ",".join(f".{kind}" for kind in (*ACCEPTED, "jpg"))
    hint = gettext("A letter that came by post, the report of a visit: as a PDF or a photo.")
    chosen = Field("file", "file", gettext("File"), hint=hint, accept=accept, heading=False)
    if not file.type.documents:
        return one(chosen)
    return one(given.field("radios", "paper", gettext("What is it?"), value=OTHER, options=options), chosen)
