"""Clouds that the programs know, by the name in the node's settings. A cloud's SDK is imported when it is used."""

from __future__ import annotations

from typing import Callable

from terrane_node.clock import Clock
from terrane_node.cloud.base import Cloud
from terrane_node.errors import SettingsError
from terrane_node.settings import Settings


def connect(settings: Settings, clock: Clock) -> Cloud:
    if settings.cloud not in CLOUDS:
        raise SettingsError(f"cloud {settings.cloud!r} is not known (known: {', '.join(CLOUDS)})")
    return CLOUDS[settings.cloud](settings, clock)


def _aws(settings: Settings, clock: Clock) -> Cloud:
    from terrane_node.cloud.aws import AwsCloud

    return AwsCloud(settings.region, clock)


def _oci(settings: Settings, clock: Clock) -> Cloud:
    from terrane_node.cloud.oci import OciCloud

    assert settings.oci is not None
    return OciCloud(settings.region, settings.oci, clock)


CLOUDS: dict[str, Callable[[Settings, Clock], Cloud]] = {"aws": _aws, "oci": _oci}
