"""What the story finds on the pages it opens."""

from __future__ import annotations

import re

from config.headless import Page

TAG = re.compile(r"<[^>]+>")


class Astray(Exception):
    """The story did not go on as it should."""


def sentence(page: Page, part: str) -> str:
    """What the page says in one piece that holds this."""
    return next(" ".join(text.split()) for text in TAG.split(page.text) if part in text)


def expect(page: Page, text: str) -> Page:
    """The page, if this stands in it; raises Astray."""
    if text not in page.text:
        raise Astray(f"{page.path} ({page.status}) does not say “{text}”, but “{page.heading}”.")
    return page
