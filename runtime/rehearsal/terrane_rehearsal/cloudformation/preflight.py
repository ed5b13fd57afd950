"""Everything that can be known to fail before anything is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from terrane_rehearsal.cloudformation.checking import faults
from terrane_rehearsal.cloudformation.errors import CloudFormationError, invalid, unresolved
from terrane_rehearsal.cloudformation.references import references
from terrane_rehearsal.cloudformation.resources.kind import Kind
from terrane_rehearsal.cloudformation.schemas import Schemas
from terrane_rehearsal.cloudformation.template import Resource, Template
from terrane_rehearsal.cloudformation.values import UNKNOWN

CUSTOM = "AWS::CloudFormation::CustomResource"
PSEUDO_PREFIX = "AWS::"


class NothingMade:
    """Every resource's name and attributes are unknown."""

    def ref(self, logical_id: str) -> Any:
        return UNKNOWN

    def attribute(self, logical_id: str, name: str) -> Any:
        return UNKNOWN


def check_types(template: Template, schemas: Schemas) -> None:
    unknown = {
        r.type for r in template.resources.values() if not r.type.startswith("Custom::") and not schemas.get(r.type)
    }
    if unknown:
        raise invalid(f"Template format error: Unrecognized resource types: [{', '.join(sorted(unknown))}]")


def check_references(template: Template, schemas: Schemas) -> None:
    parameters, resources = template.section("Parameters"), template.resources
    for block, expression in _blocks(template):
        missing = sorted(
            {
                used.name
                for used in references(expression)
                if used.attribute is None
                and used.name not in parameters
                and used.name not in resources
                and not used.name.startswith(PSEUDO_PREFIX)
            }
        )
        if missing:
            raise unresolved(missing, block)
        for used in references(expression):
            if used.attribute is not None:
                _check_attribute(used.name, used.attribute, resources, schemas)
    for name, resource in resources.items():
        if unknown := [other for other in resource.depends_on if other not in resources]:
            raise unresolved(unknown)
        if resource.condition is not None and resource.condition not in template.section("Conditions"):
            raise invalid(
                f"Template format error: Unresolved condition dependency {resource.condition} in the Resources block "
                f"of the template ({name})"
            )


def _blocks(template: Template) -> Iterator[tuple[str, Any]]:
    yield "Resources", [resource.properties for resource in template.resources.values()]
    yield "Outputs", [output for output in template.section("Outputs").values()]


def _check_attribute(name: str, attribute: str, resources: Mapping[str, Resource], schemas: Schemas) -> None:
    if name not in resources:
        raise invalid(f"Template error: instance of Fn::GetAtt references undefined resource {name}")
    schema = schemas.get(resources[name].type)
    if attribute and schema is not None and not schema.has_attribute(attribute):
        raise invalid(f"Template error: resource {name} does not support attribute type {attribute} in Fn::GetAtt")


def check_properties(
    active: Mapping[str, Resource],
    properties_of: Callable[[Resource], dict[str, Any]],
    kinds: Mapping[str, Kind],
    schemas: Schemas,
) -> None:
    """properties_of works expressions out as far as they are known."""
    refused = list(_not_created(active, kinds))
    if refused:
        raise CloudFormationError("ValidationError", "\n".join(refused))
    wrong = [text for resource in active.values() for text in _wrong(resource, properties_of(resource), kinds, schemas)]
    if wrong:
        raise invalid("\n".join(wrong))


def _not_created(active: Mapping[str, Resource], kinds: Mapping[str, Kind]) -> Iterator[str]:
    for resource in active.values():
        if resource.type.startswith("Custom::") or resource.type == CUSTOM:
            yield (
                f"Resource {resource.logical_id}: the rehearsal does not create custom resources ({resource.type}); "
                "no Lambda function runs here"
            )
        elif resource.type not in kinds:
            yield f"Resource {resource.logical_id}: the rehearsal does not create resources of type {resource.type}"
        elif "Snapshot" in (resource.deletion_policy, resource.update_replace_policy):
            yield f"Resource {resource.logical_id}: the rehearsal takes no snapshots (deletion or replacement policy)"


def _wrong(
    resource: Resource, properties: dict[str, Any], kinds: Mapping[str, Kind], schemas: Schemas
) -> Iterator[str]:
    found = faults(properties, schemas[resource.type])
    if found:
        yield f"Properties validation failed for resource {resource.logical_id} with message:\n" + "\n".join(found)
        return
    kind = kinds[resource.type]
    if ignored := sorted(name for name in properties if name not in kind.accepts):
        yield (
            f"Resource {resource.logical_id}: the rehearsal does not apply the property {', '.join(ignored)} "
            f"of {resource.type}"
        )
