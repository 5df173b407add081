"""Who works here, and whom the services are for."""

from services.people.models.persons import ContactPlan, Mandate, Person
from services.people.models.proofs import ProofCode
from services.people.models.staff import BrokenGlass, Membership, Substitution, Team
from services.people.models.users import User, Users

__all__ = [
    "BrokenGlass",
    "ContactPlan",
    "Mandate",
    "Membership",
    "Person",
    "ProofCode",
    "Substitution",
    "Team",
    "User",
    "Users",
]
