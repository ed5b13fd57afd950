from __future__ import annotations

import importlib.util
import json
import os
import unittest
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

from emulated import AwsCase
from support import CloudStub, NodeCase, command, printed

from terrane_node.errors import CommandError, NodeError, SettingsError
from terrane_node.files import read_json
from terrane_stop import memory
from terrane_stop.declaration import Cause, Heeding, heeding
from terrane_stop.heed import heed
from terrane_stop.verdict import verdicts
from terrane_stop.words import MOTD, sentences

NOON = datetime(2026, 1, 1, 12, tzinfo=timezone.utc)
BUDGET = {"key": "terrane:budget-reached", "value": "1000 USD a month, 100 %"}
LEASE = {"key": "terrane:lease-ended", "value": "2027-06-30"}
WHY = "budget of 1000 USD reached"
UP, IDLE_AWAY = "IDLE+CLOUD", "IDLE+CLOUD+POWERED_DOWN"
FUNCTION = Path(__file__).resolve().parent.parent / "functions" / "stop_launches.py"

PARTITION = """case "$*" in
  "show hostnames "*) printf '%s\\n' "$3" | tr ',' '\\n' ;;
  *"show nodes") cat "$D/nodes" ;;
  *"show partition "*) echo "PartitionName=$4 State=$(cat "$D/partition.$4" 2> /dev/null || echo UP) TotalCPUs=4" ;;
  "update partitionname="*) echo "${3#state=}" > "$D/partition.${2#partitionname=}" ;;
esac
"""


def document(template: str = "lt-1", grace: int | None = None, *causes: str) -> dict[str, Any]:
    given = {} if grace is None else {"graceSeconds": grace}
    return {
        "causes": {
            "budget": {"mark": BUDGET, "why": WHY, **given},
            "lease": {
                "mark": LEASE,
                "why": "lease ended on 2027-06-30",
                "ends": "2027-07-01T00:00:00Z",
                **given,
            },
        },
        "partitions": [{"name": "compute", "template": template, "causes": list(causes) or ["budget", "lease"]}],
    }


class Verdicts(unittest.TestCase):
    ends = datetime(2027, 7, 1, tzinfo=timezone.utc)
    budget = Cause("budget", BUDGET["key"], BUDGET["value"], WHY, None, 3600)
    lease = Cause("lease", LEASE["key"], LEASE["value"], "over", ends, 0)
    limits = [Heeding("compute", "lt-1", (budget, lease)), Heeding("gpu", "lt-2", (lease,))]

    def reached(self, marks: dict[str, dict[str, str]], now: datetime) -> dict[str, list[str]]:
        judged = verdicts(self.limits, marks, now, {})
        return {each.partition: [one.cause.id for one in each.reached] for each in judged}

    def test_nothing_is_reached_without_mark_and_before_the_end(self) -> None:
        self.assertEqual(self.reached({}, self.ends - timedelta(seconds=1)), {"compute": [], "gpu": []})

    def test_a_lease_ends_with_its_last_day_without_any_mark(self) -> None:
        self.assertEqual(self.reached({}, self.ends), {"compute": ["lease"], "gpu": ["lease"]})

    def test_a_mark_stops_the_partition_of_its_template_alone(self) -> None:
        marks = {"lt-1": {BUDGET["key"]: BUDGET["value"]}}
        self.assertEqual(self.reached(marks, NOON), {"compute": ["budget"], "gpu": []})

    def test_the_mark_of_a_former_declaration_is_void(self) -> None:
        marks = {"lt-1": {BUDGET["key"]: "900 USD a month, 100 %", LEASE["key"]: "2026-12-31"}}
        self.assertEqual(self.reached(marks, NOON), {"compute": [], "gpu": []})

    def test_grace_counts_from_the_first_sight_of_a_mark(self) -> None:
        marks = {"lt-1": {BUDGET["key"]: BUDGET["value"]}}
        since = {f"compute/{BUDGET['key']}={BUDGET['value']}": NOON}
        [verdict, _] = verdicts(self.limits, marks, NOON + timedelta(minutes=59), since)
        self.assertFalse(verdict.overdue(NOON + timedelta(minutes=59)))
        self.assertTrue(verdict.overdue(NOON + timedelta(minutes=60)))

    def test_without_grace_jobs_may_take_as_long_as_they_take(self) -> None:
        limit = Heeding("compute", "lt-1", (Cause("budget", "k", "v", "w"),))
        [verdict] = verdicts([limit], {"lt-1": {"k": "v"}}, NOON, {})
        self.assertFalse(verdict.overdue(NOON + timedelta(days=400)))

    def test_a_document_that_names_no_cause_of_its_own_is_refused(self) -> None:
        with self.assertRaisesRegex(SettingsError, "no cause 'lease-gpu'"):
            heeding(document("lt-1", None, "lease-gpu"))

    def test_partitions_of_one_reason_share_a_sentence(self) -> None:
        self.assertEqual(
            sentences({"a": "x", "b": "x", "c": "y"}),
            ["No machine is started in a and b: x.", "No machine is started in c: y."],
        )


class Heeds(AwsCase):
    def setUp(self) -> None:
        super().setUp()
        self.programs.add("scontrol", PARTITION)
        self.programs.add("squeue", 'cat "$D/jobs" 2> /dev/null || true')
        self.programs.add("scancel")
        self.put_document("stop", document(self.template))

    def mark(self, tag: dict[str, str] = BUDGET) -> None:
        self.ec2.create_tags(Resources=[self.template], Tags=[{"Key": tag["key"], "Value": tag["value"]}])

    def test_a_mark_closes_the_partition_and_sends_nodes_home(self) -> None:
        self.mark()
        self.programs.nodes({"compute-1": UP, "compute-2": IDLE_AWAY, "other-1": UP})
        heed(self.node())
        self.assertEqual(
            self.programs.updates(),
            [
                "partitionname=compute state=DOWN",
                f"nodename=compute-1 state=power_down_asap reason=stopped: {WHY}",
                f"nodename=compute-2 state=drain reason=stopped: {WHY}",
            ],
        )

    def test_what_is_done_is_not_done_again(self) -> None:
        self.mark()
        self.programs.nodes({"compute-1": "MIXED+CLOUD+DRAIN+POWER_DOWN", "compute-2": "IDLE+CLOUD+DRAIN+POWERED_DOWN"})
        heed(self.node())
        heed(self.node())
        self.assertEqual(self.programs.updates(), ["partitionname=compute state=DOWN"])

    def test_the_reason_of_an_administrator_stays(self) -> None:
        self.mark()
        self.programs.nodes({"compute-1": "IDLE+CLOUD+DRAIN"}, compute_1="Reason=fan [root@2026-01-01T11:00:00]")
        heed(self.node())
        self.assertEqual(self.programs.updates()[1:], ["nodename=compute-1 state=power_down_asap"])

    def test_the_lease_needs_no_mark(self) -> None:
        self.clock.start = datetime(2027, 7, 1, tzinfo=timezone.utc)
        self.programs.nodes({"compute-1": UP})
        heed(self.node())
        self.assertEqual(self.programs.updates()[0], "partitionname=compute state=DOWN")

    def test_without_grace_jobs_run_on_and_with_it_they_return_to_the_queue_or_end(self) -> None:
        self.mark()
        self.programs.nodes({"compute-1": "ALLOCATED+CLOUD+DRAIN+POWER_DOWN"})
        (self.programs.folder / "jobs").write_text("7\n8\n")
        heed(self.node())
        self.assertEqual(self.programs.calls("squeue"), [])
        self.put_document("stop", document(self.template, 600))
        self.programs.refuse("scontrol requeue 8", "Requested operation is presently disabled")
        self.clock.passed += 599
        heed(self.node())
        self.assertEqual(self.programs.calls("squeue"), [])
        self.clock.passed += 1
        heed(self.node())
        self.assertIn(["scontrol", "requeue", "7"], self.programs.calls("scontrol"))
        self.assertEqual(self.programs.calls("scancel"), [["scancel", "8"]])

    def test_a_lifted_mark_gives_back_what_was_taken_and_nothing_else(self) -> None:
        self.mark()
        self.programs.nodes({"compute-1": IDLE_AWAY})
        heed(self.node())
        self.ec2.delete_tags(Resources=[self.template], Tags=[{"Key": BUDGET["key"]}])
        gone = "IDLE+CLOUD+DRAIN+POWERED_DOWN"
        self.programs.nodes(
            {"compute-1": gone, "compute-2": gone},
            compute_1=f"Reason=stopped: {WHY} [root@2026-01-01T12:00:00]",
            compute_2="Reason=fan [root@2026-01-01T11:00:00]",
        )
        heed(self.node())
        self.assertEqual(
            self.programs.updates()[2:], ["nodename=compute-1 state=resume", "partitionname=compute state=UP"]
        )
        self.assertFalse(self.paths.at(MOTD).exists())

    def test_who_logs_in_reads_why(self) -> None:
        self.mark()
        heed(self.node())
        self.assertIn(f"No machine is started in compute: {WHY}.", self.paths.at(MOTD).read_text())

    def test_the_pages_of_a_gateway_say_why(self) -> None:
        hub = self.paths.program / "bin" / "terrane-hub"
        hub.parent.mkdir(parents=True)
        self.programs.add("terrane-hub")
        hub.symlink_to(self.programs.bin / "terrane-hub")
        self.mark()
        heed(self.node())
        heed(self.node())
        self.assertEqual(
            self.programs.calls("terrane-hub"),
            [["terrane-hub", "announce", f"No machine is started in compute: {WHY}."]],
        )

    def test_while_the_cloud_does_not_answer_what_was_known_counts(self) -> None:
        self.mark()
        heed(self.node())
        self.calls.refuse("DescribeTags", "UnauthorizedOperation")
        heed(self.node())
        self.assertEqual(memory.stopped(memory.read(self.paths)), {"compute": WHY})

    def test_a_node_of_a_stopped_partition_is_not_launched_and_slurm_hears_why(self) -> None:
        self.mark()
        heed(self.node())
        self.assertEqual(command(self.node(), "resume", "compute-1"), 1)
        self.assertEqual(self.calls.of("RunInstances"), [])
        self.assertEqual(
            self.programs.updates()[-1], f"nodename=compute-1 state=power_down_force reason=stopped: {WHY}"
        )

    def test_the_upkeep_heeds_limits_and_goes_on_where_that_fails(self) -> None:
        (self.paths.program / "terrane_stop").mkdir(parents=True)
        self.programs.nodes({"compute-1": UP})
        self.mark()
        command(self.node(), "reconcile")
        self.assertIn("partitionname=compute state=DOWN", self.programs.updates())
        self.put_document("stop", "not JSON")
        orphan = self.launch(node="old-1")["InstanceId"]
        self.clock.start = datetime.now(timezone.utc) + timedelta(hours=1)
        self.assertEqual(command(self.node(), "reconcile"), 1)
        self.assertEqual(self.state_of(orphan), "terminated")

    def test_the_upkeep_forgets_limits_that_are_declared_no_more(self) -> None:
        self.mark()
        heed(self.node())
        self.programs.nodes(
            {"compute-1": "IDLE+CLOUD+DRAIN+POWERED_DOWN"},
            compute_1=f"Reason=stopped: {WHY} [root@2026-01-01T12:00:00]",
        )
        command(self.node(), "reconcile")
        self.assertIn("nodename=compute-1 state=resume", self.programs.updates())
        self.assertIn(["scontrol", "reconfigure"], self.programs.calls("scontrol"))
        self.assertIsNone(read_json(self.paths.stops))
        self.assertFalse(self.paths.at(MOTD).exists())

    def test_the_command_shows_why_and_how_it_ends(self) -> None:
        with printed() as out:
            self.assertEqual(command(self.node(), "stop"), 0)
        self.assertEqual(out.getvalue(), "Nothing is stopped.\n")
        self.mark()
        with printed() as out:
            command(self.node(), "stop", "show")
        self.assertIn(WHY, out.getvalue())
        self.assertIn("terrane-stop resume", out.getvalue())

    def test_who_may_lifts_a_spending_stop_and_it_goes_on_at_once(self) -> None:
        self.mark()
        heed(self.node())
        with printed():
            self.assertEqual(command(self.node(), "stop", "resume"), 0)
        self.assertEqual(self.programs.updates()[-1], "partitionname=compute state=UP")

    def test_who_may_not_hears_what_it_takes(self) -> None:
        self.mark()
        self.calls.refuse("DeleteTags", "UnauthorizedOperation")
        with self.assertRaisesRegex(NodeError, "ec2:DeleteTags of terrane:budget-reached"):
            command(self.node(), "stop", "resume")

    def test_a_lease_is_not_lifted_by_a_command(self) -> None:
        self.clock.start = datetime(2027, 7, 1, tzinfo=timezone.utc)
        with printed() as out:
            self.assertEqual(command(self.node(), "stop", "resume"), 1)
        self.assertIn("when a later lease is deployed", out.getvalue())
        self.assertEqual(self.calls.of("DeleteTags"), [])


class NoAnswer(NodeCase):
    def test_a_slurm_that_does_not_answer_is_told(self) -> None:
        cloud = CloudStub(stop=document())
        cloud.template_marks = lambda templates: {"lt-1": {BUDGET["key"]: BUDGET["value"]}}  # type: ignore[attr-defined]
        self.programs.refuse("*show nodes", "slurm_load_node error: Unable to contact slurm controller")
        with self.assertRaises(CommandError):
            heed(self.node_on(cloud))
        self.assertFalse(self.paths.stops.exists())


class Function(AwsCase):
    """The program that Lambda runs, with the real SDK."""

    def setUp(self) -> None:
        super().setUp()
        self.order = {"mark": BUDGET, "templates": [self.template]}
        given = {"BUDGET": json.dumps(self.order), "AWS_DEFAULT_REGION": "us-west-2"}
        environment = mock.patch.dict(os.environ, given)
        environment.start()
        self.addCleanup(environment.stop)
        self.program = _module(FUNCTION)

    def marks(self) -> dict[str, str]:
        return self.cloud.template_marks([self.template])[self.template]

    def test_a_budget_marks_the_templates(self) -> None:
        with printed():
            self.program.handler({"Records": [{"Sns": {"Message": "AWS Budget Notification"}}]}, None)
        self.assertEqual(self.marks(), {BUDGET["key"]: BUDGET["value"]})

    def test_a_schedule_says_itself_what_is_marked(self) -> None:
        with printed():
            self.program.handler({"mark": LEASE, "templates": [self.template]}, None)
        self.assertEqual(self.marks(), {LEASE["key"]: LEASE["value"]})

    def test_it_makes_one_call_and_no_other(self) -> None:
        with printed():
            self.program.handler({"Records": []}, None)
        self.assertEqual([name for name, _ in self.calls.made], ["CreateTags"])

    def test_it_is_short_enough_to_stand_in_a_template(self) -> None:
        self.assertLess(FUNCTION.stat().st_size, 4096)


def _module(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("stop_launches", file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
