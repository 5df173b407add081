"""What a formula about a journey may fail at."""


class Unencodable(Exception):
    """A part of a condition that has no formula."""
