"""Who works in the demonstration: the list is all there is to it, and nobody here exists."""

from typing import NamedTuple

PASSWORD = "here-to-help"  # noqa: S105 it is no secret: the demonstration prints it
SECRET = "EVENHANDEVENHANDEVENHANDEVENHAND"  # noqa: S105 nor is this: the page shows the code that is valid now


class Member(NamedTuple):
    """Somebody, and what they are here to show."""

    email: str
    name: str
    duty: str


STAFF = (
    Member("an@office.example", "An Nguyễn", "handles cases"),
    Member("maria@office.example", "Maria Costa", "decides them"),
    Member("binh@office.example", "Bình Trần", "leads the team"),
    Member("joana@office.example", "Joana Silva", "owns services"),
    Member("lan@spot.example", "Lan Phạm", "helps people at a counter"),
)
