"""Tags, policies, groups, budgets, and the services that stand beside the cluster."""

from __future__ import annotations

import unittest
from typing import Any

from .oci_emulated import COMPARTMENT, CORE, TENANCY, Emulated

BUDGETS, BASTIONS, STREAMS, QUEUES, TOPICS = "/20190111", "/20210331", "/20180418", "/20210201", "/20181201"
GOOD = (
    "Allow dynamic-group terrane-ocean-head to manage instance-family in compartment id ocid1.compartment.oc1..aaaa",
    "allow dynamic-group id ocid1.dynamicgroup.oc1..aaaa to read secret-bundles in tenancy",
    "Allow group 'Default'/'Administrators' to use virtual-network-family in compartment parent:child",
    "allow dynamic-group a, b to manage objects in compartment c where target.bucket.name = 'documents'",
    "allow dynamic-group a to manage objects in compartment c where all {target.bucket.name = 'd', "
    "any {request.permission = 'OBJECT_CREATE', request.permission='OBJECT_INSPECT'}, target.object.name = /gates*/}",
    "Allow any-user to {VNIC_READ, VNIC_ATTACH} in tenancy where request.principal.type in ('instance', 'cluster')",
    "Allow service objectstorage-eu-frankfurt-1 to manage object-family in tenancy",
    "Define tenancy Other as ocid1.tenancy.oc1..other",
    "Endorse group A to read objects in any-tenancy",
    "Allow service blockstorage, objectstorage-eu-frankfurt-1 to use keys in compartment k where target.key.id = 'k'",
    "allow any-user to {INSTANCE_READ} in tenancy where request.instance.id = target.instance.id",
    "Allow group A to use instances in tenancy where request.utc-timestamp before '2030-01-01T00:00Z'",
    "Allow group A to use instances in tenancy where request.time between '01:00:00Z' and '02:01:00Z'",
)
BAD = (
    "",
    "permit group a to manage all-resources in tenancy",
    "Allow group a to own all-resources in tenancy",
    "Allow group a to manage in tenancy",
    "Allow group a to manage all-resources",
    "Allow a to manage all-resources in tenancy",
    "Allow group a to manage all-resources in tenancy where",
    "Allow group a to manage all-resources in tenancy where request.user.name",
    "Allow group a to manage all-resources in tenancy where any {a = 'b', }",
    "Allow group a to manage all-resources in compartment",
    "Allow group a to {instance_read} in tenancy",
    "Allow group a to {INSTANCE_READ} instances in tenancy",
    "Allow group a may use vcns in tenancy",
    "Allow group a to use vcns in tenancy where any {target.vcn.id = 'a' target.vcn.id = 'b'}",
)
RULES = ("instance.id = 'x'", "All {instance.compartment.id = 'x', tag.ns.key.value = 'y'}", "tag.ns.key.value")
BAD_RULES = ("instance.name = 'x'", "All {instance.id = 'x'", "Some {instance.id = 'x'}", "")


class Named(Emulated):
    def space(self, name: str = "terrane-ocean", *keys: str, tracking: bool = True) -> str:
        own = {"compartmentId": TENANCY, "name": name, "description": name}
        space = str(self.made("tagNamespaces", **own)["id"])
        for key in keys:
            body = {"name": key, "description": key, "isCostTracking": tracking}
            self.done("POST", f"{CORE}/tagNamespaces/{space}/tags", body)
        return space


class TestPolicies(Named):
    def test_are_read(self) -> None:
        for number, statement in enumerate(GOOD):
            with self.subTest(statement):
                own = {"name": f"p{number}", "description": "p", "statements": [statement]}
                self.made("policies", **own)
        for statement in BAD:
            with self.subTest(statement):
                self.refused_made("policies", name="bad", description="b", statements=[statement])
        self.refused_made("policies", name="bad", description="b", statements=[])
        self.refused_made("policies", "MissingParameter", name="bad", statements=[GOOD[0]])
        own = {"name": "p0", "description": "again", "statements": [GOOD[0]]}
        self.refused_made("policies", "EntityAlreadyExists", 409, **own)

    def test_are_given_to_groups_of_instances(self) -> None:
        own = {"compartmentId": TENANCY, "description": "g"}
        for number, rule in enumerate(RULES):
            self.made("dynamicGroups", **{**own, "name": f"g{number}", "matchingRule": rule})
        for rule in BAD_RULES:
            with self.subTest(rule):
                self.refused_made("dynamicGroups", **{**own, "name": "bad", "matchingRule": rule})
        self.refused_made("dynamicGroups", compartmentId=COMPARTMENT, description="g", name="g", matchingRule=RULES[0])


class TestTags(Named):
    def test_are_defined_before_they_are_used(self) -> None:
        space = self.space("terrane-ocean", "cluster")
        good = {"terrane-ocean": {"cluster": "ocean"}}
        self.made("vcns", cidrBlocks=["10.0.0.0/16"], definedTags=good)
        for tags in ({"terrane-ocean": {"role": "head"}}, {"other": {"cluster": "ocean"}}):
            with self.subTest(tags):
                self.refused_made("vcns", cidrBlocks=["10.0.0.0/16"], definedTags=tags)
        long = {"k" * 101: "v"}
        self.refused_made("vcns", cidrBlocks=["10.0.0.0/16"], freeformTags=long)
        self.refused_made("vcns", cidrBlocks=["10.0.0.0/16"], freeformTags={"key": "v" * 257})
        self.refused(409, "Conflict", "DELETE", f"{CORE}/tagNamespaces/{space}")
        tag = f"{CORE}/tagNamespaces/{space}/tags/cluster"
        self.assertEqual("terrane-ocean", self.done("GET", tag)["tagNamespaceName"])
        self.refused(409, "IncorrectState", "DELETE", tag)
        self.done("PUT", tag, {"isRetired": True})
        self.refused_made("vcns", cidrBlocks=["10.0.0.0/16"], definedTags=good)
        work = self.call("DELETE", tag).headers["opc-work-request-id"]
        told = self.done("GET", f"{CORE}/taggingWorkRequests/{work}")
        self.assertEqual(("SUCCEEDED", "DELETE_TAG_DEFINITION"), (told["status"], told["operationType"]))
        self.done("DELETE", f"{CORE}/tagNamespaces/{space}")

    def test_may_have_a_list_of_values(self) -> None:
        space = self.space()
        validator = {"validatorType": "ENUM", "values": ["head", "node"]}
        body = {"name": "role", "description": "r", "validator": validator}
        self.done("POST", f"{CORE}/tagNamespaces/{space}/tags", body)
        self.made("vcns", cidrBlocks=["10.0.0.0/16"], definedTags={"terrane-ocean": {"role": "head"}})
        wrong = {"terrane-ocean": {"role": "king"}}
        self.refused_made("vcns", cidrBlocks=["10.0.0.0/16"], definedTags=wrong)


class TestBudgets(Named):
    def test_watch_a_tag_that_tracks_costs(self) -> None:
        self.space("terrane-ocean", "cluster")
        self.space("other", "cluster-of", tracking=False)
        good = {
            "compartmentId": TENANCY,
            "amount": 100,
            "resetPeriod": "MONTHLY",
            "targetType": "TAG",
            "targets": ["terrane-ocean.cluster.ocean"],
        }
        budget = self.made("budgets", BUDGETS, **good)
        wrong: list[dict[str, Any]] = [
            {"amount": 0},
            {"targets": []},
            {"targets": ["cluster"]},
            {"targets": ["terrane-ocean.role.head"]},
            {"targets": ["other.cluster-of.ocean"]},
            {"resetPeriod": "YEARLY"},
            {"compartmentId": COMPARTMENT},
        ]
        for body in wrong:
            with self.subTest(body):
                self.refused(400, "InvalidParameter", "POST", f"{BUDGETS}/budgets", {**good, **body})
        rules = f"{BUDGETS}/budgets/{budget['id']}/alertRules"
        rule = {"type": "ACTUAL", "threshold": 80, "thresholdType": "PERCENTAGE", "recipients": "a@example.org"}
        made = self.done("POST", rules, rule)
        for body in ({"threshold": 20_000}, {"thresholdType": "SHARE"}, {"recipients": "nobody"}):
            with self.subTest(body):
                self.refused(400, "InvalidParameter", "POST", rules, {**rule, **body})
        self.assertEqual(1, self.got("budgets", budget["id"], BUDGETS)["alertRuleCount"])
        self.assertEqual([made["id"]], [each["id"] for each in self.done("GET", rules)])
        self.done("DELETE", f"{rules}/{made['id']}")
        self.assertEqual(0, self.got("budgets", budget["id"], BUDGETS)["alertRuleCount"])


class TestOthers(Named):
    def test_bastions_stand_in_a_subnet(self) -> None:
        _, subnet = self.network()
        good = {"bastionType": "STANDARD", "compartmentId": COMPARTMENT, "targetSubnetId": subnet["id"], "name": "b"}
        place = f"{BASTIONS}/bastions"
        made = self.done("POST", place, {**good, "clientCidrBlockAllowList": ["203.0.113.0/24"]})
        self.assertEqual("10.0.1.2", made["privateEndpointIpAddress"])
        for body in ({"clientCidrBlockAllowList": ["203.0.113.1/24"]}, {"maxSessionTtlInSeconds": 60}):
            with self.subTest(body):
                self.refused(400, "InvalidParameter", "POST", place, {**good, **body})
        self.refused(409, "Conflict", "DELETE", f"{CORE}/subnets/{subnet['id']}")

    def test_streams_keep_messages_for_a_while(self) -> None:
        good = {"compartmentId": COMPARTMENT, "name": "events", "partitions": 1}
        place = f"{STREAMS}/streams"
        reply = self.call("POST", place, good)
        self.assertEqual(24, reply.body["retentionInHours"])
        work = self.done("GET", f"{CORE}/workRequests/{reply.headers['opc-work-request-id']}")
        self.assertEqual("stream", work["resources"][0]["entityType"])
        for body in ({"retentionInHours": 9999}, {"partitions": 0}, {"name": "a b"}, {"streamPoolId": "x"}):
            with self.subTest(body):
                self.refused(400, "InvalidParameter", "POST", place, {**good, "name": "other", **body})
        self.refused(409, "EntityAlreadyExists", "POST", place, good)
        pool = reply.body["streamPoolId"]
        self.refused(409, "Conflict", "DELETE", f"{STREAMS}/streampools/{pool}")

    def test_queues_are_told_by_their_work_request(self) -> None:
        good = {"compartmentId": COMPARTMENT, "displayName": "jobs"}
        reply = self.call("POST", f"{QUEUES}/queues", good)
        self.assertEqual((202, b""), (reply.status, reply.body))
        work = self.done("GET", f"{QUEUES}/workRequests/{reply.headers['opc-work-request-id']}")
        queue = self.got("queues", work["resources"][0]["identifier"], QUEUES)
        self.assertEqual(("ACTIVE", 86_400), (queue["lifecycleState"], queue["retentionInSeconds"]))
        wrong = {**good, "visibilityInSeconds": 50_000}
        self.refused(400, "InvalidParameter", "POST", f"{QUEUES}/queues", wrong)
        listed = self.done("GET", f"{QUEUES}/queues?compartmentId={COMPARTMENT}")
        self.assertEqual([queue["id"]], [each["id"] for each in listed["items"]])

    def test_topics_have_names_of_their_own(self) -> None:
        good = {"compartmentId": COMPARTMENT, "name": "alarms"}
        topic = self.done("POST", f"{TOPICS}/topics", good)["topicId"]
        self.refused(409, "EntityAlreadyExists", "POST", f"{TOPICS}/topics", good)
        changed = self.done("PUT", f"{TOPICS}/topics/{topic}", {"description": "d"})
        self.assertEqual("d", changed["description"])

    def test_domains_are_those_of_the_region(self) -> None:
        listed = self.done("GET", f"{CORE}/availabilityDomains?compartmentId={COMPARTMENT}")
        self.assertEqual(list(self.oci.availability_domains), [each["name"] for each in listed])
        self.assertEqual(3, len(listed))


if __name__ == "__main__":
    unittest.main()
