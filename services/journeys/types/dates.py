import re
from calendar import monthrange
from datetime import MAXYEAR, date
from functools import cache
from typing import ClassVar

from services.journeys.language import Language
from services.journeys.types.base import AnswerType, Json, Kind, refusal
from services.journeys.types.characters import fold

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
RUN = re.compile(r"(\d{2})(\d{2})(\d{4})")
THREE = re.compile(r"(m?\d{1,4})[^\dm]+(m?\d{1,4})[^\dm]+(\d{1,6})")
OLDEST = 1850


class Date(AnswerType):
    """A day of the civil calendar, "YYYY-MM-DD"; read as day, month, year."""

    kind: ClassVar[Kind] = date
    empty: ClassVar[str] = "missing_date"
    longest: ClassVar[int] = 60

    earliest: date | None = None
    latest: date | None = None

    def read(self, text: str, language: Language) -> Json:
        iso = ISO.fullmatch(text)
        if iso:
            year, month, day = map(int, iso.groups())
        else:
            day, month, year = _parts(_numbered(text, language))
        return self.check(_day(year, month, day).isoformat())

    def check(self, value: Json) -> Json:
        day = _civil(str(value))
        if self.earliest and day < self.earliest:
            raise refusal("too_early", earliest=self.earliest.isoformat())
        if self.latest and day > self.latest:
            raise refusal("too_late", latest=self.latest.isoformat())
        return day.isoformat()

    def show(self, value: Json, language: Language) -> str:
        return language.date(date.fromisoformat(str(value)))

    def value(self, normal: Json) -> date:
        return date.fromisoformat(str(normal))

    def digits(self) -> bool:
        return True


def _numbered(text: str, language: Language) -> str:
    """The text with the names of months as numbers, and without the words that carry no meaning."""
    bare, said = fold(text), language.dates
    if any(_word(name).search(bare) for name in said.lunar):
        raise refusal("lunar_date")
    named = {name: number for number, names in enumerate(said.months, 1) for name in names}
    for name in sorted(named, key=len, reverse=True):
        bare = _word(name).sub(f" m{named[name]} ", bare, count=1)
    for word in sorted(said.ignored, key=len, reverse=True):
        bare = _word(word).sub(" ", bare)
    if re.search(r"[^\W\d]", re.sub(r"\bm\d", "", bare)):
        raise refusal("not_a_date")
    return bare.strip(" ,.")


@cache
def _word(name: str) -> re.Pattern[str]:
    """Finds a word that is not part of another; digits may touch it (05MAR2024) unless it ends in one itself."""
    spelt = re.escape(fold(name)).replace(r"\ ", r"\s*")
    return re.compile(rf"(?<![^\W\d]){spelt}(?![^\W\d])" + (r"(?!\d)" if name[-1].isdigit() else ""))


def _parts(text: str) -> tuple[int, int, int]:
    found = RUN.fullmatch(text) or THREE.fullmatch(text)
    if found is None:
        raise refusal("not_a_date")
    first, second, year = found.groups()
    if first.startswith("m"):
        first, second = second, first  # March 5: a month named by its name is the month wherever it stands
    if "m" in first:
        raise refusal("not_a_date")
    day, month = int(first), int(second.removeprefix("m"))
    if day > 31 and int(year) <= 31:
        return int(year), month, day  # written the other way round, the year first
    return day, month, int(year)


def _civil(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise refusal("not_a_date") from None
    if day.year < OLDEST:
        raise refusal("not_a_date")
    return day


def _day(year: int, month: int, day: int) -> date:
    if year < 100:
        raise refusal("year_in_full")
    if not (OLDEST <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= day <= 31):
        raise refusal("not_a_date")
    days = monthrange(year, month)[1]
    if day > days:
        raise refusal("no_such_day", month=str(month), year=str(year), days=str(days))
    return date(year, month, day)
