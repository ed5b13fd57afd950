"""Certificates that are there before anything is deployed."""

from __future__ import annotations

from tests.emulated import Emulated

ARN = "arn:aws:acm:us-west-2:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21"


ANSWER = {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}


class OwnCertificates(Emulated):
    def test_one_is_found_by_its_arn_and_a_load_balancer_takes_it(self) -> None:
        self.emulator.keep_secret(ARN, _pem("lab.example.edu"))
        acm, balancing = (self.emulator.client(name, "us-west-2") for name in ("acm", "elbv2"))
        held = acm.describe_certificate(CertificateArn=ARN)["Certificate"]
        self.assertEqual((held["DomainName"], held["Status"]), ("lab.example.edu", "ISSUED"))
        listener = {"Port": 443, "Protocol": "HTTPS", "DefaultActions": [ANSWER]}
        balancer = _balancer(self.emulator.client("ec2", "us-west-2"), balancing)
        made = balancing.create_listener(LoadBalancerArn=balancer, Certificates=[{"CertificateArn": ARN}], **listener)
        self.assertEqual(made["Listeners"][0]["Certificates"], [{"CertificateArn": ARN}])
        absent = [{"CertificateArn": ARN.replace("5e8d", "0000")}]
        with self.assertRaisesRegex(balancing.exceptions.ClientError, "CertificateNotFound"):
            balancing.create_listener(LoadBalancerArn=balancer, Certificates=absent, **{**listener, "Port": 8443})

    def test_what_the_account_cannot_have_is_refused(self) -> None:
        for arn, value, why in (
            (ARN[:-37], "x", "is no ARN of a certificate"),
            (ARN.replace("123456789012", "111122223333"), "x", "is of account 111122223333"),
            (ARN.replace("5e8d", "0000"), "x", "a private key and its certificates are needed"),
        ):
            with self.subTest(why), self.assertRaisesRegex(ValueError, why):
                self.emulator.keep_secret(arn, value)


def _balancer(ec2, balancing):  # type: ignore[no-untyped-def]
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=f"us-west-2{zone}")["Subnet"]
        for number, zone in enumerate("ab")
    ]
    made = balancing.create_load_balancer(Name="lab", Subnets=[subnet["SubnetId"] for subnet in subnets])
    return made["LoadBalancers"][0]["LoadBalancerArn"]


def _pem(host: str) -> str:
    from moto.acm.models import CertBundle

    made = CertBundle.generate_cert(host, "123456789012", "us-west-2")
    return f"{made.key.decode()}{made.cert.decode()}"
