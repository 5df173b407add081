"""The statements every page links to."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Part:
    heading: str
    paragraphs: tuple[str, ...]


def accessibility() -> tuple[Part, ...]:
    return (
        Part(
            "",
            (
                _("We want everybody to be able to use these pages. They are meant to meet WCAG 2.2 at level AA."),
                _(
                    "You can use them with a keyboard alone, with a screen reader, with large text, on a small screen"
                    " and without JavaScript."
                ),
            ),
        ),
        Part(
            _("If something does not work for you"),
            (
                _("Tell us with the feedback link on every page, or call us: we help you to apply at once."),
                _("You never have to use the web. Every service can also be asked for in another way."),
            ),
        ),
        Part(
            _("How we tested"),
            (
                _(
                    "Every page is tested automatically in each language, empty, with errors and completed, at 320"
                    " pixels and with text twice as large. This statement was prepared on the basis of those tests."
                ),
            ),
        ),
    )


def privacy() -> tuple[Part, ...]:
    return (
        Part(
            "",
            (
                _("We keep what you enter so that the authority can decide on your application, and for nothing else."),
                _(
                    "Your answers and files are encrypted under a key of your own. If you do not send an application,"
                    " it is deleted by itself after 30 days without a visit."
                ),
            ),
        ),
        Part(
            _("Who sees it"),
            (
                _("The authority that decides. Everything that is done with your application is recorded."),
                _("We do not sell data, and no other company sees which pages you visit."),
            ),
        ),
        Part(
            _("Cookies"),
            (
                _(
                    "We set three cookies, all needed: one for your language, one that protects forms, and one with the"
                    " numbers of the applications you opened on this device. None of them follows you elsewhere."
                ),
            ),
        ),
        Part(
            _("Your rights"),
            (
                _(
                    "You may ask what we hold about you, have it put right, and complain to the data protection"
                    " authority."
                ),
            ),
        ),
    )
