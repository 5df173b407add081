"""The folder of a service, loaded and checked: `service.yaml` is the law, `words.<language>.yaml` the words."""

from services.journeys.definition.loading import Definition, Examined, examine, load
from services.journeys.definition.showing import shown

__all__ = ["Definition", "Examined", "examine", "load", "shown"]
