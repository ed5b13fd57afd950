"""Which certificate the name of a service gets: wildcards stand for one label, as in the clouds' own certificates."""

from __future__ import annotations

AWS_ROOTS = ("amazonaws.com", "amazonaws.com.cn", "api.aws", "on.aws", "aws.amazon.com", "ecr.aws")
OCI_ROOTS = ("oraclecloud.com", "customer-oci.com")
ROOTS = (*AWS_ROOTS, *OCI_ROOTS)
"""Domains below which SDKs look for services."""


def pattern(name: str) -> str | None:
    """The wildcard that is certified for a host name, e.g. `*.s3.us-east-1.amazonaws.com`; None outside the clouds.

    A bucket with dots in its name is not covered by S3's wildcard, so that a client which asks for it as a host fails
    as it does on AWS.
    """
    labels = name.lower().rstrip(".").split(".")
    if not any(name.lower().rstrip(".").endswith(f".{root}") for root in ROOTS) or not all(labels):
        return None
    service = next((n for n, label in enumerate(labels) if n and (label == "s3" or label.startswith("s3-"))), 1)
    return ".".join(["*", *labels[service:]])


def is_of_oci_service(host: str) -> bool:
    """`host` as in the header, with or without a port."""
    return host.partition(":")[0].lower().rstrip(".").endswith(tuple(f".{root}" for root in OCI_ROOTS))
