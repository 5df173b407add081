"""Text messages as a channel: every step is a message, every reply a number or a few words."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import ClassVar

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import override

from channels_phone.commands import taken
from channels_phone.rendering import asked_of
from channels_phone.sms.prompt import Prompt, prompted
from channels_phone.sms.reading import Said, read
from channels_phone.sms.segments import count
from services.journeys import steps
from services.journeys.language import Language
from services.journeys.types.files import Evidence
from services.journeys.words import Phrases
from services.parity.channel import Barrier, Burden, Carriage, Channel, Medium, Native, Substitute

SECONDS = {"address": 90, "long_text": 120, "person_name": 45, "text": 60, "date": 25, "yes_no": 10, "choice": 20}
"""To read and to key, where a letter takes several presses."""
KEYS = {"address": 60, "long_text": 160, "person_name": 24, "text": 40, "date": 8, "national_id": 12, "phone": 10}
READ = 17
"""Characters a second, read from a small screen."""


class Sms(Channel[Prompt, Said]):
    """Any phone that can send a text message."""

    name: ClassVar[str] = "sms"
    medium: ClassVar[Medium] = "message"
    longest: ClassVar[Mapping[str, int]] = {"text": 200, "plain": 200, "hint": 250, "option": 120, "statement": 600}

    def carry(self, step: steps.Step, language: Language) -> Carriage:
        if not isinstance(step, steps.Ask):
            return Native(Burden(turns=1, seconds=30, segments=3, keys=1))
        kind = step.question.answer.type
        burden = Burden(turns=1, seconds=SECONDS.get(kind, 30), segments=2, keys=KEYS.get(kind, 1))
        if not isinstance(step.question.answer, Evidence):
            return Native(burden)
        if step.question.answer.later:
            return Substitute("bring_or_post", burden=burden)
        return Barrier("a text message carries no file, and this one cannot come later", burden)

    def render(self, step: steps.Step, phrases: Phrases) -> Prompt:
        with override(phrases.language.code):
            return prompted(asked_of(step, phrases, self.name), phrases.language.code)

    def read(self, rendering: Prompt, reply: Said) -> str:
        return read(rendering.asked, reply)

    def taken(self, language: str) -> frozenset[str]:
        return taken(language)

    def burden(self, rendering: Prompt) -> Burden:
        """In segments as they are really counted, at the pace of somebody reading."""
        segments = sum(count(page).segments for page in rendering.pages)
        seconds = ceil(sum(map(len, rendering.pages)) / READ)
        return Burden(turns=len(rendering.pages), seconds=seconds, segments=segments, keys=1)

    def preview(self, rendering: Prompt) -> SafeString:
        return format_html("<ol>{}</ol>", format_html_join("", "<li>{}</li>", ((page,) for page in rendering.pages)))
