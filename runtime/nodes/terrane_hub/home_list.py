"""Homes as operators see them: how large, who came last when, and what becomes of them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from terrane_hub.account_book import Entry, read_book
from terrane_hub.columns import columns
from terrane_hub.declaration import Declaration
from terrane_hub.errors import HubError
from terrane_hub.home_aside import GRACE_DAYS, Due, aside, delete, due, put_aside
from terrane_hub.home_days import last_seen
from terrane_hub.home_quota import in_gib, standing
from terrane_hub.home_use import use_of
from terrane_hub.job_request import COMMAND_ENVIRONMENT
from terrane_hub.places import Places, program
from terrane_hub.session_list import sessions

COLUMNS = ("USER", "GIB", "OF QUOTA", "LAST SIGN-IN", "BECOMES")
ANSWER_SECONDS = 30


@dataclass(frozen=True)
class HomeLine:
    user: str
    gib: str
    """Empty where it was never measured."""
    quota_percent: int | None
    last_sign_in: str
    becomes: str
    """What the next `tidy` does, or when it is deleted; "stays"."""


def entries(declaration: Declaration, places: Places) -> tuple[Entry, ...]:
    """Everybody who has ever signed in."""
    return read_book(places.accounts, declaration.accounts.first_uid).entries


def due_now(declaration: Declaration, places: Places, today: date) -> Due:
    """Raises HubError where it is not known who has a session: then nothing is due."""
    after = declaration.homes.delete_after_days
    busy = busy_people(declaration, places) if after is not None else set()
    return due(entries(declaration, places), places.homes, places.accounts, after, busy, today)


def busy_people(declaration: Declaration, places: Places) -> set[str]:
    busy = {one.user for one in sessions(places)}
    if declaration.placement == "slurm":
        busy |= people_with_jobs()
    return busy


def people_with_jobs() -> set[str]:
    said = subprocess.run(
        [program("squeue"), "--noheader", "--states=all", "--format=%u"],
        capture_output=True,
        text=True,
        check=False,
        timeout=ANSWER_SECONDS,
        env=COMMAND_ENVIRONMENT,
    )
    if said.returncode != 0:
        raise HubError(f"Slurm does not tell who has jobs: {said.stderr.strip()[:300]}")
    return set(said.stdout.split())


def tidy(declaration: Declaration, places: Places, today: date) -> list[str]:
    """Does what is due; what it has done, in words."""
    found = due_now(declaration, places, today)
    done = []
    for one in found.delete:
        delete(one)
        done.append(f"deleted {one.path}, put aside on {one.day}")
    for entry in found.aside:
        seen = last_seen(places.accounts, entry.name, today)
        target = put_aside(places.homes, entry.name, today)
        done.append(f"put the home of {entry.name}, who signed in last on {seen}, aside to {target}")
    return done


def home_lines(declaration: Declaration, places: Places, today: date) -> list[HomeLine]:
    """Moves and deletes nothing."""
    found = due_now(declaration, places, today)
    deleted = (today + timedelta(days=GRACE_DAYS)).isoformat()
    words = {
        **{one.name: f"aside since {one.day}, deleted on {one.deleted_on}" for one in aside(places.homes)},
        **{entry.name: f"put aside at the next tidy, deleted on {deleted}" for entry in found.aside},
        **{entry.name: "stays while there is a session or a job" for entry in found.busy},
    }
    everybody = sorted(entries(declaration, places), key=lambda entry: entry.name)
    return [_line(entry.name, declaration, places, today, words.get(entry.name, "stays")) for entry in everybody]


def _line(name: str, declaration: Declaration, places: Places, today: date, becomes: str) -> HomeLine:
    use = use_of(places.state, name)
    mine = standing(places.state, name, declaration.homes.quota_gib)
    return HomeLine(
        user=name,
        gib=in_gib(use.bytes) if use else "",
        quota_percent=mine.percent if mine else None,
        last_sign_in=last_seen(places.accounts, name, today).isoformat(),
        becomes=becomes,
    )


def as_json(lines: Sequence[HomeLine]) -> str:
    return json.dumps([asdict(one) for one in lines], indent=2)


def as_table(lines: Sequence[HomeLine]) -> str:
    return columns((COLUMNS, *(_row(one) for one in lines)))


def _row(one: HomeLine) -> tuple[str, ...]:
    percent = "-" if one.quota_percent is None else f"{one.quota_percent} %"
    return (one.user, one.gib or "-", percent, one.last_sign_in, one.becomes)
