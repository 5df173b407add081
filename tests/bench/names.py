"""Names of people, as common and as rare as names are, and the tokens they are found by."""

from __future__ import annotations

import random
from functools import cache
from itertools import accumulate

from services.record import tokens

FAMILY = {
    "Nguyễn": 380, "Trần": 110, "Lê": 95, "Phạm": 70, "Hoàng": 50, "Phan": 45, "Vũ": 40, "Đặng": 21, "Bùi": 20,
    "Đỗ": 14, "Hồ": 13, "Ngô": 13, "Dương": 10, "Lý": 5, "Silva": 3, "Costa": 2, "Quách": 1,
}  # fmt: skip
GIVEN = (
    "An", "Anh", "Ánh", "Bảo", "Bình", "Chi", "Cường", "Dung", "Dũng", "Duy", "Giang", "Hà", "Hải", "Hạnh", "Hiền",
    "Hiếu", "Hoa", "Hòa", "Hùng", "Hương", "Huy", "Khánh", "Khoa", "Kiên", "Lan", "Liên", "Linh", "Loan", "Long",
    "Mai", "Minh", "Nam", "Nga", "Ngân", "Ngọc", "Nhung", "Phong", "Phúc", "Phương", "Quân", "Quang", "Quỳnh", "Sơn",
    "Tâm", "Thảo", "Thành", "Thịnh", "Thu", "Thủy", "Trang", "Trinh", "Tú", "Tuấn", "Tùng", "Uyên", "Vân", "Việt",
    "Vinh", "Xuân", "Yến",
)  # fmt: skip
WEIGHTS = list(accumulate(FAMILY.values()))
FAMILIES = list(FAMILY)


def drawn(chance: random.Random) -> tuple[str, str]:
    """A family name and a given name."""
    return chance.choices(FAMILIES, cum_weights=WEIGHTS)[0], chance.choice(GIVEN)


@cache
def token(word: str) -> str:
    return tokens.tokens([word])[0]
