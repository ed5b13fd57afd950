"""Clouds that the programs know, by the name in the node's settings. A cloud's SDK is imported when it is used."""

from __future__ import annotations

from terrane_node.clock import Clock
from terrane_node.cloud.base import Cloud
from terrane_node.errors import SettingsError
from terrane_node.settings import Settings


def connect(settings: Settings, clock: Clock) -> Cloud:
    if settings.cloud == "aws":
        from terrane_node.cloud.aws import AwsCloud

        return AwsCloud(settings.region, clock)
    raise SettingsError(f"cloud {settings.cloud!r} is not known (known: aws)")
