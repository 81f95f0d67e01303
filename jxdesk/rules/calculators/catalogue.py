"""All calculators, in the order in which they are offered."""

from __future__ import annotations

from jxdesk.rules.calculators import compensation, interest, limitation, maintenance, plan, wages
from jxdesk.rules.calculators.asking import Calculator, Known


def calculators(known: Known) -> tuple[Calculator, ...]:
    """Money first, days last."""
    return (
        compensation.calculator(known),
        wages.calculator(known),
        maintenance.calculator(known),
        interest.calculator(known),
        plan.calculator(known),
        limitation.calculator(known),
        limitation.mediation_calculator(known),
    )
