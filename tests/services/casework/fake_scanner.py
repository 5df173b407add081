"""A virus scanner that finds something in everything."""

from services.casework import scanning


def infected(content: bytes) -> None:
    raise scanning.Infected
