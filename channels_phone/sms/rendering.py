"""Each step as a text message: the question, how to answer it, and its options by number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from django.utils.translation import gettext

from channels_phone.sms.commands import Command, told
from channels_phone.sms.prompt import Option, Prompt, Reads, numbered, paged
from services.journeys import steps
from services.journeys.types.base import AnswerType
from services.journeys.types.choices import Choice, Choices
from services.journeys.types.declarations import TICKED
from services.journeys.types.files import LATER, Evidence
from services.journeys.types.groups import Group
from services.journeys.words import Phrases

ALL_RIGHT = "ok"
"""The raw text of who checked their answers and found them right."""


def rendered(step: steps.Step, phrases: Phrases) -> Prompt:
    """The step in the words that text messages have for it, in the language in force."""
    match step:
        case steps.Ask():
            return _asked(step, phrases)
        case steps.Review():
            return _reviewed(step, phrases)
        case steps.Declare():
            ask = gettext("Declare and send?")
            return _agreed([ask, phrases.declaration], phrases.declaration, phrases)
        case steps.Refused():
            return _refused(step, phrases)
        case steps.Confirm():
            options = _yes_no(phrases)
            blocks = [phrases.text(step.instance), phrases.shown(step.instance, step.held), gettext("Is this right?")]
            return _prompt([*blocks, *numbered(options)], "one", phrases, options=options)
    return _told(step, phrases)


def _told(step: steps.Step, phrases: Phrases) -> Prompt:
    """What wants no answer."""
    match step:
        case steps.Done(found=True):
            blocks = [gettext("You meet the conditions, as you answered."), phrases.service("found")]
        case steps.Done():
            blocks = [gettext("Your application was sent."), gettext("Reference: %s") % _grouped(step.reference)]
        case steps.Wait():
            blocks = [gettext("One moment, we are asking.")]
        case steps.Pay():
            amount = phrases.language.money(step.amount, step.currency)
            blocks = [gettext("There is a fee to pay: %s") % amount]
        case _:
            blocks = [gettext("Show who you are before you go on.")]
    return _prompt(blocks, "nothing", phrases)


def _asked(step: steps.Ask, phrases: Phrases) -> Prompt:
    problems = [phrases.problem(problem, step.instance) for problem in step.problems]
    text, answer = phrases.text(step.instance), step.question.answer
    if answer.type == "declaration":
        statement = phrases.statement(step.instance)
        return _agreed([*problems, text, statement], statement, phrases)
    options, reads = _options(step, phrases), _reads(step)
    hint = phrases.hint(step.instance)
    skip = [gettext("%s: go on without") % told(phrases.language.code, Command.SKIP)] if step.question.optional else []
    how = [_how(answer, reads)]
    blocks = [*problems, text, *([hint] if hint else []), *how, *numbered(options), *skip]
    explained = [hint, phrases.why(step.instance)]
    prompt = _prompt(blocks, reads, phrases, options=options, optional=step.question.optional, explains=explained)
    return replace(prompt, name=answer.type == "person_name")


def _how(answer: AnswerType, reads: Reads) -> str:
    if isinstance(answer, Evidence) and not answer.later:
        return gettext("Send it by post, bring it to a counter, or add it on the web.")
    return gettext("Several: send the numbers, for example 1 3.") if reads == "many" else ""


def _reads(step: steps.Ask) -> Reads:
    answer = step.question.answer
    if isinstance(answer, Choices):
        return "many"
    return "one" if isinstance(answer, Choice | Group | Evidence) or answer.type == "yes_no" else "words"


def _options(step: steps.Ask, phrases: Phrases) -> tuple[Option, ...]:
    answer, instance = step.question.answer, step.instance
    if isinstance(answer, Choice | Choices):
        return tuple(Option(option, phrases.option(instance, option)) for option in answer.options)
    if isinstance(answer, Group):
        return _rows(step, phrases)
    if isinstance(answer, Evidence):
        return (Option(LATER, gettext("I will bring or send it later")),) if answer.later else ()
    return _yes_no(phrases) if answer.type == "yes_no" else ()


def _rows(step: steps.Ask, phrases: Phrases) -> tuple[Option, ...]:
    """One more, no more, or one of those there are taken away."""
    remove = gettext("Take away: %s")
    return (
        Option("add", phrases.add(step.instance) or gettext("Yes, add another")),
        Option("done", gettext("No, that is all")),
        *(Option(f"remove {row}", remove % phrases.row(step.instance, row)) for row in step.rows),
    )


def _yes_no(phrases: Phrases) -> tuple[Option, ...]:
    return Option("yes", phrases.language.yes.shown), Option("no", phrases.language.no.shown)


def _reviewed(step: steps.Review, phrases: Phrases) -> Prompt:
    """Every answer with its number; that all is right can be said where the last of them was read."""
    lines = [
        Option(each.instance, f"{phrases.short(each.instance)}: {phrases.shown(each.instance, each.value)}")
        for each in step.answers
    ]
    ask = gettext("Check your answers. To change one, send its number.")
    right = gettext("0 All is right, go on")
    return _prompt([ask, *numbered(lines), right], "one", phrases, options=lines, zero=ALL_RIGHT)


def _refused(step: steps.Refused, phrases: Phrases) -> Prompt:
    said = [sentence for refusal in step.refusals for sentence in phrases.refusal(refusal)]
    grounds = dict.fromkeys(instance for refusal in step.refusals for instance in refusal.instances)
    values = phrases.interview.values
    lines = [
        Option(instance, f"{phrases.short(instance)}: {phrases.shown(instance, values[instance])}")
        for instance in grounds
        if instance in values
    ]
    ask = [gettext("To change an answer, send its number.")] if lines else []
    return _prompt([*said, *ask, *numbered(lines)], "one" if lines else "nothing", phrases, options=lines)


def _agreed(blocks: Sequence[str], statement: str, phrases: Phrases) -> Prompt:
    """A reply of these digits cannot be a slip; the same words always have the same."""
    code = f"{int(sha256(statement.encode()).hexdigest(), 16) % 9000 + 1000}"
    agree = gettext("If you agree, send %s.") % code
    return _prompt([*blocks, agree], "code", phrases, code=code, options=(Option(TICKED, code),))


def _prompt(
    blocks: Iterable[str],
    reads: Reads,
    phrases: Phrases,
    *,
    options: Iterable[Option] = (),
    code: str = "",
    optional: bool = False,
    explains: Iterable[str] = (),
    zero: str = "",
) -> Prompt:
    more = gettext("%s: read on") % told(phrases.language.code, Command.MORE)
    said = "\n".join(filter(None, explains))
    pages = paged(filter(None, blocks), more)
    return Prompt(pages, reads, tuple(options), code, optional, said, zero)


def _grouped(reference: str) -> str:
    return " ".join(reference[start : start + 4] for start in range(0, len(reference), 4))
