"""The interview: a pure function of a journey, the answers so far and a few facts."""

from services.journeys.interview.facts import Facts
from services.journeys.interview.interview import Interview
from services.journeys.interview.outside import Outside

__all__ = ["Facts", "Interview", "Outside"]
