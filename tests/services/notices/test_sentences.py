"""Every kind of notice in every language: the same sentences about the same details."""

from __future__ import annotations

import re

import pytest

from services.notices import sentences
from services.notices.sentences import LANGUAGES, _words, names
from services.notices.subscribers import TELLS

FRAME = {"reference", "secret", "track", "phone", "number", "verify", "authority", "said"}
LOCAL = {"vi": "quý vị", "pt": "não", "en": "you"}


def test_three_languages_say_the_same() -> None:
    english = _words("en")
    assert set(LANGUAGES) == {"vi", "en", "pt"}
    for language in LANGUAGES:
        other = _words(language)
        assert list(other["kinds"]) == list(english["kinds"])
        assert list(other["musts"]) == list(english["musts"])
        assert [names(each) for each in other["message"]["text"]] == [
            names(each) for each in english["message"]["text"]
        ]


@pytest.mark.parametrize("kind", sentences.kinds())
def test_of_each_kind(kind: str) -> None:
    english = _words("en")["kinds"][kind]
    for language in LANGUAGES:
        written = _words(language)["kinds"][kind]
        for part in ("said", "page"):
            spoken = [names(each) for each in written.get(part, [])]
            assert spoken == [names(each) for each in english.get(part, [])], (language, kind)
        assert not names(written["subject"]) and len(written["subject"]) < 70
        assert names(written["said"][0]) <= {"due", "phone"}  # something is always said
        assert written == english if language == "en" else written != english


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_says_what_to_do_without_a_computer_too(language: str) -> None:
    details = {name: f"<{name}>" for name in FRAME | {"title", "until"}}
    subject, text = sentences.message(language, "asked", details)
    for name in ("reference", "track", "phone", "number", "verify", "title", "until"):
        assert f"<{name}>" in text
    assert "<reference>" in subject and "{" not in text
    assert LOCAL[language] in text.lower()


def test_a_sentence_without_its_detail_is_left_out() -> None:
    full, bare = (
        sentences.page("en", "received", {"title": "a pension", "due": "5 May"}),
        sentences.page("en", "received", {}),
    )
    assert "a pension" in full and "5 May" in full
    assert bare.startswith("We received your application.") and not re.search(r"[{}]|: \.", bare)


def test_a_language_we_do_not_speak() -> None:
    assert sentences.spoken("fr") == "en"
    assert {"application.submitted", "request.made", "deadline.promised"} <= set(TELLS)
