"""The web as a channel: every step is a page, every reply a posted form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import override

from services.journeys import steps
from services.journeys.language import Language
from services.journeys.words import Phrases
from services.look.page import Page
from services.look.screen import Reply, screen
from services.look.screen import reply as read
from services.parity.channel import Burden, Carriage, Channel, Medium, Native

SECONDS = {"date": 15, "address": 40, "long_text": 60, "evidence": 90, "yes_no": 5, "choice": 8}


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
            return screen(step, phrases)

    def read(self, rendering: Page, reply: Reply) -> str:
        return read(rendering, reply)

    def preview(self, rendering: Page) -> SafeString:
        options = rendering.field.options if rendering.field else ()
        listed = format_html_join("", "<li>{}</li>", ((option.label,) for option in options))
        rows = format_html_join("", "<li>{}: {}</li>", ((row.label, row.value) for row in rendering.rows))
        proofs = format_html_join("", "<li>{}: {}</li>", ((each.heading, each.said) for each in rendering.proofs))
        heading, hint = rendering.heading, rendering.hint
        return format_html("<h3>{}</h3><p>{}</p><ul>{}{}{}</ul>", heading, hint, listed, rows, proofs)
