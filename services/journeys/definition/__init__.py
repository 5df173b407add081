"""The folder of a service, loaded and checked: `service.yaml` is the law, `words.<language>.yaml` the words."""

from services.journeys.definition.changes import Change, read_change
from services.journeys.definition.comparing import differences
from services.journeys.definition.loading import Definition, Examined, examine, examine_files, load
from services.journeys.definition.showing import shown

__all__ = [
    "Change",
    "Definition",
    "Examined",
    "differences",
    "examine",
    "examine_files",
    "load",
    "read_change",
    "shown",
]
