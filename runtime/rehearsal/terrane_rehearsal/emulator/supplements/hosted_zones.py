"""Hosted zones: one that is made with a network is a private one, whatever the request's configuration says of it."""

from __future__ import annotations

from typing import Any

from moto.route53.responses import Route53

from ..patching import around


def install() -> None:
    @around(Route53, "create_hosted_zone")
    def create_hosted_zone(original: Any, response: Any) -> Any:
        # Names of zones are lower case, however they were asked for.
        response.params["Name"] = response._get_param("Name").lower()
        answer = original(response)
        zone = answer.result["HostedZone"]
        network = response._get_param("VPC.VPCId")
        if network and not zone.private_zone:
            zone.private_zone = True
            zone.add_vpc(network, response._get_param("VPC.VPCRegion"))
        return answer
