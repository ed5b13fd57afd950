"""Before a session starts: its size and its place among the others are looked at, whatever asked for it.

The page, the query of an address and the hub's API all end in `apply`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from tornado.web import HTTPError
from traitlets import Any as AnyTrait
from traitlets.config import LoggingConfigurable

from terrane_hub.account_rules import check_session_account
from terrane_hub.declaration import Declaration
from terrane_hub.declared_kernels import Kernel
from terrane_hub.declared_sessions import Size
from terrane_hub.errors import HubError, SessionRefused
from terrane_hub.home_quota import Standing, held, notice, refuse_beyond, standing
from terrane_hub.home_use import measure
from terrane_hub.kernel_guards import admit
from terrane_hub.kernel_offer import found, search_path
from terrane_hub.kernel_offer import offered as offered_kernels
from terrane_hub.places import Places
from terrane_hub.size_page import size_form
from terrane_hub.sizes import choose, offered, today
from terrane_hub.usage_book import UsageBook


class SessionChoice(LoggingConfigurable):  # type: ignore[misc]
    """A spawner derives from this one first, and says in `take_size` what a size means to it."""

    declared: Declaration = AnyTrait(help="The declaration.").tag(config=True)
    usage: UsageBook = AnyTrait(help="Where it is noted who has used what.").tag(config=True)
    places: Places = AnyTrait(help="Where things are.").tag(config=True)
    # The spawner's own.
    environment: dict[str, Any]
    user: Any
    orm_spawner: Any
    user_options: dict[str, Any]
    name: str

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.options_form = _form
        self.options_from_form = _options_from_form
        self.apply_user_options = _apply
        self.post_stop_hook = _after

    def take_size(self, size: Size) -> None:
        raise NotImplementedError

    def take_kernels(self, gpus: int) -> list[Kernel]:
        """Those that this session finds, of those of its user; the machines keep the others from the account."""
        if not self.declared.kernels:
            return []
        mine = offered_kernels(self.declared.kernels, self.groups(), today())
        admit(self.places.accounts, self.user.name, mine)
        kernels = found(mine, gpus)
        self.environment = {**self.environment, "JUPYTER_PATH": search_path(self.places.kernels, kernels)}
        return kernels

    def options_from_query(self, query_data: Any) -> dict[str, Any]:
        """An address that starts a session when it is opened would let any page start one."""
        raise answer(SessionRefused("a session is started on this page, not by an address", status=400))

    def note_node(self, node: str) -> None:
        """For the list of sessions. What is kept beside the size is not looked at when a session starts again."""
        self.user_options = {**self.user_options, "node": node}
        self.orm_spawner.user_options = self.user_options
        self.usage.begin(self.user.name, self.name, self.user_options.get("size", ""), node, datetime.now(timezone.utc))

    def home_standing(self) -> Standing | None:
        return standing(self.places.state, self.user.name, self.declared.homes.quota_gib)

    def offered_sizes(self) -> list[Size]:
        """To this person, now."""
        return held(self.home_standing(), offered(self.declared.sizes, self.groups(), today()))

    def chosen(self, given: Any) -> Size:
        """Raises SessionRefused with the reason."""
        mine = self.home_standing()
        mine_offered = offered(self.declared.sizes, self.groups(), today())
        refuse_beyond(mine, given, mine_offered)
        size = choose(self.declared.sizes, given, self.groups(), today())
        got = held(mine, mine_offered)
        return next((one for one in got if one.name == size.name), got[0])

    def groups(self) -> set[str]:
        return {group.name for group in self.user.groups}

    def check_account(self) -> None:
        """The machine may have got an account of this name since; its own come before the gateway's."""
        check_session_account(self.user.name, self.declared.accounts)

    def check_count(self) -> None:
        """Of this user's sessions. Those of all together are the hub's active_server_limit."""
        most = self.declared.policy.sessions_per_user
        others = [one for one in self.user.spawners.values() if one is not self and (one.active or one.pending)]
        if len(others) >= most:
            raise SessionRefused(f"you have {len(others)} sessions; at most {most} are allowed, so stop one first")


# Nothing else holds them.
_UNDER_WAY: set["asyncio.Task[None]"] = set()


def _after(spawner: SessionChoice) -> None:
    spawner.usage.end(spawner.user.name, spawner.name, datetime.now(timezone.utc))
    _measure(spawner)


def _form(spawner: SessionChoice) -> str:
    declared = spawner.declared
    running = spawner.user.settings["users"].count_active_users()["active"]
    return notice(spawner.home_standing()) + size_form(spawner.offered_sizes(), running, declared.policy.sessions)


def _options_from_form(form: Mapping[str, list[Any]], spawner: SessionChoice) -> dict[str, str]:
    given = form.get("size", [])
    try:
        if len(given) != 1:
            raise SessionRefused(f"{len(given)} sizes are given; one is needed", status=400)
        size = spawner.chosen(given[0])
    except SessionRefused as error:
        raise answer(error) from error
    return {"size": size.name}


def _apply(spawner: SessionChoice, options: dict[str, Any]) -> None:
    """Nothing but the size of `options` reaches the spawner: batchspawner would put any of them into its script."""
    try:
        spawner.check_account()
        spawner.check_count()
        size = spawner.chosen(options.get("size"))
    except SessionRefused as error:
        raise answer(error) from error
    spawner.user_options = {"size": size.name}
    spawner.orm_spawner.user_options = spawner.user_options
    spawner.take_size(size)
    spawner.take_kernels(size.gpus)


def _measure(spawner: SessionChoice) -> None:
    """Not waited for: a large home takes minutes."""
    if spawner.declared.homes.quota_gib is None:
        return
    home = spawner.places.homes / spawner.user.name

    async def look() -> None:
        try:
            await asyncio.to_thread(measure, spawner.places.state, home)
        except (OSError, HubError) as error:
            spawner.log.warning("The home %s is not measured: %s", home, error)

    task = asyncio.ensure_future(look())
    _UNDER_WAY.add(task)
    task.add_done_callback(_UNDER_WAY.discard)


def answer(error: SessionRefused) -> HTTPError:
    """As a page shows it: the hub's form puts `jupyterhub_message` before the sizes."""
    answer = HTTPError(error.status, str(error).replace("%", "%%"))
    answer.jupyterhub_message = str(error)
    return answer
