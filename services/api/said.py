"""The sentences of this door, in English here and in the languages of the platform in `locale`."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop

TITLES: Mapping[int, str] = {
    400: gettext_noop("This could not be read"),
    401: gettext_noop("Who is calling is not known"),
    403: gettext_noop("This is not allowed"),
    404: gettext_noop("This is not here"),
    405: gettext_noop("This address cannot be used like that"),
    406: gettext_noop("This is not given in such a form"),
    409: gettext_noop("This cannot be done as things stand"),
    410: gettext_noop("This is not here any more"),
    413: gettext_noop("This is too large"),
    415: gettext_noop("This kind of content is not taken"),
    422: gettext_noop("Something in this is not right"),
    429: gettext_noop("That was very often in a short time"),
    500: gettext_noop("Something went wrong on our side"),
    503: gettext_noop("This cannot be done right now"),
}
"""What a status means here."""

SENTENCES: Mapping[str, str] = {
    "malformed": gettext_noop("Send JSON in UTF-8, as the description of this address says."),
    "not_authenticated": gettext_noop("Send a token that is good, in the header Authorization, after the word Bearer."),
    "scope_missing": gettext_noop("The token of this system does not cover this. Ask who gave you the token."),
    "not_found": gettext_noop("Check the address: there is nothing here that this system may see."),
    "erased": gettext_noop("What was here was erased when its time was over. Nothing more can be done with it."),
    "method_not_allowed": gettext_noop("The header Allow says which methods this address takes."),
    "not_acceptable": gettext_noop("Accept JSON, or whatever kind of file the description says."),
    "unsupported_media_type": gettext_noop("Send the kind of content that the description of this address says."),
    "too_large": gettext_noop("Send less at once."),
    "invalid": gettext_noop("Put right what the errors name, and send it again."),
    "too_many_requests": gettext_noop("Wait as long as the header Retry-After says, then go on. Nothing is lost."),
    "failed": gettext_noop("What was saved is not lost. Try again in a few minutes with the same Idempotency-Key."),
    "key_malformed": gettext_noop(
        "An Idempotency-Key has 1 to 255 printable ASCII characters, no spaces. Choose another."
    ),
    "key_in_use": gettext_noop("The first request with this Idempotency-Key is not finished. Try again in a moment."),
    "key_used": gettext_noop("This Idempotency-Key was used for something else. Choose a new one for each request."),
    "not_sent": gettext_noop("This application was not sent yet. Go on with it first."),
}
"""By code, what to do."""

ERRORS: Mapping[str, str] = {
    "required": gettext_noop("This is missing."),
    "null": gettext_noop("This may not be null."),
    "blank": gettext_noop("This may not be empty."),
    "empty": gettext_noop("This may not be empty."),
    "invalid": gettext_noop("This is of another type than the description says."),
    "invalid_choice": gettext_noop("This is none of the values that the description lists."),
    "unknown": gettext_noop("The description knows no such field. Leave it out."),
    "max_length": gettext_noop("This is longer than the description allows."),
    "min_length": gettext_noop("This is shorter than the description allows."),
    "max_value": gettext_noop("This is more than the description allows."),
    "min_value": gettext_noop("This is less than the description allows."),
    "not_a_list": gettext_noop("This has to be a list."),
    "not_a_dict": gettext_noop("This has to be an object."),
    "no_such_colleague": gettext_noop("Choose somebody of the same organisation."),
    "null_characters_not_allowed": gettext_noop("There is a character in this that no text may hold."),
    "surrogate_characters_not_allowed": gettext_noop("There is a character in this that no text may hold."),
}
"""What is wrong with one field of what was sent, by the code of the field that says so."""
