"""How references, numbers and days are written out, in the language in force."""

from datetime import date
from decimal import Decimal

from services.journeys.language import language as spoken
from services.look.languages import language


def in_groups(digits: str, size: int = 4) -> str:
    """A reference in groups that can be read out, "1234 5678 90"; one that has its groups already stays as it is."""
    if not digits.isdigit():
        return digits
    return " ".join(digits[i : i + size] for i in range(0, len(digits), size))


def number(amount: int | Decimal) -> str:
    """ "1.234,5" in Vietnamese, "1,234.5" in English."""
    return spoken(language()).number(amount)


def day(of: date) -> str:
    """ "5 tháng 3 năm 2024" in Vietnamese, "5 March 2024" in English."""
    return spoken(language()).date(of)
