"""What the node programs do, with Oracle's SDK for Python as it is."""

from __future__ import annotations

import base64
import json
import unittest
from typing import Any

import oci  # type: ignore[import-not-found, unused-ignore]

from terrane_rehearsal.imds.answer import Request
from terrane_rehearsal.world import Attachment

from .oci_emulated import COMPARTMENT, NAMESPACE, PRINTED, REGION, UBUNTU
from .oci_sdk_support import WithSdk

models: Any = oci.core.models


class TestInstancePrincipals(WithSdk):
    def test_get_a_token_for_their_certificate(self) -> None:
        self.assertEqual(REGION, self.signer.region)
        claims = self.signer.federation_client.security_token.get_jwt()
        self.assertEqual(self.instance, claims["opc-instance"])
        header = f'Signature keyId="{self.signer.api_key}",version="1"'
        self.assertEqual(self.instance, self.oci.caller(header))

    def test_a_forged_token_is_nobodys(self) -> None:
        self.assertIsNone(self.oci.caller(f'Signature keyId="{self.signer.api_key[:-9]}AAAAAAAA="'))

    def test_an_instance_that_is_gone_gets_none(self) -> None:
        self.oci.ended(self.instance)
        with self.assertRaises(oci.exceptions.ServiceError) as caught:
            self.signer.federation_client._get_security_token_from_auth_service()
        self.assertEqual(401, caught.exception.status)

    def test_the_metadata_says_what_the_instance_is(self) -> None:
        seen = self.oci.observe().instances[self.instance]
        request = Request("GET", "/opc/v2/instance/", {"authorization": "Bearer Oracle"})
        document = json.loads(self.oci.metadata(seen, request).body)
        self.assertEqual(self.instance, document["id"])
        self.assertEqual(
            {"regionKey": "FRA", "realmKey": "oc1"}.items() & document["regionInfo"].items(),
            {"regionKey": "FRA", "realmKey": "oc1"}.items(),
        )
        cards = json.loads(self.oci.metadata(seen, Request("GET", "/opc/v2/vnics/", request.headers)).body)
        self.assertEqual(seen.address, cards[0]["privateIp"])


class TestInstances(WithSdk):
    def test_are_launched_found_and_terminated(self) -> None:
        compute = self.client(oci.core.ComputeClient)
        details = models.LaunchInstanceDetails(
            availability_domain=self.domain,
            compartment_id=COMPARTMENT,
            shape="VM.Standard.E5.Flex",
            shape_config=models.LaunchInstanceShapeConfigDetails(ocpus=4, memory_in_gbs=32),
            source_details=models.InstanceSourceViaImageDetails(image_id=UBUNTU),
            create_vnic_details=models.CreateVnicDetails(subnet_id=self.subnet["id"], hostname_label="n1"),
            metadata={"user_data": PRINTED},
            freeform_tags={"terrane:node": "n1"},
            preemptible_instance_config=models.PreemptibleInstanceConfigDetails(
                preemption_action=models.TerminatePreemptionAction(preserve_boot_volume=False)
            ),
        )
        made = compute.launch_instance(details, opc_retry_token="n1-1").data
        self.assertEqual(made.id, compute.launch_instance(details, opc_retry_token="n1-1").data.id)
        listed = oci.pagination.list_call_get_all_results(compute.list_instances, COMPARTMENT, limit=1).data
        self.assertEqual({self.instance, made.id}, {each.id for each in listed})
        attachment = compute.list_vnic_attachments(COMPARTMENT, instance_id=made.id).data[0]
        network = self.client(oci.core.VirtualNetworkClient)
        self.assertEqual("10.0.1.3", network.get_vnic(attachment.vnic_id).data.private_ip)
        compute.terminate_instance(made.id, preserve_boot_volume=False)
        self.assertEqual("TERMINATED", compute.get_instance(made.id).data.lifecycle_state)

    def test_are_tagged_where_nobody_else_changed_them(self) -> None:
        compute = self.client(oci.core.ComputeClient)
        seen = compute.get_instance(self.instance)
        details = models.UpdateInstanceDetails(freeform_tags={"terrane:phase": "ready"})
        etag = seen.headers["etag"]
        compute.update_instance(self.instance, details, if_match=etag)
        self.assertEqual({"terrane:phase": "ready"}, compute.get_instance(self.instance).data.freeform_tags)
        with self.assertRaises(oci.exceptions.ServiceError) as caught:
            compute.update_instance(self.instance, details, if_match=etag)
        self.assertEqual((412, "NoEtagMatch"), (caught.exception.status, caught.exception.code))

    def test_are_refused_where_there_is_no_capacity(self) -> None:
        self.oci.faults.no_capacity("VM.Standard.E5.Flex")
        compute = self.client(oci.core.ComputeClient)
        with self.assertRaises(oci.exceptions.ServiceError) as caught:
            compute.launch_instance(self.launching(self.subnet), retry_strategy=oci.retry.NoneRetryStrategy())
        self.assertEqual((500, "Out of host capacity."), (caught.exception.status, caught.exception.message))

    def test_take_volumes(self) -> None:
        volume = self.made("volumes", availabilityDomain=self.domain, sizeInGBs=100)
        compute = self.client(oci.core.ComputeClient)
        wanted = models.AttachParavirtualizedVolumeDetails(
            instance_id=self.instance, volume_id=volume["id"], device="/dev/oracleoci/oraclevdb"
        )
        attached = compute.attach_volume(wanted).data
        self.assertEqual("paravirtualized", attached.attachment_type)
        seen = Attachment(self.instance, "/dev/oracleoci/oraclevdb")
        self.assertEqual(seen, self.oci.observe().volumes[volume["id"]].attachment)
        found = compute.list_volume_attachments(COMPARTMENT, volume_id=volume["id"]).data
        self.assertEqual([("ATTACHED", self.instance)], [(each.lifecycle_state, each.instance_id) for each in found])
        compute.detach_volume(attached.id)
        self.assertIsNone(self.oci.observe().volumes[volume["id"]].attachment)

    def test_of_a_pool_are_listed(self) -> None:
        launch = {"shape": "VM.Standard.E5.Flex", "shapeConfig": {"ocpus": 1}, "sourceDetails": self.source()}
        details = {"instanceType": "compute", "launchDetails": launch}
        configuration = self.made("instanceConfigurations", instanceDetails=details)
        management = self.client(oci.core.ComputeManagementClient)
        pool = management.create_instance_pool(
            models.CreateInstancePoolDetails(
                compartment_id=COMPARTMENT,
                instance_configuration_id=configuration["id"],
                size=2,
                placement_configurations=[
                    models.CreateInstancePoolPlacementConfigurationDetails(
                        availability_domain=self.domain, primary_subnet_id=self.subnet["id"]
                    )
                ],
            )
        ).data
        read = management.get_instance_configuration(configuration["id"]).data
        self.assertEqual("VM.Standard.E5.Flex", read.instance_details.launch_details.shape)
        self.oci.tick()
        listed = management.list_instance_pool_instances(COMPARTMENT, pool.id).data
        self.assertEqual(["Running", "Running"], [each.state for each in listed])

    def source(self) -> dict[str, str]:
        return {"sourceType": "image", "imageId": UBUNTU}


class TestStores(WithSdk):
    def test_objects_are_written_and_read(self) -> None:
        storage = self.client(oci.object_storage.ObjectStorageClient)
        self.assertEqual(NAMESPACE, storage.get_namespace().data)
        bucket = oci.object_storage.models.CreateBucketDetails(name="documents", compartment_id=COMPARTMENT)
        storage.create_bucket(NAMESPACE, bucket)
        storage.put_object(NAMESPACE, "documents", "gates/head", b'{"outcome": "SUCCESS"}')
        read = storage.get_object(NAMESPACE, "documents", "gates/head")
        self.assertEqual(b'{"outcome": "SUCCESS"}', read.data.content)
        listed = storage.list_objects(NAMESPACE, "documents", prefix="gates/", fields="name,size").data
        self.assertEqual([("gates/head", 22)], [(each.name, each.size) for each in listed.objects])
        storage.delete_object(NAMESPACE, "documents", "gates/head")
        with self.assertRaises(oci.exceptions.ServiceError) as caught:
            storage.get_object(NAMESPACE, "documents", "gates/head")
        self.assertEqual((404, "ObjectNotFound"), (caught.exception.status, caught.exception.code))

    def test_a_secret_is_read(self) -> None:
        vault = self.made("vaults", "/20180608", displayName="v", vaultType="DEFAULT")
        key = self.made("keys", "/20180608", displayName="k", keyShape={"algorithm": "AES", "length": 32})
        made = self.made(
            "secrets",
            "/20180608",
            secretName="database",
            vaultId=vault["id"],
            keyId=key["id"],
            enableAutoGeneration=True,
            secretGenerationContext={
                "generationType": "PASSPHRASE",
                "generationTemplate": "SECRETS_DEFAULT_PASSWORD",
                "passphraseLength": 24,
            },
        )
        read = self.client(oci.secrets.SecretsClient).get_secret_bundle(made["id"]).data
        self.assertEqual(24, len(base64.b64decode(read.secret_bundle_content.content)))


if __name__ == "__main__":
    unittest.main()
