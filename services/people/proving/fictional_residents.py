"""A register for the demonstration and for tests: nobody in it exists, and it knows people by rule.

Whoever gives a name, and a personal number or a birth date, lives where they say; whoever says nothing of it lives at
1 Example Street. A number that ends in 0000 is nobody's.
"""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from services.people.proving.registers import Claim

NOBODY = "0000"
STREET = "1 Example Street"


def resident(claim: Claim) -> str | None:
    """Raises ImproperlyConfigured in production, where it would confirm everybody."""
    if settings.MODE == "production":
        raise ImproperlyConfigured("RESIDENTS names a register of people who do not exist.")
    if not claim.name or not (claim.personal_id or claim.birth_date) or claim.personal_id.endswith(NOBODY):
        return None
    return claim.address or STREET
