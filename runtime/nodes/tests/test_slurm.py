from __future__ import annotations

from datetime import datetime, timezone

from support import NodeCase, node_line

from terrane_node.errors import CommandError
from terrane_node.reasons import is_automatic, one_line
from terrane_node.slurm import Slurm, parse_node

# As Slurm 24.11.5 prints it.
LINE = (
    "NodeName=big-mem-1 CoresPerSocket=1  CPUAlloc=0 CPUEfctv=2 CPUTot=2 CPULoad=0.00 AvailableFeatures=(null) "
    "ActiveFeatures=(null) Gres=(null) NodeAddr=10.9.9.2 NodeHostName=big-mem-1  RealMemory=1000 AllocMem=0 "
    "FreeMem=N/A Sockets=2 Boards=1 State=DOWN+CLOUD+POWERED_DOWN ThreadsPerCore=1 TmpDisk=0 Weight=1 Owner=N/A "
    "MCS_label=N/A Partitions=big-mem  BootTime=None SlurmdStartTime=None LastBusyTime=Unknown ResumeAfterTime=None "
    "CfgTRES=cpu=2,mem=1000M,billing=2 AllocTRES= CurrentWatts=0 AveWatts=0 "
    "Reason=no capacity: x=1 [foo] Reason=y : ResumeTimeout reached [slurm@2026-11-21T13:41:05] "
)


class Parsing(NodeCase):
    def test_reads_name_address_flags_and_reason(self) -> None:
        node = parse_node(LINE)
        self.assertEqual((node.name, node.address), ("big-mem-1", "10.9.9.2"))
        self.assertEqual(node.flags, {"DOWN", "CLOUD", "POWERED_DOWN"})
        self.assertEqual(node.reason, "no capacity: x=1 [foo] Reason=y : ResumeTimeout reached")
        self.assertEqual(node.reason_at, datetime(2026, 11, 21, 13, 41, 5, tzinfo=timezone.utc))

    def test_a_node_without_reason_has_none(self) -> None:
        node = parse_node(node_line("c-1", "IDLE*+CLOUD"))
        self.assertEqual((node.reason, node.reason_at), ("", None))

    def test_the_mark_of_a_node_that_does_not_answer_is_no_part_of_its_state(self) -> None:
        self.assertTrue(parse_node(node_line("c-1", "DOWN*")).has("DOWN"))

    def test_a_line_that_is_no_node_is_an_error(self) -> None:
        with self.assertRaises(CommandError):
            parse_node("something else")


class Calls(NodeCase):
    def setUp(self) -> None:
        super().setUp()
        self.slurm = Slurm(self.clock)

    def test_arguments_go_to_scontrol_as_they_are(self) -> None:
        self.slurm.set_state(["c-1", "c-2"], "drain", "odd; $(reboot) 'reason'\nof two lines")
        self.assertEqual(
            self.programs.calls(),
            [["scontrol", "update", "nodename=c-1,c-2", "state=drain", "reason=odd; $(reboot) 'reason' of two lines"]],
        )

    def test_many_nodes_are_told_in_several_calls(self) -> None:
        self.slurm.set_state([f"c-{number}" for number in range(450)], "power_up")
        self.assertEqual(len(self.programs.updates()), 3)

    def test_a_busy_slurmctld_is_asked_three_times(self) -> None:
        self.programs.refuse("scontrol update*", "slurm_update error: Socket timed out on send/recv operation")
        with self.assertRaisesRegex(CommandError, "Socket timed out"):
            self.slurm.set_address("c-1", "10.0.0.1")
        self.assertEqual(len(self.programs.calls()), 3)

    def test_no_nodes_is_an_answer(self) -> None:
        self.assertEqual(self.slurm.nodes(), {})

    def test_slurm_that_is_not_installed_is_named(self) -> None:
        (self.programs.bin / "scontrol").unlink()
        with self.assertRaisesRegex(CommandError, "scontrol"):
            Slurm(self.clock).hostnames("c-1")


class Reasons(NodeCase):
    def test_a_reason_is_one_line_of_at_most_250_characters(self) -> None:
        self.assertEqual(one_line(" a\n\tb\x00c "), "a b c")
        self.assertEqual(len(one_line("word " * 100)), 250)

    def test_only_reasons_of_programs_are_automatic(self) -> None:
        for text in ("Not responding", "no capacity: x", "spot interruption: y : Not responding"):
            self.assertTrue(is_automatic(text), text)
        for text in ("", "fan", "fan : Not responding", "no capacity", "health: x"):
            self.assertFalse(is_automatic(text), text)
