"""The parity law: whoever says the same, at whatever door, has the same answers, the same problems, the same end."""

from __future__ import annotations

import os
from typing import Any

from django.utils.datastructures import MultiValueDict
from hypothesis import given, settings
from hypothesis import strategies as st

from channels_phone.sms.channel import Sms
from channels_phone.sms.reading import Said
from channels_phone.voice.channel import Voice
from channels_phone.voice.reading import Heard
from channels_web.channel import Web
from services.journeys.interview import Facts, Interview
from services.journeys.journey import Journey
from services.journeys.language import language
from services.journeys.problems import Invalid
from services.journeys.steps import Ask, Step
from services.journeys.types.base import Json
from services.journeys.types.groups import Group
from services.journeys.words import Phrases, Words
from tests.services.journeys.generated import RAW, journeys
from tests.services.journeys.outside import Anywhere
from tests.services.journeys.people import TODAY

PEOPLE = 4  # for each service: 2,000 go through 500, with the switch 50,000
SERVICES = 12_500 if os.environ.get("EVENHAND_LONG") else 500
WRONG = st.sampled_from(["", "31/2/2000", "-1", "100", "z", "Đúng", "99999999", "4"])


def at_web(step: Ask, phrases: Phrases, raw: str) -> str:
    """They choose, or type it into the form."""
    page = Web().render(step, phrases)
    if page.field and page.field.kind == "date":
        parts = raw.split("/") if raw.count("/") == 2 else [raw, "", ""]
        names = ("answer-day", "answer-month", "answer-year")
        return Web().read(page, MultiValueDict({name: [part] for name, part in zip(names, parts, strict=True)}))
    return Web().read(page, MultiValueDict({"answer": [raw]}))


def by_sms(step: Ask, phrases: Phrases, raw: str) -> str:
    """They send the number of the option, or the same words."""
    prompt = Sms().render(step, phrases)
    number = next((str(at) for at, option in enumerate(prompt.asked.options, 1) if option.raw == raw), raw)
    return Sms().read(prompt, Said(number))


def by_voice(step: Ask, phrases: Phrases, raw: str) -> str:
    """They press the key of the option in the menu where it is read, or key or say it."""
    speech = Voice().render(step, phrases)
    for page, menu in enumerate(speech.menus):
        for key, option in enumerate(menu, 1):
            if option.raw == raw and speech.asked.reads == "one":
                return Voice().read(speech, Heard(str(key), page=page))
    if speech.asked.reads == "many":
        chosen = raw.split(",")
        if all(each in [option.raw for option in speech.asked.options] for each in chosen):
            keys = "".join("1" if option.raw in chosen else "2" for option in speech.asked.options)
            return Voice().read(speech, Heard(keys))
    return Voice().read(speech, Heard(raw) if raw.isdecimal() and raw.isascii() else Heard(words=raw))


def taken(interview: Interview, step: Ask, raw: str, turn: int) -> Json:
    """The normal form, or the code of what is wrong."""
    try:
        return interview.take(step.instance, raw, language("vi"), Anywhere(lambda: f"n{turn}"))
    except Invalid as wrong:
        return f"problem {wrong.problem.code}"


DOORS = (at_web, by_sms, by_voice)


def words_for(journey: Journey) -> Words:
    said: dict[str, Any] = {}
    for question in journey.by_id.values():
        options = {each: f"Chọn {each}" for each in getattr(question.answer, "options", ())}
        said[question.id] = {"text": f"Câu {question.id}?", **({"options": options} if options else {})}
    return Words.of(said | {"refusals": {"no": {"reason": "Không.", "remedy": "Hỏi lại."}}}, "vi")


@settings(max_examples=SERVICES, deadline=None)
@given(journey=journeys(), data=st.data())
def test_the_same_said_is_the_same_answered(journey: Journey, data: st.DataObject) -> None:
    words = words_for(journey)
    for _ in range(PEOPLE):
        _gone_through(journey, words, data)


def _gone_through(journey: Journey, words: Words, data: st.DataObject) -> None:
    values: dict[str, Json] = {}
    for turn in range(40):
        interview = Interview(journey, values, Facts(TODAY))
        step: Step = interview.next()
        phrases = words.about(interview)
        if not isinstance(step, Ask):
            return
        raw = data.draw(_raw(step, turn))
        web, sms, voice = (taken(interview, step, door(step, phrases, raw), turn) for door in DOORS)
        assert web == sms == voice, (step.instance, raw)
        if not (isinstance(web, str) and web.startswith("problem ")):
            values[step.instance] = web


def _raw(step: Ask, turn: int) -> st.SearchStrategy[str]:
    """What somebody may say there, sometimes what nobody can mean; towards the end, what ends it."""
    if isinstance(step.question.answer, Group):
        return st.just("done") if turn > 6 else st.sampled_from(["add", "done", "remove 1"])
    right = RAW[step.question.answer.type]
    return right if turn > 6 else right | WRONG
