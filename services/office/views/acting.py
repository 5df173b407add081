"""Doing something in a case: a form on its own page or in the case page, one press, and what is said afterwards."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from services.casework.errors import DoorError, NotAllowed
from services.casework.files import Upload
from services.look.fields import problems
from services.look.languages import language
from services.look.parts import Link
from services.office.access import StaffRequest
from services.office.acting import deciding
from services.office.acting.action import Action, Form, Given, Wrong
from services.office.acting.table import ACTIONS, FIELD_OF
from services.office.case_file import CaseFile
from services.office.showing.page import head
from services.office.views.answering import NotTheRole, office

FIRST = ("already_decided", "already_proposed")


@require_http_methods(["GET", "HEAD", "POST"])
@office
def act(request: StaffRequest, case_id: UUID, name: str) -> HttpResponse:
    """GET shows the form, POST does it; whoever may see the case but not do this is told so."""
    file, action = CaseFile.read(request.user, case_id), ACTIONS.get(name)
    if action is None:
        raise Http404
    if not file.belongs or (action.role and not file.has(action.role)):
        raise NotTheRole
    if request.method == "POST":
        return _do(request, file, name, action)
    if action.form is None:
        return redirect("office:case", case_id)
    return _shown(request, file, name, action, Given(request.GET))


def _do(request: StaffRequest, file: CaseFile, name: str, action: Action) -> HttpResponse:
    given = Given(request.POST, _file(request), sent=True)
    try:
        action.act(file, given)
    except Wrong as wrong:
        return _refused(request, file, name, action, given, wrong.field, wrong.sentence)
    except NotAllowed:
        raise NotTheRole from None
    except DoorError as refused:
        first = deciding.who_was_first(file) if refused.code in FIRST else ""
        sentence = " ".join(filter(None, (first, refused.sentence(language()))))
        return _refused(request, file, name, action, given, FIELD_OF.get(refused.code, ""), sentence)
    return _done(request, file, name, action)


def _done(request: StaffRequest, file: CaseFile, name: str, action: Action) -> HttpResponse:
    if action.gone:
        return HttpResponseClientRedirect(reverse("office:home")) if request.htmx else redirect("office:home")
    changed = _changed(request, file)
    if request.htmx:
        said = {"done": gettext(action.done), "changed": changed}
        return trigger_client_event(render(request, "office/case/said.html", said), "office:acted")
    query = f"?done={name}" + ("&changed=yes" if changed else "")
    return redirect(reverse("office:case", args=[file.case.pk]) + query)


def _refused(
    request: StaffRequest, file: CaseFile, name: str, action: Action, given: Given, field: str, sentence: str
) -> HttpResponse:
    """What was typed stays; the sentence stands above, and at its field where it has one."""
    if action.form is not None:
        return _shown(request, file, name, action, given, field, sentence)
    said = {"problems": (Link(sentence, "#case"),), "head": head(file), "changed": _changed(request, file)}
    template = "office/case/said.html" if request.htmx else "office/case/refused.html"
    return render(request, template, said, status=409)


def _shown(
    request: StaffRequest, file: CaseFile, name: str, action: Action, given: Given, field: str = "", sentence: str = ""
) -> HttpResponse:
    form = _marked(action.form(file, given), field, sentence) if action.form else Form(())
    at_fields = problems(*form.fields)
    context: dict[str, Any] = {
        "head": head(file),
        "name": name,
        "title": gettext(action.says),
        "form_parts": form.parts,
        "has_file": form.has_file,
        "says": form.says,
        "target": given.data.get("target", "") or (action.about(file) if action.about else ""),
        "revision": given.data.get("revision") or file.case.revision,
        "changed": _changed(request, file),
        "problems": at_fields or ((Link(sentence, f"#{form.fields[0].anchor}"),) if sentence else ()),
    }
    template = "office/case/panel.html" if request.htmx else "office/case/action.html"
    return render(request, template, context, status=422 if sentence else 200)


def _file(request: StaffRequest) -> Upload | None:
    return next(iter(request.FILES.getlist("file")), None)


def _marked(form: Form, field: str, sentence: str) -> Form:
    """The form with this sentence at its field; a part that was folded is open then."""
    parts = []
    for part in form.parts:
        fields = tuple(replace(each, error=sentence) if each.name == field else each for each in part.fields)
        wrong = any(each.error for each in fields)
        parts.append(replace(part, fields=fields, folded=part.folded and not wrong))
    return replace(form, parts=tuple(parts))


def _changed(request: StaffRequest, file: CaseFile) -> bool:
    """Whether somebody did something in the case since the form was opened; only said, nothing depends on it."""
    opened_at = request.POST.get("revision", "")
    return opened_at.isdecimal() and opened_at != str(file.case.revision)
