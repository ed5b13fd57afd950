"""Where people find the gateway."""

from __future__ import annotations

from terrane_hub.declaration import Declaration
from terrane_hub.places import Places


def public_url(declaration: Declaration, places: Places) -> str:
    """With the port where it is not that of https."""
    return f"https://{authority(declaration, places)}/"


def authority(declaration: Declaration, places: Places) -> str:
    """The host, with its port where it is not 443."""
    return declaration.host if places.https_port == 443 else f"{declaration.host}:{places.https_port}"
