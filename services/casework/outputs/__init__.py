"""The documents people get: ordered by a decision, issued, on their way, in their hands, checked by anybody."""

from services.casework.outputs.ordering import order, revoke_all

__all__ = ["order", "revoke_all"]
