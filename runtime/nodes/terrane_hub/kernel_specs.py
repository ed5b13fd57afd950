"""What Jupyter is told of a kernel: its kernel.json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from terrane_hub.declared_kernels import Kernel
from terrane_hub.image_store import language_of
from terrane_hub.places import Places
from terrane_hub.run_in_image import SHARED

IPYKERNEL = ("-m", "ipykernel_launcher", "-f", "{connection_file}")
# As the package of IRkernel installs it.
SYSTEM = {"R": ("R", "--slave", "-e", "IRkernel::main()", "--args", "{connection_file}")}
RUNNER = "run_in_image.py"


def spec_text(kernel: Kernel, places: Places, shared: Sequence[str]) -> str:
    spec: dict[str, Any] = {
        "argv": _command(kernel, places),
        "display_name": kernel.name,
        "language": language_of(kernel, places.images) if kernel.kind == "image" else kernel.language,
        "metadata": {"debugger": kernel.kind in ("session", "environment")},
    }
    environment = _environment(kernel, places, shared)
    if environment:
        spec["env"] = environment
    return f"{json.dumps(spec, indent=1)}\n"


def _command(kernel: Kernel, places: Places) -> list[str]:
    own = str(places.session_environment / "bin/python")
    if kernel.kind == "session":
        return [own, *IPYKERNEL]
    if kernel.kind == "environment":
        return [str(places.kernels / kernel.id / "env/bin/python"), *IPYKERNEL]
    if kernel.kind == "system":
        return list(SYSTEM[kernel.language])
    image = places.images / kernel.image_folder
    return [own, str(places.kernels / RUNNER), str(image), kernel.language, "{connection_file}"]


def _environment(kernel: Kernel, places: Places, shared: Sequence[str]) -> dict[str, str]:
    """Beside what the session has."""
    if kernel.kind == "image":
        return {SHARED: json.dumps(list(shared))} if shared else {}
    if kernel.kind != "environment":
        return {}
    python = places.kernels / kernel.id / "env/bin"
    environment = {"PATH": f"{python}:${{PATH}}"}
    if kernel.spark_memory_mib is not None:
        environment |= _spark(kernel.spark_memory_mib, f"{python}/python")
    return environment


def _spark(memory_mib: int, python: str) -> dict[str, str]:
    """One process with as many threads as the session has CPUs. Others' programs reach the same loopback: there is no
    page, and what listens asks for a secret."""
    settings = {"spark.authenticate": "true", "spark.ui.enabled": "false", "spark.driver.bindAddress": "127.0.0.1"}
    options = " ".join(f"--conf {name}={value}" for name, value in settings.items())
    return {
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": python,
        "PYSPARK_DRIVER_PYTHON": python,
        "PYSPARK_SUBMIT_ARGS": f"--master local[*] --driver-memory {memory_mib}m {options} pyspark-shell",
    }
