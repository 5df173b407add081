"""What is recorded where there is no microphone."""

from __future__ import annotations

import wave
from io import BytesIO
from math import pi, sin

RATE, SECONDS, PITCH = 8000, 2, 440  # samples a second, as telephones have them; hertz


def tone() -> bytes:
    """A WAV file, 8 bits."""
    made = BytesIO()
    with wave.open(made, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(1)
        out.setframerate(RATE)
        out.writeframes(bytes(128 + round(90 * sin(2 * pi * PITCH * n / RATE)) for n in range(RATE * SECONDS)))
    return made.getvalue()
