"""The driver of an archive: does the chunks of the declaration on the fleet's workers, and alone writes the results.

It may be killed and started again at any moment: the ledger says what is finished, and the rest is done again.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
from collections.abc import Callable, Iterator

from terrane_node.clock import Clock, SystemClock
from terrane_stream.arguments import add_code, add_declaration, add_place
from terrane_stream.backlog import Finished
from terrane_stream.chunks import Group
from terrane_stream.declaration import read_declaration
from terrane_stream.earlier import Earlier
from terrane_stream.errors import HandlerError, Hopeless, StreamError
from terrane_stream.fleet import Fleet
from terrane_stream.handler import load_handler
from terrane_stream.ledger import Entry
from terrane_stream.pace import Pace
from terrane_stream.place import FolderPlace, read_place
from terrane_stream.plan import Settings, job_of, ledger_of, plan_of, results_of
from terrane_stream.report import Crew, NoCrew, Report
from terrane_stream.sliding import SlidingWindow
from terrane_stream.sources import FdsnSource, ObjectsSource
from terrane_stream.tally import Tally

__all__ = ["Crew", "NoCrew", "Settings", "configure", "run", "run_driver", "run_groups"]

SCHEDULER = "tcp://127.0.0.1:8786"


def configure(parser: argparse.ArgumentParser) -> None:
    add_declaration(parser)
    add_place(parser)
    add_code(parser)
    parser.add_argument(
        "--scheduler", default=SCHEDULER, metavar="URL", help="of Dask, as its workers reach it (%(default)s)"
    )
    parser.add_argument(
        "--source-url", metavar="URL", help="of the cap, which workers ask instead of the data centre (default: none)"
    )
    parser.add_argument(
        "--crew",
        choices=("slurm", "none"),
        default="slurm" if shutil.which("sbatch") else "none",
        help="who brings workers; none: those that there are do it (default: slurm where it is installed)",
    )
    parser.add_argument(
        "--limit",
        type=int,
        metavar="N",
        help="the first N chunks alone: a trial, whose results are a folder's of its own (default: all)",
    )


def settings_of(given: argparse.Namespace) -> Settings:
    place = read_place(given.place)
    # The ledger would say of a group that was cut that it is finished.
    if given.limit is not None and not isinstance(place.results, FolderPlace):
        raise StreamError("--limit is for trials, whose results are in a folder")
    return Settings(
        read_declaration(given.declaration), place, given.code, given.scheduler, given.source_url, given.limit
    )


def crew_of(given: argparse.Namespace, settings: Settings) -> Crew:
    if given.crew == "none":
        return NoCrew()
    from terrane_stream.crew import slurm_crew

    return slurm_crew(settings.declaration, given.declaration.resolve(), given.scheduler)


def run(given: argparse.Namespace) -> int:
    settings = settings_of(given)
    tally = run_driver(settings, crew_of(given, settings))
    if tally.failed:
        print(f"{tally.failed} chunks failed for good; to do them again: python -m terrane_stream replay")
    return 0


def say_at_once(line: str) -> None:
    """Also where stdout is a file."""
    print(line, flush=True)


def run_driver(
    settings: Settings,
    crew: Crew | None = None,
    clock: Clock | None = None,
    say: Callable[[str], None] = say_at_once,
) -> Tally:
    """Does all chunks that the ledger does not know as finished. StreamError where that cannot be.

    `say` gets a line for people every ten seconds.
    """
    clock = clock or SystemClock()
    check_handler(settings)
    plan, ledger = plan_of(settings), ledger_of(settings)
    tally = Tally(clock, *plan.counts())
    earlier = Earlier(plan, ledger, tally)

    def groups() -> Iterator[Group]:
        yield from plan.open()
        yield from earlier.changed()

    run_groups(settings, groups(), ledger.write, tally, crew or NoCrew(), clock, say, earlier.wait)
    return tally


def run_groups(
    settings: Settings,
    groups: Iterator[Group],
    write: Callable[[Finished], Entry],
    tally: Tally,
    crew: Crew,
    clock: Clock,
    say: Callable[[str], None],
    settle: Callable[[], None] = lambda: None,
) -> None:
    """Does the chunks of these groups. `write` makes a finished group's results durable; threads call it. `settle`
    returns when the tally is complete."""
    declaration = settings.declaration
    source = declaration.source
    cap = source.requests_per_second if isinstance(source, FdsnSource) else None
    report = Report(results_of(settings), declaration.results.prefix, tally, crew, clock, say, cap)
    window = SlidingWindow(
        groups,
        declaration.worker.attempts,
        Fleet(settings.scheduler, job_of(settings), clock),
        write,
        tally,
        report,
        Pace(source.objects_per_second if isinstance(source, ObjectsSource) else None, clock),
    )
    try:
        if not tally.left:
            settle()
        if tally.left:
            asyncio.run(window.run())
        settle()
    except BaseException as error:
        report.tell(0, "stopped")
        if isinstance(error, Hopeless):
            # Who starts the driver again will first mend something.
            crew.release()
        raise
    report.tell(0, "done")
    crew.release()


def check_handler(settings: Settings) -> None:
    """A detector that cannot be loaded is told of once, not by every chunk."""
    handler = load_handler(settings.code.resolve(), settings.declaration.worker.handler)
    if handler.is_class:
        raise HandlerError(f"{handler.file}: {handler.target.__name__} is a class; an archive's detector is a function")
