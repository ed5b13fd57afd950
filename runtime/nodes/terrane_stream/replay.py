"""`replay`: does the chunks of the dead letters again, and writes their groups anew."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping

from terrane_node.clock import Clock, SystemClock
from terrane_stream.backlog import Finished
from terrane_stream.chunks import Chunk, Group
from terrane_stream.driver import Crew, NoCrew, check_handler, crew_of, run_groups, say_at_once, settings_of
from terrane_stream.driver import configure as configure_driver
from terrane_stream.errors import NoSuchObject, StreamError
from terrane_stream.ledger import Entry, Ledger
from terrane_stream.plan import Settings, ledger_of, plan_of, results_of
from terrane_stream.progress import OLD, age
from terrane_stream.report import ENDED, OBJECT
from terrane_stream.tally import Tally


def configure(parser: argparse.ArgumentParser) -> None:
    configure_driver(parser)
    parser.add_argument("--group", action="append", metavar="NAME", help="only this one's; may be given again")
    parser.add_argument("--list", action="store_true", help="print the dead letters, and do nothing")


def run(given: argparse.Namespace) -> int:
    settings = settings_of(given)
    if given.list:
        for entry in dead_letters(ledger_of(settings), given.group).values():
            for dead in entry.dead:
                print(f"{entry.group}\t{dead.chunk}\t{dead.attempts}\t{dead.reason}")
        return 0
    require_quiet(settings)
    done, failed = run_replay(settings, given.group, crew_of(given, settings))
    print(f"{done} chunks are done now, {failed} failed again")
    return 0


def run_replay(
    settings: Settings,
    groups: list[str] | None = None,
    crew: Crew | None = None,
    clock: Clock | None = None,
    say: Callable[[str], None] = say_at_once,
) -> tuple[int, int]:
    """Does the dead chunks of these groups again, or of all. How many are done now, and how many failed again."""
    clock = clock or SystemClock()
    check_handler(settings)
    plan, ledger = plan_of(settings), ledger_of(settings)
    dead = dead_letters(ledger)
    entries = dead if groups is None else dead_letters(ledger, groups)
    tally = Tally(clock, *plan.counts())
    tally.found_dead(_count(dead))
    tally.replay(_count(entries))
    before = tally.done, tally.failed

    def write(finished: Finished) -> Entry:
        return ledger.again(entries[finished.group], finished)

    again = (dead_of(group, entries[group.id]) for group in plan.groups() if group.id in entries)
    if entries:
        run_groups(settings, again, write, tally, crew or NoCrew(), clock, say)
    return tally.done - before[0], tally.failed - before[1]


def require_quiet(settings: Settings) -> None:
    """Two drivers at a time would take each other's workers away."""
    try:
        progress = json.loads(results_of(settings).get(f"{settings.declaration.results.prefix}{OBJECT}"))
    except NoSuchObject:
        return
    if progress["state"] not in ENDED and age(progress, SystemClock().now()) < OLD:
        raise StreamError("the driver is at work; replay when it is done (`progress` tells)")


def _count(entries: Mapping[str, Entry]) -> int:
    return sum(len(entry.dead) for entry in entries.values())


def dead_letters(ledger: Ledger, groups: list[str] | None = None) -> dict[str, Entry]:
    """By group, those that have any."""
    if groups is None:
        return {entry.group: entry for entry in ledger.entries() if entry.dead}
    unknown = sorted(set(groups) - ledger.groups())
    if unknown:
        raise StreamError(f"the ledger has no group {', '.join(unknown)}")
    return {entry.group: entry for entry in map(ledger.entry, groups) if entry.dead}


def dead_of(group: Group, entry: Entry) -> Group:
    """The group with its dead chunks alone."""
    wanted = {dead.chunk for dead in entry.dead}

    def chunks() -> Iterator[Chunk]:
        return (chunk for chunk in group.chunks() if chunk.id in wanted)

    return Group(group.id, len(wanted), chunks)
