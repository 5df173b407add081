"""How small things are written out: references in groups, texts of several lines."""


def in_groups(digits: str, size: int = 4) -> str:
    """A reference in groups that can be read out, "1234 5678 90"; one that has its groups already stays as it is."""
    if not digits.isdigit():
        return digits
    return " ".join(digits[i : i + size] for i in range(0, len(digits), size))


def lines(text: str) -> list[str]:
    """The lines of a text, at least one."""
    return text.splitlines() or [""]
