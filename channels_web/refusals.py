"""What the door says to a citizen where its own sentence speaks to staff."""

from django.utils.translation import get_language, gettext, gettext_noop

from services.casework.errors import DoorError, NotYours

SAID = {
    "already_decided": gettext_noop("It has been decided already. You can object to the decision on its page."),
    "case_closed": gettext_noop("This is over, so there is nothing more to do. If that is wrong, call us."),
    "case_open": gettext_noop("This is still being worked on. Wait for the decision."),
    "not_sent": gettext_noop("You have not sent this application yet. Go on with it first."),
    "way_missing": gettext_noop("An address or a number is missing. Go back and enter it, or leave this way out."),
    "nothing_asked": gettext_noop("Choose at least one answer, and at most twelve at a time."),
    "not_asked_again": gettext_noop(
        "One of these answers cannot be put right by itself. Call us, or ask at a counter."
    ),
}


def sentence_of(error: DoorError) -> str:
    """In the language in force; whoever may not is told what a stranger is."""
    if error.code in SAID:
        return gettext(SAID[error.code])
    return (NotYours() if error.code == "not_allowed" else error).sentence(get_language() or "en")
