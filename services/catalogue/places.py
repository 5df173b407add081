"""Places: found by their names, with or without diacritics, alone or with the area they lie in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from services.catalogue.models import Place, name_of
from services.journeys.types.characters import fold

WORD = re.compile(r"[\w'’.-]+")
MOST = 200  # characters of a name worth reading
SHOWN = 5


@dataclass(frozen=True)
class Found:
    """A place with its name, the areas around it after it: "Ba Đình, Hà Nội"."""

    code: str
    name: str


def place(code: str, level: str, names: Mapping[str, str], *also: str) -> Place:
    """A place under this code, known by these names and `also` by others; not saved yet."""
    folded = sorted({" ".join(_words(name)) for name in (*names.values(), *also)})
    return Place(code=code, level=level, names=dict(names), folded=folded)


def enter(*entered: Place) -> None:
    """Keep these places; the same again changes nothing."""
    Place.objects.bulk_create(
        entered, update_conflicts=True, unique_fields=["code"], update_fields=["level", "names", "folded"]
    )


def find(text: str, *, level: str = "", country: str = "", language: str = "") -> list[Found]:
    """The places a person can mean, by code: of this level or any, in the area they named where they named one."""
    words = _words(text[:MOST])
    heads = {" ".join(words[:length]): words[length:] for length in range(1, len(words) + 1)}
    places = Place.objects.filter(folded__overlap=list(heads), code__startswith=country)
    if level:
        places = places.filter(level=level)
    named = [(place, heads[head]) for place in places for head in place.folded if head in heads]
    around = _areas({place.code for place, _ in named})
    meant = {place.code: place for place, rest in named if not rest or _lies_in(place, rest, around)}
    return [Found(code, _called(meant[code], around, language)) for code in sorted(meant)]


def named(code: str, language: str) -> str:
    """The name of this place with the areas around it; the code where it is not known."""
    place = Place.objects.filter(code=code).first()
    return _called(place, _areas({code}), language) if place else code


def _words(text: str) -> list[str]:
    return WORD.findall(fold(text))


def _areas(codes: set[str]) -> dict[str, Place]:
    """The places that these lie in, by code."""
    above = {code.rsplit("-", cut)[0] for code in codes for cut in range(1, code.count("-") + 1)}
    return {place.code: place for place in Place.objects.filter(code__in=above)}


def _lies_in(place: Place, rest: list[str], around: Mapping[str, Place]) -> bool:
    """Whether the words after its name are the name of an area it lies in."""
    wanted = " ".join(rest)
    return any(place.code.startswith(f"{code}-") and wanted in area.folded for code, area in around.items())


def _called(place: Place, around: Mapping[str, Place], language: str) -> str:
    areas = sorted((code for code in around if place.code.startswith(f"{code}-") and "-" in code), reverse=True)
    return ", ".join(name_of(each.names, language, each.code) for each in (place, *(around[code] for code in areas)))
