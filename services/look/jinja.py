"""The Jinja2 environment of every page: the design system's macros, our globals and filters."""

from collections.abc import Callable, Mapping
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader, PrefixLoader, Undefined

from services.look import theme as themes
from services.look.fields import date_labels, listed
from services.look.languages import address, language, languages
from services.look.shown import day, in_groups, number


def environment(*, loader: BaseLoader, autoescape: bool, auto_reload: bool, undefined: object) -> Environment:
    """What Django's Jinja2 backend calls with its own defaults; of these the choice of `undefined` is not taken."""
    del undefined, autoescape  # the macros look up keys that are often absent: Django's choice under DEBUG prints them
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    made = Environment(
        loader=ChoiceLoader([loader, macros]),
        autoescape=True,
        auto_reload=auto_reload,
        undefined=Undefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # The extension adds this method by itself, so the class does not show it.
    install: Callable[..., None] = vars(made)["install_gettext_translations"]
    install(translation, newstyle=False)
    made.globals.update(GLOBALS)
    made.filters.update(day=day, in_groups=in_groups, number=number)
    return made


def theme() -> themes.Theme:
    """The face of this authority."""
    return themes.read(Path(settings.THEME))


def demo() -> bool:
    """Whether this is a demonstration, which every page then says."""
    return bool(settings.DEMO)


def url(name: str, *parts: object) -> str:
    """The address of a page by its name in a table of addresses."""
    return reverse(name, args=parts)


GLOBALS: Mapping[str, Callable[..., object]] = {
    "address": address,
    "date_labels": date_labels,
    "demo": demo,
    "language": language,
    "languages": languages,
    "listed": listed,
    "static": static,
    "theme": theme,
    "url": url,
}
