import re
from typing import ClassVar, TypedDict

from services.journeys.language import Language
from services.journeys.types.base import AnswerType, Json, Kind, refusal
from services.journeys.types.characters import fold
from services.journeys.types.yes_no import words

FIRST = "1"  # the row that stands by itself where at least one is needed
REMOVE = re.compile(r"remove (\S+)")

LONGEST = 10  # digits of a row's number worth reading


class Rows(TypedDict):
    """The normal form: ids in order, ids removed (they never come back), whether one more is wanted."""

    rows: list[str]
    removed: list[str]
    more: bool


class Group(AnswerType):
    """Questions asked again for each row; the answer says which rows there are."""

    kind: ClassVar[Kind] = list
    empty: ClassVar[str] = "add_or_done"
    longest: ClassVar[int] = 5000

    min: int = 0
    max: int = 20

    def read(self, text: str, language: Language) -> Json:
        """ "add", "done" or "remove <row>"; yes and no in any language say the first two."""
        bare = fold(text)
        if bare in ("add", "yes") or bare in map(fold, words(language, True)):
            return "add"
        if bare in ("done", "no") or bare in map(fold, words(language, False)):
            return "done"
        if REMOVE.fullmatch(bare):
            return text.casefold()
        raise refusal("add_or_done")

    def check(self, value: Json) -> Json:
        if isinstance(value, str) and (value in ("add", "done") or REMOVE.fullmatch(value)):
            return value
        if not isinstance(value, dict):
            raise refusal(self.empty)
        rows = self.rows(value)
        if len(rows["rows"]) > self.max:
            raise refusal("too_many_rows", max=str(self.max))
        return {"rows": [*rows["rows"]], "removed": [*rows["removed"]], "more": rows["more"]}

    def after(self, reply: str, before: Json, new_row: str) -> Json:
        """The normal form once this reply was taken; Invalid where the bounds or the list forbid it."""
        rows = self.rows(before)
        if reply == "add":
            return self._added(rows, new_row)
        if reply == "done":
            return self._ended(rows)
        return self._removed(rows, reply.removeprefix("remove "))

    def rows(self, normal: Json) -> Rows:
        """The rows of a normal form; of none yet, those that stand by themselves."""
        if not isinstance(normal, dict):
            return Rows(rows=[FIRST] if self.min else [], removed=[], more=True)
        kept, removed = normal.get("rows"), normal.get("removed")
        return Rows(
            rows=[str(row) for row in kept] if isinstance(kept, list) else [],
            removed=[str(row) for row in removed] if isinstance(removed, list) else [],
            more=normal.get("more") is not False,
        )

    def show(self, value: Json, language: Language) -> str:
        return language.number(len(self.rows(value)["rows"]))

    def value(self, normal: Json) -> tuple[str, ...]:
        return tuple(self.rows(normal)["rows"])

    def digits(self) -> bool:
        return True

    def _added(self, rows: Rows, new_row: str) -> Json:
        if new_row in rows["rows"]:
            return {"rows": [*rows["rows"]], "removed": [*rows["removed"]], "more": True}
        if len(rows["rows"]) >= self.max:
            raise refusal("too_many_rows", max=str(self.max))
        return {"rows": [*rows["rows"], new_row], "removed": [*rows["removed"]], "more": True}

    def _ended(self, rows: Rows) -> Json:
        if len(rows["rows"]) < self.min:
            raise refusal("too_few_rows", min=str(self.min))
        return {"rows": [*rows["rows"]], "removed": [*rows["removed"]], "more": False}

    def _removed(self, rows: Rows, wanted: str) -> Json:
        kept = rows["rows"]
        row = wanted if wanted in kept else _numbered(kept, wanted)
        if row is None:
            raise refusal("no_such_row")
        return {"rows": [r for r in kept if r != row], "removed": [*rows["removed"], row], "more": True}


def _numbered(rows: list[str], wanted: str) -> str | None:
    """The row with this number in the list, counted from one."""
    # Python reads no number of thousands of digits
    if wanted.isdecimal() and len(wanted) < LONGEST and 1 <= int(wanted) <= len(rows):
        return rows[int(wanted) - 1]
    return None
