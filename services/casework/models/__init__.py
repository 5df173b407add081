"""What casework keeps, a file for each part of it."""

from services.casework.models.applications import AnswerRow, Application, Document, Touch
from services.casework.models.cases import Case, CaseStatus, DailyFigures, Link, SearchToken
from services.casework.models.clocks import Deadline, Limit, Outage, Suspension
from services.casework.models.consequences import FeeDue, Letter, Offer, Output, Party
from services.casework.models.handling import Decision, Likeness, MatterToken, Note, Request, Task

__all__ = [
    "AnswerRow",
    "Application",
    "Case",
    "CaseStatus",
    "DailyFigures",
    "Deadline",
    "Decision",
    "Document",
    "FeeDue",
    "Letter",
    "Likeness",
    "Limit",
    "Link",
    "MatterToken",
    "Note",
    "Offer",
    "Outage",
    "Output",
    "Party",
    "Request",
    "SearchToken",
    "Suspension",
    "Task",
    "Touch",
]
