"""The outlines of countries, out of Natural Earth's map as npm's world-atlas packs it (TopoJSON): one file each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

Ring = list[tuple[float, float]]
"""Longitude and latitude in degrees, the last point being the first."""


def write(atlas: Path, folder: Path) -> None:
    """Each country under its number in ISO 3166."""
    world = json.loads(atlas.read_text())
    folder.mkdir(parents=True, exist_ok=True)
    arcs = [_arc(world["transform"], arc) for arc in world["arcs"]]
    for country in world["objects"]["countries"]["geometries"]:
        if "id" in country:
            (folder / f"{country['id']}.json").write_text(json.dumps(list(_rings(country, arcs))))


def _arc(transform: dict[str, Any], arc: list[list[int]]) -> Ring:
    """Out of steps on a grid (https://github.com/topojson/topojson-specification)."""
    (scale_x, scale_y), (left, below) = transform["scale"], transform["translate"]
    along, up = accumulate(step[0] for step in arc), accumulate(step[1] for step in arc)
    return [(round(x * scale_x + left, 3), round(y * scale_y + below, 3)) for x, y in zip(along, up, strict=True)]


def _rings(country: dict[str, Any], arcs: list[Ring]) -> Iterator[Ring]:
    polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    for polygon in polygons:
        for ring in polygon:
            yield [point for index in ring for point in _directed(arcs, index)]


def _directed(arcs: list[Ring], index: int) -> Ring:
    """An arc gone along, or, where its index is below zero, back."""
    return arcs[index] if index >= 0 else arcs[~index][::-1]
