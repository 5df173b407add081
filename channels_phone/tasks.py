"""What runs by the clock, or when a call is due; it may run twice."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task

from channels_phone import calling_back, conversations, fetching
from channels_phone.recordings import collecting, settling
from channels_phone.voice import codes
from services.assisted import sessions, waiting


@shared_task(ignore_result=True)
def forget_messages() -> None:
    conversations.forget()
    calling_back.forget()
    codes.forget_old()
    waiting.forget()
    settling.forget()


@shared_task(ignore_result=True)
def look_after_the_desk() -> None:
    waiting.hang_up_lost()
    sessions.end_idle()
    sessions.give_back_forgotten()


@shared_task(ignore_result=True)
def fetch_picture(picture: str) -> None:
    fetching.fetch(UUID(picture))


@shared_task(ignore_result=True)
def fetch_pictures() -> None:
    for picture in fetching.due():
        fetch_picture.delay(str(picture))


@shared_task(ignore_result=True)
def collect_recording(recording: str) -> None:
    if collecting.collect(UUID(recording)):
        collecting.erase(UUID(recording))


@shared_task(ignore_result=True)
def erase_recording(recording: str) -> None:
    collecting.erase(UUID(recording))


@shared_task(ignore_result=True)
def collect_recordings() -> None:
    for recording in collecting.due():
        collect_recording.delay(str(recording))


@shared_task(ignore_result=True)
def settle_recordings() -> None:
    settling.end_late()
    settling.tell()
    for recording in collecting.to_erase():
        erase_recording.delay(str(recording))


@shared_task(ignore_result=True)
def place_call(call_back: str) -> None:
    calling_back.place(UUID(call_back))


@shared_task(ignore_result=True)
def place_calls() -> None:
    """Those that are due, each in a task of its own: one that hangs must not hold up the others."""
    calling_back.settle_lost()
    calling_back.keep_promises()
    for call_back in calling_back.due():
        place_call.delay(str(call_back))
