"""The resolver of a VCN: every name is `<host>.<subnet label>.<VCN label>.oraclevcn.com`."""

from __future__ import annotations

from collections.abc import Iterator

from ...world import PrivateZone, Record
from ..tenancy import Tenancy
from .instances import name_of


def zones(tenancy: Tenancy) -> Iterator[PrivateZone]:
    subnets = {each.id: each for each in tenancy.living("subnets")}
    for vcn in tenancy.living("vcns"):
        if not vcn.get("vcnDomainName"):
            continue
        own = [each for each in tenancy.living("privateIps") if subnets[each["subnetId"]]["vcnId"] == vcn.id]
        named = [(name_of(subnets[each["subnetId"]], each.get("hostnameLabel")), each["ipAddress"]) for each in own]
        records = tuple(Record(name, "A", (address,)) for name, address in sorted(named) if name)
        yield PrivateZone(vcn["vcnDomainName"], (vcn.id,), records)
