"""A place of the country, down to the level at which somebody is competent for it."""

from typing import ClassVar

from services.journeys.language import Language
from services.journeys.types import characters
from services.journeys.types.base import Json, Kind, Settled, refusal


class Place(str):
    """The code of a place: ISO 3166, and the country's own codes below it: "VN-HN-00004"."""

    __slots__ = ()

    def within(self, area: str) -> bool:
        """Whether it is this area or lies in it."""
        return self == area or self.startswith(f"{area}-")


class Location(Settled):
    """A place by its code, with its name as it was then: {"code": "VN-HN-00004", "name": "Ba Đình, Hà Nội"}.

    People type a name; which place that is, whoever keeps the list of places says.
    """

    kind: ClassVar[Kind] = Place
    empty: ClassVar[str] = "missing_place"

    level: str
    country: str = ""

    def read(self, text: str, language: Language) -> Json:
        return text

    def tidy(self, raw: str) -> str:
        return characters.line(raw, self.longest)

    def check(self, value: Json) -> Json:
        if not isinstance(value, dict) or not value.get("code") or not value.get("name"):
            raise refusal("place_unknown")
        if not Place(value["code"]).within(self.country or str(value["code"])):
            raise refusal("place_unknown")
        return {"code": str(value["code"]), "name": str(value["name"])}

    def show(self, value: Json, language: Language) -> str:
        return str(value["name"]) if isinstance(value, dict) else ""

    def value(self, normal: Json) -> Place:
        return Place(normal["code"] if isinstance(normal, dict) else "")

    def digits(self) -> bool:
        return True
