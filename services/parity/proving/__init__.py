"""Whether something can be so in a journey: proved, disproved, or left open."""

from services.parity.proving.deciding import Prover, Verdict

__all__ = ["Prover", "Verdict"]
