"""A voice call as a channel: every step is spoken, every reply a key, an entry or a few words."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import ClassVar

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import override

from channels_phone.rendering import asked_of
from channels_phone.voice import languages
from channels_phone.voice.reading import Heard, read
from channels_phone.voice.speech import Speech, lines, speech
from services.journeys import steps
from services.journeys.language import Language
from services.journeys.types.files import Evidence
from services.journeys.words import Phrases
from services.parity.channel import Barrier, Burden, Carriage, Channel, Medium, Native, Substitute

SECONDS = {"address": 40, "long_text": 60, "person_name": 25, "text": 25, "date": 25, "yes_no": 8, "choice": 15}
"""To listen, to key or to say it, and to hear it read back."""
KEYS = {"address": 1, "long_text": 1, "person_name": 1, "text": 1, "date": 10, "national_id": 14, "phone": 12}


class Voice(Channel[Speech, Heard]):
    """Any telephone, a landline too."""

    name: ClassVar[str] = "voice"
    medium: ClassVar[Medium] = "voice"
    longest: ClassVar[Mapping[str, int]] = {"text": 150, "plain": 150, "hint": 170, "option": 100, "statement": 400}

    def carry(self, step: steps.Step, language: Language) -> Carriage:
        if not isinstance(step, steps.Ask):
            return Native(Burden(turns=1, seconds=30, keys=1))
        kind = step.question.answer.type
        burden = Burden(turns=1, seconds=SECONDS.get(kind, 20), keys=KEYS.get(kind, 1))
        if not isinstance(step.question.answer, Evidence):
            return Native(burden)
        if step.question.answer.later:
            return Substitute("bring_or_post", burden=burden)
        return Barrier("a call carries no file, and this one cannot come later", burden)

    def render(self, step: steps.Step, phrases: Phrases) -> Speech:
        with override(phrases.language.code):
            return speech(asked_of(step, phrases, self.name), phrases.language.code)

    def read(self, rendering: Speech, reply: Heard) -> str:
        return read(rendering, reply)

    def speaks(self, language: str) -> bool:
        return bool(languages.spoken(language).voice)

    def burden(self, rendering: Speech) -> Burden:
        """As it is really spoken, in the pace of its language."""
        with override(rendering.language):
            pages = [lines(rendering, page) for page in range(len(rendering.menus))]
        seconds = sum(line.seconds for page in pages for line in page)
        return Burden(turns=len(pages), seconds=ceil(seconds), keys=len(pages))

    def preview(self, rendering: Speech) -> SafeString:
        with override(rendering.language):
            said = [line.text for page in range(len(rendering.menus)) for line in lines(rendering, page)]
        return format_html("<ol>{}</ol>", format_html_join("", "<li>{}</li>", ((line,) for line in said)))
