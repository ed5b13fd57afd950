"""How classes of moto are changed: what is replaced must be there, or the pinned release is another."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

Function = Callable[..., Any]


def around(owner: Any, name: str) -> Callable[[Function], Function]:
    """Decorator: the function stands in the place of `owner.name`; its first argument is the original."""
    original = getattr(owner, name)

    def put(function: Function) -> Function:
        @functools.wraps(original)
        def replacement(*arguments: Any, **named: Any) -> Any:
            return function(original, *arguments, **named)

        setattr(owner, name, replacement)
        return function

    return put


def operation(owner: Any) -> Callable[[Function], Function]:
    """Decorator: the function is an operation that a class of responses lacks."""

    def put(function: Function) -> Function:
        if hasattr(owner, function.__name__):
            raise AttributeError(f"{owner.__name__} has {function.__name__} of its own")
        setattr(owner, function.__name__, function)
        return function

    return put
