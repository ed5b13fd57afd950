"""Hosted zones: a zone that is made with a network is a private one, whatever the request's configuration says of it."""

from moto.route53.responses import Route53


def install():
    create = Route53.create_hosted_zone

    def create_hosted_zone(response):
        answer = create(response)
        zone = answer.result["HostedZone"]
        network = response._get_param("VPC.VPCId")
        if network and not zone.private_zone:
            zone.private_zone = True
            zone.add_vpc(network, response._get_param("VPC.VPCRegion"))
        return answer

    Route53.create_hosted_zone = create_hosted_zone
