"""What every operation on a stack does alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from terrane_rehearsal.cloudformation.engine.stack_values import Made, Surroundings, active, properties_of, scope_of
from terrane_rehearsal.cloudformation.engine.steps import Steps
from terrane_rehearsal.cloudformation.engine.walk import Outcome, walk
from terrane_rehearsal.cloudformation.errors import ResourceFailed
from terrane_rehearsal.cloudformation.intrinsics import Scope, evaluate
from terrane_rehearsal.cloudformation.model import Goal, Output, Record, Stack
from terrane_rehearsal.cloudformation.order import reversed_needs
from terrane_rehearsal.cloudformation.references import dependencies
from terrane_rehearsal.cloudformation.template import Resource
from terrane_rehearsal.cloudformation.values import text


@dataclass
class Operation:
    """Work towards the goal that the stack has."""

    stack: Stack
    around: Surroundings
    steps: Steps = field(init=False)
    scope: Scope = field(init=False)
    wanted: dict[str, Resource] = field(init=False)
    needs: dict[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.steps = Steps(self.stack, self.around)
        self.aim(self.stack.goal)

    def aim(self, goal: Goal) -> None:
        stack = self.stack
        stack.imports = set()
        made = Made(stack.records)
        self.scope = scope_of(goal, stack.name, stack.id, self.around, made, stack.options, self._imported)
        self.wanted = active(goal, self.scope)
        needs = dependencies(goal.template)
        self.needs = {name: needs[name] & self.wanted.keys() for name in self.wanted}

    def _imported(self, name: str) -> str:
        value = self.around.export(name)
        self.stack.imports.add(name)
        return value

    def properties(self, resource: Resource) -> dict[str, Any]:
        return properties_of(resource, self.stack.goal, self.scope, self.around)

    def policy(self, resource: Resource) -> Mapping[str, Any]:
        worked_out: dict[str, Any] = evaluate(dict(resource.creation_policy), self.scope)
        return worked_out

    def describe(self, record: Record, resource: Resource) -> None:
        """What a record has of its template besides properties."""
        record.needs = self.needs[resource.logical_id]
        record.deletion_policy = str(evaluate(resource.deletion_policy, self.scope))
        record.update_replace_policy = str(evaluate(resource.update_replace_policy, self.scope))
        record.metadata = resource.metadata
        record.update_policy = evaluate(dict(resource.update_policy), self.scope)

    def stopped(self) -> bool:
        return bool(self.stack.cancelled)

    def outputs(self) -> list[Output]:
        declared = self.stack.goal.template.section("Outputs")
        outputs = []
        for key, output in declared.items():
            if "Condition" in output and not self.scope.condition(output["Condition"]):
                continue
            value = evaluate(output.get("Value"), self.scope)
            if isinstance(value, (dict, list)):
                raise ResourceFailed(
                    f"Template format error: Output {key} is malformed. The Value of an output is a text"
                )
            export = evaluate((output.get("Export") or {}).get("Name", ""), self.scope)
            outputs.append(Output(key, text(value), text(output.get("Description", "")), text(export)))
        self.around.claim_exports(self.stack, outputs)
        return outputs


def remove(operation: Operation, records: list[Record], keep: set[str] | None = None) -> Outcome:
    """Deletes records, whatever needs another one first. Names in `keep` stay. Two records may share a logical id."""
    stack = operation.stack
    by_key = {f"{index}:{record.logical_id}": record for index, record in enumerate(records)}
    needs = {key: {other for other, held in by_key.items() if held.logical_id in record.needs}
             for key, record in by_key.items()}  # fmt: skip
    before = reversed_needs(needs)
    order = dict(reversed([(key, before[key]) for key in by_key]))
    for key in [key for key in order if by_key[key].logical_id in (keep or set())]:
        stack.note(by_key[key], "DELETE_SKIPPED")
        del order[key]
    outcome = walk(order, lambda key: operation.steps.delete(by_key[key]), stack.bell, keep_going=True)
    logical = {key: by_key[key].logical_id for key in by_key}
    return Outcome(
        [logical[key] for key in outcome.done],
        {logical[key]: error for key, error in outcome.failed.items()},
        [logical[key] for key in order if key not in outcome.done and key not in outcome.failed],
    )
