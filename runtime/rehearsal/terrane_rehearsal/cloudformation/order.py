"""The order in which resources are made: what is needed first, else as the template has them."""

from __future__ import annotations

from collections.abc import Mapping

from terrane_rehearsal.cloudformation.errors import invalid


def in_order(needs: Mapping[str, set[str]]) -> list[str]:
    """Names such that each follows everything it needs. A circle is refused as CloudFormation refuses it."""
    left = {name: set(others) for name, others in needs.items()}
    order: list[str] = []
    while left:
        ready = [name for name, others in left.items() if not others]
        if not ready:
            raise invalid(f"Circular dependency between resources: [{', '.join(_in_circles(left))}]")
        order += ready
        for name in ready:
            del left[name]
        for others in left.values():
            others.difference_update(ready)
    return order


def _in_circles(left: Mapping[str, set[str]]) -> list[str]:
    """Without those that only wait for a circle: nobody in the rest needs them."""
    names = set(left)
    while True:
        needed = {other for name in names for other in left[name]}
        if names <= needed:
            return sorted(names)
        names &= needed


def reversed_needs(needs: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """For deletion: who must be gone first."""
    turned: dict[str, set[str]] = {name: set() for name in needs}
    for name, others in needs.items():
        for other in others:
            turned.setdefault(other, set()).add(name)
    return turned
