"""The house has no circles: no two files need each other, however far around."""

from __future__ import annotations

from collections.abc import Iterator

import grimp

ROOMS = ("services", "channels_web", "channels_phone", "config")


def circles(needs: dict[str, set[str]]) -> Iterator[set[str]]:
    """The files of each circle: what is left when those that need nothing, or that nothing needs, are taken away."""
    left = {name: set(others) for name, others in needs.items()}
    while True:
        needed = set().union(*left.values()) if left else set()
        free = {name for name, others in left.items() if not others & left.keys() or name not in needed}
        if not free:
            break
        left = {name: others - free for name, others in left.items() if name not in free}
    if left:
        yield set(left)


def test_a_circle_is_found() -> None:
    assert list(circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}})) == [{"b", "c"}]


def test_no_circle() -> None:
    graph = grimp.build_graph(*ROOMS, exclude_type_checking_imports=True)
    assert list(circles({name: set(graph.find_modules_directly_imported_by(name)) for name in graph.modules})) == []
