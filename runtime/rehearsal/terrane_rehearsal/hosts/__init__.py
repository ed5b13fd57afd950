"""Hosts: every instance that the cloud says is up really boots, and the cloud is told what becomes of it."""

from terrane_rehearsal.hosts.hosts import Hosts
from terrane_rehearsal.hosts.states import HostState

__all__ = ["HostState", "Hosts"]
