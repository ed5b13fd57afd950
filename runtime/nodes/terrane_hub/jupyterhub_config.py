"""What JupyterHub loads."""

from __future__ import annotations

from terrane_hub.configuration import configure

configure(get_config())  # type: ignore[name-defined]  # noqa: F821 (traitlets gives it)
