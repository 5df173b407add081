"""A step on a screen, at whatever door has one: a page of it, and a posted form read back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Literal

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext

from services.journeys import steps
from services.journeys.journey import Question
from services.journeys.language import Language
from services.journeys.types.base import Json
from services.journeys.types.choices import Choice, Choices
from services.journeys.types.files import LATER, Evidence
from services.journeys.types.groups import Group
from services.journeys.types.numbers import Money
from services.journeys.words import Phrases
from services.look import proving
from services.look.fields import Field, Option, shape, typed
from services.look.page import Page, Reason
from services.look.parts import Row

NAME = "answer"
AUTOCOMPLETE = {
    "name": "name",
    "birth-date": "bday",
    "address": "street-address",
    "phone": "tel",
    "email": "email",
}  # WCAG 2.2, success criterion 1.3.5
FILES = {"pdf": ".pdf", "jpeg": ".jpg,.jpeg", "png": ".png", "heic": ".heic", "webp": ".webp"}

Reply = MultiValueDict[str, str]


def screen(step: steps.Step, phrases: Phrases) -> Page:
    """In the language in force."""
    match step:
        case steps.Ask():
            return _asked(step, phrases)
        case steps.Review():
            return _reviewed(step, phrases)
        case steps.Declare():
            return Page("declare", gettext("Declare and send"), hint=phrases.declaration)
        case steps.Refused():
            reasons = tuple(Reason(*phrases.refusal(refusal)) for refusal in step.refusals)
            return Page("refused", gettext("This service is not for you, as you answered"), reasons=reasons)
        case steps.Done(found=True):
            return Page("found", gettext("You meet the conditions, as you answered"), hint=phrases.service("found"))
        case steps.Done():
            return Page("done", gettext("Your application was sent"), reference=step.reference)
        case steps.Confirm():
            shown = phrases.shown(step.instance, step.held)
            return Page("confirm", phrases.text(step.instance), hint=shown, field=_confirmation(phrases))
        case steps.Wait(reason="transcription"):
            return _awaited(step, phrases)
        case steps.Wait():
            return Page("wait", gettext("One moment, we are asking"))
        case steps.Prove():
            return proving.page(step, phrases.language)
        case steps.Pay():
            return Page("pay", gettext("Pay the fee"), hint=phrases.language.money(step.amount, step.currency))


def reply(page: Page, posted: Reply) -> str:
    """The raw text of a form that was posted from this page."""
    field = page.field
    if "remove" in posted:
        return f"remove {posted['remove']}"
    if field is None:
        return ""
    if field.kind == "file":
        return LATER if "later" in posted else ",".join(posted.getlist("document"))
    return typed(field.kind, field.name, posted)


def _asked(step: steps.Ask, phrases: Phrases) -> Page:
    answer = step.question.answer
    problems = tuple(phrases.problem(problem, step.instance) for problem in step.problems)
    field = _group_field(step, phrases) if isinstance(answer, Group) else _field(step, phrases, problems)
    return Page(
        template=_template(step),
        heading=phrases.text(step.instance),
        hint=phrases.hint(step.instance),
        why=phrases.why(step.instance),
        field=_with_error(field, problems),
        later=isinstance(answer, Evidence) and answer.later,
        rows=tuple(Row(label=phrases.row(step.instance, row), value="", about=row) for row in step.rows),
        problems=problems,
    )


def _template(step: steps.Ask) -> Literal["group", "evidence", "ask"]:
    if isinstance(step.question.answer, Group):
        return "group"
    return "evidence" if isinstance(step.question.answer, Evidence) else "ask"


def _field(step: steps.Ask, phrases: Phrases, problems: tuple[str, ...]) -> Field:
    question, language = step.question, phrases.language
    answer = question.answer
    kind = shape(answer.type)
    statement = phrases.statement(step.instance)
    return Field(
        kind=kind,
        name=NAME,
        label=statement if kind == "declaration" else phrases.text(step.instance),
        hint=phrases.hint(step.instance),
        value=_raw(question, step.saved, language) if step.typed is None else step.typed,
        options=_options(step, phrases),
        autocomplete=AUTOCOMPLETE.get(question.concept, ""),
        suffix=answer.currency if isinstance(answer, Money) else "",
        accept=",".join(FILES[form] for form in answer.accepts) if isinstance(answer, Evidence) else "",
    )


def _group_field(step: steps.Ask, phrases: Phrases) -> Field:
    options = (
        Option("add", phrases.add(step.instance) or gettext("Yes, add another")),
        Option("done", gettext("No, that is all")),
    )
    label, hint = phrases.text(step.instance), phrases.hint(step.instance)
    return Field(kind="radios", name=NAME, label=label, hint=hint, value=step.typed or "", options=options)


def _confirmation(phrases: Phrases) -> Field:
    options = (Option("yes", phrases.language.yes.shown), Option("no", phrases.language.no.shown))
    return Field(kind="radios", name=NAME, label=gettext("Is this right?"), options=options)


def _with_error(field: Field, problems: tuple[str, ...]) -> Field:
    return replace(field, error=problems[0]) if problems else field


def _options(step: steps.Ask, phrases: Phrases) -> tuple[Option, ...]:
    answer, instance, language = step.question.answer, step.instance, phrases.language
    if isinstance(answer, (Choice, Choices)):
        return tuple(
            Option(option, phrases.option(instance, option), phrases.option_hint(instance, option))
            for option in answer.options
        )
    if answer.type == "yes_no":
        return Option("yes", language.yes.shown), Option("no", language.no.shown)
    return ()


def _raw(question: Question, saved: Json, language: Language) -> str:
    """A saved answer as the form's own text: what `read` would have taken it from."""
    if saved is None:
        return ""
    match question.answer.type:
        case "yes_no":
            return "yes" if saved else "no"
        case "declaration":
            return "agreed"
        case "date":
            return str(saved)
        case "money" | "decimal":
            return language.number(Decimal(str(saved)))
    return question.answer.show(saved, language)


def _reviewed(step: steps.Review, phrases: Phrases) -> Page:
    rows = tuple(
        Row(
            label=phrases.short(answer.instance),
            value=phrases.shown(answer.instance, answer.value),
            about=answer.instance,
        )
        for answer in step.answers
    )
    return Page("review", gettext("Check your answers"), rows=rows)


def _awaited(step: steps.Wait, phrases: Phrases) -> Page:
    rows = tuple(Row(label=phrases.short(instance), value="", about=instance) for instance in step.instances)
    hint = gettext("All else is answered. You can wait until it is written down, or type it yourself.")
    return Page("wait", gettext("Somebody is writing down what you said"), hint=hint, rows=rows)
