"""What OCI and its SDK raise, as the programs' own errors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from terrane_node.errors import CloudError, CloudUnreachable, OutOfCapacity

# https://docs.oracle.com/en-us/iaas/Content/API/References/apierrors.htm: a limit of the tenancy, which Oracle defines;
# a quota of the compartment, which the administrator defines. Both are of one shape or series.
NO_CAPACITY = frozenset({"LimitExceeded", "QuotaExceeded"})
# There is no code of its own for it. https://docs.oracle.com/en-us/iaas/Content/Compute/known-issues.htm: InternalError
# and "Out of host capacity"; .../Compute/Tasks/add-instances-compute-cluster.htm: "out of capacity".
NO_CAPACITY_TEXT = re.compile(r"\bout of (host )?capacity\b", re.IGNORECASE)
# The same table: to be tried again. Every HTTP 5xx is, too.
PASSING = frozenset({"TooManyRequests", "IncorrectState", "ExternalServerIncorrectState"})
DENIED = (401, 403, 404)

# What an operation needs, for the message of a denial: OCI says neither which permission is absent nor whether one is.
# https://docs.oracle.com/en-us/iaas/Content/Identity/policyreference/corepolicyreference_topic-Permissions_Required_for_Each_API_Operation.htm,
# .../Identity/policyreference/objectstoragepolicyreference.htm, .../Identity/policyreference/keypolicyreference.htm
NEEDS = {
    "attach_volume": "VOLUME_ATTACHMENT_CREATE, VOLUME_WRITE, INSTANCE_ATTACH_VOLUME",
    "detach_volume": "VOLUME_ATTACHMENT_DELETE, VOLUME_WRITE, INSTANCE_DETACH_VOLUME",
    "get_instance": "INSTANCE_READ",
    "get_instance_configuration": "INSTANCE_CONFIGURATION_READ",
    "get_object": "OBJECT_READ",
    "get_secret_bundle": "SECRET_BUNDLE_READ",
    "get_subnet": "SUBNET_READ",
    "get_volume": "VOLUME_INSPECT",
    "instance_action": "INSTANCE_POWER_ACTIONS",
    "launch_instance": "INSTANCE_CREATE, INSTANCE_IMAGE_READ, VNIC_CREATE, VNIC_ATTACH, SUBNET_ATTACH",
    "list_instance_pool_instances": "INSTANCE_POOL_READ",
    "list_instance_pools": "INSTANCE_POOL_INSPECT",
    "list_instances": "INSTANCE_READ",
    "list_private_ips": "PRIVATE_IP_READ",
    "list_vnic_attachments": "VNIC_ATTACHMENT_READ, INSTANCE_INSPECT",
    "list_volume_attachments": "VOLUME_ATTACHMENT_INSPECT, VOLUME_INSPECT, INSTANCE_INSPECT",
    "put_object": "OBJECT_CREATE, OBJECT_OVERWRITE",
    "terminate_instance": "INSTANCE_DELETE, VNIC_DELETE, SUBNET_DETACH",
    "update_instance": "INSTANCE_UPDATE",
}


@contextmanager
def translated(operation: str) -> Iterator[None]:
    from oci._vendor.requests.exceptions import RequestException
    from oci.exceptions import ServiceError

    try:
        yield
    except ServiceError as error:
        raise of(operation, error) from error
    except RequestException as error:
        raise CloudUnreachable(type(error).__name__, f"{operation}: {error}") from error


def of(operation: str, error: Any) -> CloudError:
    code = str(error.code or f"HTTP{error.status}")
    message = " ".join(str(error.message or "").split())
    # Reasons are cut where they are shown: what may be absent comes first, what only Oracle's support can use last.
    needs = f" needs {NEEDS[operation]}" if error.status in DENIED and operation in NEEDS else ""
    asked = f" (opc-request-id {error.request_id})" if error.request_id else ""
    return _kind(code, error.status, message)(code, f"{operation}{needs}: {message}{asked}")


def _kind(code: str, status: int, message: str) -> type[CloudError]:
    if code in NO_CAPACITY or NO_CAPACITY_TEXT.search(message):
        return OutOfCapacity
    return CloudUnreachable if code in PASSING or status >= 500 or status == 429 else CloudError
