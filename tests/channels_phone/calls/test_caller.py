"""The telephone of the tests is as strict as the network that it stands for."""

from __future__ import annotations

import pytest

from tests.channels_phone.calls.caller import Answer, Caller, Form
from tests.channels_phone.calls.twiml import NotTwiml, parsed

SAY = '<Say language="vi-VN" voice="Google.vi-VN-Standard-A">Xin chào</Say>'
MENU = f'<Gather action="/menu" method="POST" numDigits="1" finishOnKey="" actionOnEmptyResult="true">{SAY}</Gather>'
ENTRY = f'<Gather action="/entry" method="POST" actionOnEmptyResult="true">{SAY}</Gather>'
QUEUE = '<Enqueue action="/after" waitUrl="/wait" method="POST">q</Enqueue>'


@pytest.mark.parametrize(
    ("twiml", "said"),
    [
        ("<Say>", "not well-formed"),
        ("<Speak>Xin chào</Speak>", "no verb"),
        ('<Say language="vi-VN" voice="Polly.Ines">Xin chào</Say>', "does not speak"),
        ('<Say language="et-EE" voice="">Tere</Say>', "does not speak"),
        (SAY.replace("Xin chào", ""), "nothing to say"),
        (SAY.replace("Xin chào", "ờ" * 451), "451 characters"),
        (MENU.replace(' action="/menu"', ""), "without an action"),
        (MENU.replace("numDigits", "digits"), "no attribute"),
        (MENU.replace("POST", "GET"), "method='GET'"),
        (MENU.replace(SAY, "<Hangup/>"), "cannot stand in"),
        (MENU.replace('method="POST"', 'input="speech" language="xx-XX"'), "nobody hears"),
        (f"<Hangup/>{SAY}", "ever reached"),
        ("<Enqueue>q</Enqueue>", "queue without"),
        (f"<Pause/>{'<Pause/>' * 9000}", "64 kB"),
    ],
)
def test_what_a_network_would_not_do_is_refused(twiml: str, said: str) -> None:
    with pytest.raises(NotTwiml, match=said):
        parsed(f"<Response>{twiml}</Response>")


class Platform:
    """Answers as it is told, and remembers what it was asked."""

    def __init__(self, **answers: str) -> None:
        self.answers, self.asked = answers, list[tuple[str, Form]]()

    def __call__(self, path: str, form: Form) -> Answer:
        self.asked.append((path, form))
        name = path.strip("/").replace("/", "_") or "voice"
        return 200, "text/xml", f"<Response>{self.answers.get(name, '<Hangup/>')}</Response>"

    @property
    def digits(self) -> list[str]:
        return [form["Digits"] for _, form in self.asked if "Digits" in form]


def called(**answers: str) -> tuple[Caller, Platform]:
    platform = Platform(**answers)
    caller = Caller(platform)
    caller.dial("/voice")
    return caller, platform


def test_each_key_answers_a_menu_of_one() -> None:
    caller, platform = called(voice=MENU, menu=MENU)
    caller.press("12#")
    assert platform.digits == ["1", "2", "#"] and caller.heard == ["Xin chào"]


def test_hash_ends_an_entry_and_is_not_part_of_it() -> None:
    caller, platform = called(voice=ENTRY, entry=ENTRY)
    caller.press("27*03#")
    caller.press("#")
    assert platform.digits == ["27*03", ""]


def test_silence_takes_its_time_and_comes_as_nothing() -> None:
    caller, platform = called(voice=MENU, menu=MENU)
    before = caller.seconds
    caller.silence()
    assert platform.digits == [""] and caller.seconds >= before + 5


def test_words_are_not_heard_where_only_keys_are() -> None:
    caller, platform = called(voice=MENU, menu=MENU)
    caller.speak("xin chào")
    assert platform.digits == [""] and "SpeechResult" not in platform.asked[-1][1]


def test_a_redirect_without_end_is_no_call() -> None:
    with pytest.raises(AssertionError, match="round and round"):
        called(voice="<Redirect>/voice</Redirect>")


def test_who_waits_in_a_queue_hears_what_is_said_there_and_leaves() -> None:
    caller, platform = called(voice=QUEUE, wait=MENU, menu=f"{SAY}<Leave/>", after=MENU)
    assert caller.queue == "q"
    caller.press("1")
    assert platform.asked[-1][1]["QueueResult"] == "leave" and not caller.queue


def test_when_it_is_over_the_status_says_so() -> None:
    caller, platform = called(voice=MENU)
    caller.hang_up()
    path, form = platform.asked[-1]
    assert path == "/phone/status/voice/" and (form["CallStatus"], form["SequenceNumber"]) == ("completed", "1")
