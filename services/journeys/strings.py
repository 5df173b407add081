"""YAML in which every scalar is a string: in YAML 1.1 an unquoted `no` is false and 10:30 is 630."""

from typing import Any

import yaml


class Strings(yaml.CSafeLoader):
    """The safe loader without its guesses at what a scalar might be."""

    yaml_implicit_resolvers: dict[str, Any] = {}


def read(text: str) -> dict[str, Any]:
    """A mapping of mappings, lists and strings; raises yaml.YAMLError."""
    mapping: dict[str, Any] = Strings(text).get_single_data()
    return mapping
