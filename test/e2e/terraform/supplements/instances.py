"""Instances: moto forgets the CPU options, and the groups of interfaces that a launch names; an interface without a public
address has an empty association, where EC2 has none."""

from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.ec2.responses import EC2Response


def install():
    run = EC2Response.run_instances

    def run_instances(response):
        answer = run(response)
        options = response._get_param("CpuOptions")
        interfaces = response._get_param("NetworkInterfaces", [])
        groups = [group for each in interfaces if int(each["DeviceIndex"]) == 0 for group in each.get("Groups", [])]
        for instance in answer.result.instances:
            if options:
                instance.cpu_options = options
            if groups:
                instance.security_groups = [response.ec2_backend.get_security_group_from_id(each) for each in groups]
        return answer

    EC2Response.run_instances = run_instances

    association = NetworkInterface.association.fget
    NetworkInterface.association = property(lambda interface: association(interface) or None)
