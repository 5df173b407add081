"""The web as a channel: every step is a page, every reply a posted form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import ClassVar, Literal

from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, override

from channels_web import proving
from channels_web.page import Page, Reason
from services.journeys import steps
from services.journeys.journey import Question
from services.journeys.language import Language
from services.journeys.types.base import Json
from services.journeys.types.choices import Choice, Choices
from services.journeys.types.files import LATER, Evidence
from services.journeys.types.groups import Group
from services.journeys.types.numbers import Money
from services.journeys.words import Phrases
from services.look.fields import Field, Option, shape, typed
from services.look.parts import Row
from services.parity.channel import Burden, Carriage, Channel, Medium, Native

NAME = "answer"
SECONDS = {"date": 15, "address": 40, "long_text": 60, "evidence": 90, "yes_no": 5, "choice": 8}
AUTOCOMPLETE = {
    "name": "name",
    "birth-date": "bday",
    "address": "street-address",
    "phone": "tel",
    "email": "email",
}  # WCAG 2.2, success criterion 1.3.5
FILES = {"pdf": ".pdf", "jpeg": ".jpg,.jpeg", "png": ".png", "heic": ".heic", "webp": ".webp"}

Reply = MultiValueDict[str, str]


class Web(Channel[Page, Reply]):
    """A browser, with or without JavaScript."""

    name: ClassVar[str] = "web"
    medium: ClassVar[Medium] = "screen"
    longest: ClassVar[Mapping[str, int]] = {"text": 250, "plain": 250, "hint": 500, "option": 120, "statement": 1000}

    def carry(self, step: steps.Step, language: Language) -> Carriage:
        seconds = SECONDS.get(step.question.answer.type, 15) if isinstance(step, steps.Ask) else 20
        return Native(Burden(turns=1, seconds=seconds))

    def render(self, step: steps.Step, phrases: Phrases) -> Page:
        with override(phrases.language.code):
            return self._rendered(step, phrases)

    def read(self, rendering: Page, reply: Reply) -> str:
        field = rendering.field
        if "remove" in reply:
            return f"remove {reply['remove']}"
        if field is None:
            return ""
        if field.kind == "file":
            return LATER if "later" in reply else ",".join(reply.getlist("document"))
        return typed(field.kind, field.name, reply)

    def preview(self, rendering: Page) -> SafeString:
        options = rendering.field.options if rendering.field else ()
        listed = format_html_join("", "<li>{}</li>", ((option.label,) for option in options))
        rows = format_html_join("", "<li>{}: {}</li>", ((row.label, row.value) for row in rendering.rows))
        proofs = format_html_join("", "<li>{}: {}</li>", ((each.heading, each.said) for each in rendering.proofs))
        heading, hint = rendering.heading, rendering.hint
        return format_html("<h3>{}</h3><p>{}</p><ul>{}{}{}</ul>", heading, hint, listed, rows, proofs)

    def _rendered(self, step: steps.Step, phrases: Phrases) -> Page:
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
            case steps.Wait():
                return Page("wait", gettext("One moment, we are asking"))
            case steps.Prove():
                return proving.page(step, phrases.language)
            case steps.Pay():
                return Page("pay", gettext("Pay the fee"), hint=phrases.language.money(step.amount, step.currency))


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
