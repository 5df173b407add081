"""Each step as it is asked on a telephone, in the words that the door has for it."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from django.utils.translation import gettext

from channels_phone.asked import Asked, Option, Reads
from services.journeys import steps
from services.journeys.types.base import AnswerType
from services.journeys.types.choices import Choice, Choices
from services.journeys.types.declarations import TICKED
from services.journeys.types.files import LATER, Evidence
from services.journeys.types.groups import Group
from services.journeys.types.places import Location
from services.journeys.words import Phrases
from services.look import proving

ALL_RIGHT = "ok"
"""The raw text of who checked their answers and found them right."""


def asked_of(step: steps.Step, phrases: Phrases, door: str) -> Asked:
    """In the wording of this door, in the language in force."""
    said = phrases.words.about(phrases.interview, door)
    match step:
        case steps.Ask():
            return _asked(step, said)
        case steps.Review():
            lines = [_line(each.instance, said.shown(each.instance, each.value), said) for each in step.answers]
            return Asked((gettext("Check your answers."),), "one", tuple(lines), zero=ALL_RIGHT, changes=True)
        case steps.Declare():
            return _agreed([gettext("Declare and send?"), said.declaration], said.declaration)
        case steps.Refused():
            return _refused(step, said)
        case steps.Prove():
            return _proving(step, said)
        case steps.Wait(reason="transcription"):
            return _awaited(step, said)
        case steps.Confirm():
            blocks = (said.text(step.instance), said.shown(step.instance, step.held), gettext("Is this right?"))
            return Asked(blocks, "one", _yes_no(said))
    return Asked(tuple(_told(step, said)), "nothing")


def _told(step: steps.Step, phrases: Phrases) -> Sequence[str]:
    """What wants no answer."""
    match step:
        case steps.Done(found=True):
            return gettext("You meet the conditions, as you answered."), phrases.service("found")
        case steps.Done():
            return gettext("Your application was sent."), gettext("Reference: %s") % _grouped(step.reference)
        case steps.Wait():
            return (gettext("One moment, we are asking."),)
        case steps.Pay():
            amount = phrases.language.money(step.amount, step.currency)
            return (gettext("There is a fee to pay: %s") % amount,)
    return ()


def _proving(step: steps.Prove, phrases: Phrases) -> Asked:
    """What shows who they are, how far each of it is, and what can be done now."""
    page = proving.page(step, phrases.language)
    stands = [f"{proof.heading}: {gettext('Done') if proof.done else proof.said}" for proof in page.proofs]
    keyed = [
        Option(proof.keyed.name, gettext("I have it: %s") % proof.keyed.label) for proof in page.proofs if proof.keyed
    ]
    asks = [Option(each.value, each.label) for proof in page.proofs for each in proof.asks]
    return Asked((page.hint, *stands), "one", (*keyed, *asks, Option(LATER, gettext("Something else"))))


def _awaited(step: steps.Wait, phrases: Phrases) -> Asked:
    """They may go away, or say it once more."""
    again = gettext("Answer it again: %s")
    options = [Option(each, again % phrases.short(each).rstrip("?")) for each in step.instances]
    blocks = (gettext("Somebody is writing down what you said."), gettext("We call you as soon as it is done."))
    return Asked(blocks, "one", (*options, Option(LATER, gettext("Something else"))))


def _asked(step: steps.Ask, phrases: Phrases) -> Asked:
    problems = [phrases.problem(problem, step.instance) for problem in step.problems]
    text, hint, answer = _text(step, phrases), phrases.hint(step.instance), step.question.answer
    if answer.type == "declaration":
        statement = phrases.statement(step.instance)
        return _agreed([*problems, text, statement], statement)
    return Asked(
        tuple(filter(None, [*problems, text, hint, _how(answer)])),
        _reads(answer),
        _options(step, phrases),
        kind=answer.type,
        keyed=answer.digits() and not isinstance(answer, Location),  # people know a place by its name
        optional=step.question.optional,
        explains="\n".join(filter(None, [hint, phrases.why(step.instance)])),
    )


def _text(step: steps.Ask, phrases: Phrases) -> str:
    """No telephone can add a file: unless the service words it for this door, a paper is asked for by its name."""
    if isinstance(step.question.answer, Evidence) and not phrases.worded(step.instance):
        return gettext("We need this paper: %s.") % phrases.short(step.instance)
    return phrases.text(step.instance)


def _how(answer: AnswerType) -> str:
    if isinstance(answer, Evidence) and not answer.later:
        return gettext("Send it by post, bring it to a counter, or add it on the web.")
    return ""


def _reads(answer: AnswerType) -> Reads:
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


def _refused(step: steps.Refused, phrases: Phrases) -> Asked:
    said = [sentence for refusal in step.refusals for sentence in phrases.refusal(refusal)]
    grounds = dict.fromkeys(instance for refusal in step.refusals for instance in refusal.instances)
    values = phrases.interview.values
    lines = [_line(each, phrases.shown(each, values[each]), phrases) for each in grounds if each in values]
    return Asked(tuple(said), "one" if lines else "nothing", tuple(lines), changes=bool(lines))


def _line(instance: str, shown: str, phrases: Phrases) -> Option:
    return Option(instance, f"{phrases.short(instance)}: {shown}")


def _agreed(blocks: Sequence[str], statement: str) -> Asked:
    """A reply of these digits cannot be a slip; the same words always have the same."""
    code = f"{int(sha256(statement.encode()).hexdigest(), 16) % 9000 + 1000}"
    return Asked(tuple(filter(None, blocks)), "code", (Option(TICKED, code),), code=code)


def _grouped(reference: str) -> str:
    return " ".join(reference[start : start + 4] for start in range(0, len(reference), 4))
