"""What shapes are: `shapes.json` has their facts. Sizes are OCPUs and gigabytes as OCI counts them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ...world import Hardware
from .. import checks
from ..call import Answer, Call
from ..errors import invalid
from ..handlers import page
from ..tenancy import Tenancy
from ..thing import Facts

Shape = Mapping[str, Any]
MOST_PER_OCPU, LEAST_PER_OCPU = 64, 1
"""Gigabytes where the table has no figure of the shape's own."""


@cache
def shapes() -> Mapping[str, Shape]:
    file = Path(__file__).parent.parent / "shapes.json"
    return dict(json.loads(file.read_text(encoding="utf-8")))


def shape_of(name: Any) -> Shape:
    found = shapes().get(str(name))
    if found is None:
        invalid(f"shape: {name!r} does not exist or is not available in this Region")
    return found


def flexible(shape: Shape) -> bool:
    return isinstance(shape["ocpus"], list)


def sized(name: str, wanted: Facts | None) -> Facts:
    """The shape configuration that an instance gets; refused where the shape does not have it."""
    shape, wanted = shape_of(name), wanted or {}
    ocpus, memory = _size(name, shape, wanted)
    baseline = wanted.get("baselineOcpuUtilization")
    if baseline not in (None, "BASELINE_1_1", *shape.get("burstable", [])):
        invalid(f"shapeConfig.baselineOcpuUtilization: {name} has no {baseline}")
    gpus, (disks, gigabytes) = shape.get("gpus") or {}, disks_of(name, ocpus)
    facts = {
        "ocpus": ocpus,
        "memoryInGBs": memory,
        "vcpus": int(ocpus * shape.get("perOcpu", 1)),
        "baselineOcpuUtilization": baseline,
        "processorDescription": shape.get("processor"),
        "networkingBandwidthInGbps": _scaled(shape.get("network"), ocpus),
        "maxVnicAttachments": int(_scaled(shape.get("vnics"), ocpus) or 2),
        "gpus": gpus.get("count", 0),
        "gpuDescription": gpus.get("name"),
        "localDisks": disks,
        "localDisksTotalSizeInGBs": gigabytes or None,
    }
    return {name: value for name, value in facts.items() if value is not None}


def _size(name: str, shape: Shape, wanted: Facts) -> tuple[float, float]:
    if not flexible(shape):
        for key, fixed in (("ocpus", shape["ocpus"]), ("memoryInGBs", shape["memory"])):
            if wanted.get(key) not in (None, fixed):
                invalid(f"shapeConfig.{key}: {name} always has {fixed:g}")
        return float(shape["ocpus"]), float(shape["memory"])
    if wanted.get("ocpus") is None:
        invalid(f"shapeConfig.ocpus: {name} is flexible, its OCPUs must be given")
    ocpus = float(wanted["ocpus"])
    checks.within("shapeConfig.ocpus", ocpus, *shape["ocpus"])
    least, most, least_per, most_per, usual = shape["memory"]
    memory = float(wanted.get("memoryInGBs") or ocpus * (usual or MOST_PER_OCPU // 4))
    low, high = max(least, ocpus * (least_per or LEAST_PER_OCPU)), min(most, ocpus * (most_per or MOST_PER_OCPU))
    checks.within("shapeConfig.memoryInGBs", memory, low, high)
    tiers = [(each["ocpus"], each["memoryGB"]) for each in shape.get("tiers", [])]
    if tiers and (ocpus, memory) not in tiers:
        invalid(f"shapeConfig: {name} is one of {', '.join(f'{o} OCPUs with {m} GB' for o, m in tiers)}")
    return ocpus, memory


def _scaled(figure: Any, ocpus: float) -> float | None:
    if not isinstance(figure, Mapping):
        return None if figure is None else float(figure)
    return float(min(max(figure["perOcpu"] * ocpus, figure["min"]), figure["max"]))


def disks_of(name: str, ocpus: float) -> tuple[int, float]:
    """NVMe drives and gigabytes of all of them."""
    shape = shape_of(name)
    tier = next((each for each in shape.get("tiers", []) if each["ocpus"] == ocpus), None)
    if tier is not None:
        return max(1, int(ocpus) // 8), tier["nvmeTB"] * 1000
    drives, gigabytes = shape.get("nvme", [0, 0])
    return drives, gigabytes or 0


def hardware(name: str, ocpus: float) -> Hardware:
    drives, gigabytes = disks_of(name, ocpus)
    return Hardware(
        architecture="arm64" if shape_of(name)["arch"] == "arm64" else "x86_64",
        local_disks_gb=tuple(int(gigabytes / drives) for _ in range(drives)),
    )


def described(name: str) -> Facts:
    shape = shapes()[name]
    if not flexible(shape):
        return {"shape": name, "isFlexible": False, **sized(name, None)}
    least, most = shape["ocpus"]
    low, high, least_per, most_per, usual = shape["memory"]
    memory = {
        "minInGBs": low,
        "maxInGBs": high,
        "minPerOcpuInGBs": least_per,
        "maxPerOcpuInGBs": most_per,
        "defaultPerOcpuInGBs": usual,
    }
    return {
        "shape": name,
        "isFlexible": True,
        "processorDescription": shape.get("processor"),
        "ocpuOptions": {"min": least, "max": most},
        "memoryOptions": memory,
        "baselineOcpuUtilizations": shape.get("burstable", []),
    }


def list_shapes(_tenancy: Tenancy, call: Call) -> Answer:
    return page(call, [described(name) for name in shapes()])
