"""Conditions: Python-expression syntax over a service's own answers, three-valued, exact, typed before it runs."""

from services.journeys.conditions.compiling import LONGEST, SAID, Condition, compile_condition, compile_number, named
from services.journeys.conditions.scope import ConditionError, Name, Scope

__all__ = [
    "LONGEST",
    "SAID",
    "Condition",
    "ConditionError",
    "Name",
    "Scope",
    "compile_condition",
    "compile_number",
    "named",
]
