"""The life of instances: calls begin a change; the launcher that makes instances real reports its end."""

from __future__ import annotations

from typing import Any

from moto.ec2.models import ec2_backends
from moto.ec2.models.instances import InstanceState, StateReason

CODES = {"pending": 0, "running": 16, "shutting-down": 32, "terminated": 48, "stopping": 64, "stopped": 80}
LIVE = ("pending", "running", "stopping", "shutting-down")


def put(instance: Any, state: str) -> None:
    instance._state = InstanceState(state, CODES[state])


def explain(instance: Any, code: str, message: str) -> None:
    instance._reason = message
    instance.state_reason = StateReason(message, code)


def find(account: str, instance_id: str) -> Any | None:
    for ec2 in list(ec2_backends[account].values()):
        for reservation in list(ec2.reservations.values()):
            for instance in reservation.instances:
                if instance.id == instance_id:
                    return instance
    return None


def booted(instance: Any) -> bool:
    """Whether that changes anything."""
    if instance.state != "pending":
        return False
    put(instance, "running")
    return True


def stopped(instance: Any) -> bool:
    if instance.state not in ("stopping", "pending", "running"):
        return False
    for interface in instance.nics.values():
        interface.stop()
    put(instance, "stopped")
    return True


def ended(instance: Any) -> bool:
    """Its disks and interfaces go as they were told to; its addresses are free again."""
    if instance.state == "terminated":
        return False
    ec2 = instance.ec2_backend
    for address in list(ec2.addresses):
        if address.instance is instance:
            ec2.disassociate_address(association_id=address.association_id)
    reason, transition = instance.state_reason, instance._reason
    instance.finish()
    put(instance, "terminated")
    if reason.code:
        instance.state_reason, instance._reason = reason, transition
    _release(instance)
    return True


def _release(instance: Any) -> None:
    """Interfaces that outlive the instance are nobody's."""
    for interface in instance.nics.values():
        if interface.id in instance.ec2_backend.enis:
            interface.instance = interface.attachment_id = interface.attach_time = None
            interface.status = "available"
