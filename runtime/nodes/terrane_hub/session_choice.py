"""Before a session starts: its size and its place among the others are looked at, whatever asked for it.

The page, the query of an address and the hub's API all end in `apply`.
"""

from __future__ import annotations

import pwd
from collections.abc import Mapping
from typing import Any

from tornado.web import HTTPError
from traitlets import Any as AnyTrait
from traitlets.config import LoggingConfigurable

from terrane_hub.declaration import Declaration, LoginAccountsDeclared
from terrane_hub.declared_sessions import Size
from terrane_hub.errors import SessionRefused
from terrane_hub.size_page import size_form
from terrane_hub.sizes import choose, offered, today


class SessionChoice(LoggingConfigurable):  # type: ignore[misc]
    """A spawner derives from this one first, and says in `take_size` what a size means to it."""

    declared: Declaration = AnyTrait(help="The declaration.").tag(config=True)
    # The spawner's own.
    user: Any
    orm_spawner: Any
    user_options: dict[str, str]

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.options_form = _form
        self.options_from_form = _options_from_form
        self.apply_user_options = _apply

    def take_size(self, size: Size) -> None:
        raise NotImplementedError

    def options_from_query(self, query_data: Any) -> dict[str, Any]:
        """An address that starts a session when it is opened would let any page start one."""
        raise _answer(SessionRefused("a session is started on this page, not by an address", status=400))

    def note_node(self, node: str) -> None:
        """For the list of sessions. What is kept beside the size is not looked at when a session starts again."""
        self.user_options = {**self.user_options, "node": node}
        self.orm_spawner.user_options = self.user_options

    def groups(self) -> set[str]:
        return {group.name for group in self.user.groups}

    def check_account(self) -> None:
        """The machine may have got an account of this name since; its own come before the gateway's."""
        declared = self.declared.accounts
        if not isinstance(declared, LoginAccountsDeclared):
            return
        try:
            uid = pwd.getpwnam(self.user.name).pw_uid
        except KeyError:
            raise SessionRefused(f"the machine does not know the account {self.user.name!r}", status=500) from None
        if not declared.first_uid <= uid <= declared.last_uid:
            raise SessionRefused(f"the account {self.user.name!r} is one of the machine's own (uid {uid})")

    def check_count(self) -> None:
        """Of this user's sessions. Those of all together are the hub's active_server_limit."""
        most = self.declared.policy.sessions_per_user
        others = [one for one in self.user.spawners.values() if one is not self and (one.active or one.pending)]
        if len(others) >= most:
            raise SessionRefused(f"you have {len(others)} sessions; at most {most} are allowed, so stop one first")


def _form(spawner: SessionChoice) -> str:
    declared = spawner.declared
    sizes = offered(declared.sizes, spawner.groups(), today())
    running = spawner.user.settings["users"].count_active_users()["active"]
    return size_form(sizes, running, declared.policy.sessions)


def _options_from_form(form: Mapping[str, list[Any]], spawner: SessionChoice) -> dict[str, str]:
    given = form.get("size", [])
    try:
        if len(given) != 1:
            raise SessionRefused(f"{len(given)} sizes are given; one is needed", status=400)
        size = choose(spawner.declared.sizes, given[0], spawner.groups(), today())
    except SessionRefused as error:
        raise _answer(error) from error
    return {"size": size.name}


def _apply(spawner: SessionChoice, options: dict[str, Any]) -> None:
    """Nothing but the size of `options` reaches the spawner: batchspawner would put any of them into its script."""
    try:
        spawner.check_account()
        spawner.check_count()
        size = choose(spawner.declared.sizes, options.get("size"), spawner.groups(), today())
    except SessionRefused as error:
        raise _answer(error) from error
    spawner.user_options = {"size": size.name}
    spawner.orm_spawner.user_options = spawner.user_options
    spawner.take_size(size)


def _answer(error: SessionRefused) -> HTTPError:
    """As a page shows it: the hub's form puts `jupyterhub_message` before the sizes."""
    answer = HTTPError(error.status, str(error).replace("%", "%%"))
    answer.jupyterhub_message = str(error)
    return answer
