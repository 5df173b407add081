"""Which languages a page speaks, and the address of the same page in each."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A language by its own name, with the address of this page in it."""

    code: str
    name: str
    href: str
    current: bool


def language() -> str:
    """The code of the language in force: "vi", "en" or "pt"."""
    return get_language() or settings.LANGUAGE_CODE


def address(path: str = "") -> str:
    """The address of one of the fixed pages in the language in force: address("privacy/") is /vi/privacy/."""
    return f"/{language()}/{path}"


def languages(request: HttpRequest) -> tuple[LanguageLink, ...]:
    """Every language, in the order of the settings; a page outside the languages leads to their home pages."""
    here = language()
    return tuple(
        LanguageLink(code, name, _address_in(code, request.get_full_path()), code == here)
        for code, name in settings.LANGUAGES
    )


def _address_in(code: str, path: str) -> str:
    first, _, rest = path.removeprefix("/").partition("/")
    return f"/{code}/{rest}" if first in dict(settings.LANGUAGES) else f"/{code}/"
