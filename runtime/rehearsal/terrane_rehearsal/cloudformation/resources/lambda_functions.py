"""Lambda functions, as the emulator knows them; they run when somebody calls them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from terrane_rehearsal.cloudformation.resources.kind import kind
from terrane_rehearsal.cloudformation.resources.work import Work, tags_as_map

LAMBDA = "lambda"

CONFIGURATION = (
    "DeadLetterConfig", "Description", "Environment", "EphemeralStorage", "FileSystemConfigs", "Handler",
    "ImageConfig", "Layers", "LoggingConfig", "MemorySize", "Role", "Runtime", "Timeout", "TracingConfig",
    "VpcConfig",
)  # fmt: skip
FIXED = ("Architectures", "PackageType")


def code_of(work: Work) -> dict[str, Any]:
    """Inline source becomes the archive that CloudFormation makes of it: one file `index`."""
    given = dict(work.get("Code"))
    if "ZipFile" not in given:
        return given
    name = "index.py" if str(work.get("Runtime", "")).startswith("python") else "index.js"
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr(name, given["ZipFile"])
    return {"ZipFile": archive.getvalue()}


def _function(work: Work) -> str:
    name = work.name("FunctionName")
    tags = work.tag_map()
    made = work.client.create_function(
        FunctionName=name, Code=code_of(work), **work.given(*CONFIGURATION, *FIXED), **({"Tags": tags} if tags else {})
    )
    work.notes["arn"] = made["FunctionArn"]
    return name


def _change_function(work: Work) -> None:
    if work.changed("Code"):
        code = code_of(work)
        parts = {key: value for key, value in code.items() if key != "SourceKMSKeyArn"}
        work.client.update_function_code(FunctionName=work.physical_id, **parts)
    names = [name for name in CONFIGURATION if work.changed(name)]
    if names:
        work.client.update_function_configuration(FunctionName=work.physical_id, **work.given(*names))
    if work.changed("Tags"):
        arn = work.notes["arn"]
        if lost := sorted(tags_as_map(work.before("Tags")).keys() - work.tag_map().keys()):
            work.client.untag_resource(Resource=arn, TagKeys=lost)
        if work.tag_map():
            work.client.tag_resource(Resource=arn, Tags=work.tag_map())


PERMISSION = (
    "Action", "EventSourceToken", "FunctionName", "FunctionUrlAuthType", "Principal", "PrincipalOrgID",
    "SourceAccount", "SourceArn",
)  # fmt: skip


def _permission(work: Work) -> str:
    statement = work.name("")
    work.client.add_permission(StatementId=statement, **work.given(*PERMISSION))
    return statement


MAPPING = (
    "BatchSize", "BisectBatchOnFunctionError", "DestinationConfig", "Enabled", "FilterCriteria", "FunctionName",
    "FunctionResponseTypes", "MaximumBatchingWindowInSeconds", "MaximumRecordAgeInSeconds",
    "MaximumRetryAttempts", "ParallelizationFactor", "ScalingConfig", "TumblingWindowInSeconds",
)  # fmt: skip
MAPPING_FIXED = ("EventSourceArn", "StartingPosition")


def _mapping(work: Work) -> str:
    return str(work.client.create_event_source_mapping(**work.given(*MAPPING, *MAPPING_FIXED))["UUID"])


KINDS = (
    kind(
        "AWS::Lambda::Function",
        LAMBDA,
        ("Code", "FunctionName", "Tags", *CONFIGURATION, *FIXED),
        create=_function,
        delete=lambda w: w.client.delete_function(FunctionName=w.physical_id),
        update=_change_function,
        mutable=("Code", "Tags", *CONFIGURATION),
        attributes=lambda w: {"Arn": w.notes["arn"]},
    ),
    kind(
        "AWS::Lambda::Permission",
        LAMBDA,
        PERMISSION,
        create=_permission,
        delete=lambda w: w.client.remove_permission(FunctionName=w.get("FunctionName"), StatementId=w.physical_id),
        attributes=lambda w: {"Id": w.physical_id},
    ),
    kind(
        "AWS::Lambda::EventSourceMapping",
        LAMBDA,
        (*MAPPING, *MAPPING_FIXED),
        create=_mapping,
        delete=lambda w: w.client.delete_event_source_mapping(UUID=w.physical_id),
        update=lambda w: w.client.update_event_source_mapping(UUID=w.physical_id, **w.given(*MAPPING)),
        mutable=MAPPING,
        attributes=lambda w: {"Id": w.physical_id},
    ),
)
