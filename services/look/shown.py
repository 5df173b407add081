"""How references are written out."""


def in_groups(digits: str, size: int = 4) -> str:
    """A reference in groups that can be read out, "1234 5678 90"; one that has its groups already stays as it is."""
    if not digits.isdigit():
        return digits
    return " ".join(digits[i : i + size] for i in range(0, len(digits), size))
