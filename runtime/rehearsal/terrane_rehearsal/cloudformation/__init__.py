"""CloudFormation as a service of its own, which makes resources through the emulated services' public APIs."""

from __future__ import annotations

from terrane_rehearsal.cloudformation.region import Emulator
from terrane_rehearsal.cloudformation.wsgi import Application
from terrane_rehearsal.journal import Journal

__all__ = ["Application", "Emulator", "application"]


def application(emulator: Emulator, journal: Journal) -> Application:
    """The WSGI application to put in front of the emulated cloud, for CloudFormation's calls and wait conditions."""
    return Application(emulator, journal)
