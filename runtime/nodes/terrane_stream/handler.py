"""The user's detector: loaded from the code folder, called, and what it gives checked.

Whatever goes wrong in it names the user's file and line, never this program's.
"""

from __future__ import annotations

import difflib
import functools
import importlib
import inspect
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from terrane_stream.errors import HandlerError
from terrane_stream.rows import Row, kind_of, rows_of

__all__ = ["Handler", "Row", "load_handler", "rows_of"]


@dataclass(frozen=True)
class Handler:
    name: str
    """As the declaration names it: `module.function` or `module.Class`."""
    file: Path
    target: Callable[..., Any]

    @property
    def is_class(self) -> bool:
        return inspect.isclass(self.target)

    def rows(self, argument: Any) -> list[Row]:
        """The rows that the function gives for one chunk, window or message."""
        return rows_of(self.guarded(self.target, argument), f"{self.file.name}: {self.target.__name__}")

    def instance(self, key: str) -> Any:
        """For a class: one detector, of one key."""
        return self.guarded(self.target, key)

    def rows_from(self, method: Callable[..., Any], argument: Any) -> list[Row]:
        """The rows that a method of such a detector gives."""
        return rows_of(self.guarded(method, argument), f"{self.file.name}: {self.target.__name__}.{method.__name__}")

    def guarded(self, call: Callable[..., Any], *arguments: Any) -> Any:
        """What the user's code gives; what it raises becomes a HandlerError that names its line."""
        try:
            return call(*arguments)
        except Exception as error:
            raise HandlerError(f"{place_of(error, self.file)}: {said(error)}") from error


@functools.lru_cache(maxsize=None)
def load_handler(code: Path, name: str) -> Handler:
    """`code`: the folder with the user's files. `name`: `module.function` or `module.Class` in it. Loaded once."""
    module_name, _, attribute = name.rpartition(".")
    module = _module(code, module_name)
    file = Path(str(module.__file__))
    target = getattr(module, attribute, None)
    if target is None:
        raise HandlerError(f"{file}: has no {attribute!r}{_hint(attribute, _offered(module))}")
    if not callable(target):
        raise HandlerError(f"{file}: {attribute!r} is {kind_of(target)}, not a function or a class")
    _check_parameters(file, attribute, target)
    return Handler(name, file, target)


def place_of(error: BaseException, file: Path) -> str:
    """`htn.py line 12 in detect`: the innermost line of the user's folder that the error passed."""
    folder = file.parent
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if Path(frame.filename).is_relative_to(folder):
            return f"{Path(frame.filename).relative_to(folder)} line {frame.lineno} in {frame.name}"
    return file.name


def said(error: BaseException) -> str:
    """`ValueError: ...`, on one line."""
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _module(code: Path, name: str) -> ModuleType:
    code = code.resolve()
    if not code.is_dir():
        raise HandlerError(f"{code}: there is no such folder")
    if not _file_of(code, name):
        names = sorted(file.stem for file in code.glob("*.py"))
        raise HandlerError(f"{code}: has no module {name!r}{_hint(name, names)}")
    if str(code) not in sys.path:
        sys.path.insert(0, str(code))
    try:
        module = importlib.import_module(name)
    except SyntaxError as error:
        raise HandlerError(f"{error.filename}:{error.lineno}: {said(error)}") from error
    except Exception as error:
        file = _file_of(code, name) or code
        raise HandlerError(f"{place_of(error, file)} of {code}: cannot be loaded: {said(error)}") from error
    loaded = getattr(module, "__file__", None)
    if loaded is None or not Path(loaded).resolve().is_relative_to(code):
        raise HandlerError(
            f"{code}: the name of the module {name!r} is taken by {loaded or 'Python itself'}; give another"
        )
    return module


def _file_of(code: Path, name: str) -> Path | None:
    beginning = code.joinpath(*name.split("."))
    candidates = (beginning.with_suffix(".py"), beginning / "__init__.py")
    return next((candidate for candidate in candidates if candidate.is_file()), None)


def _check_parameters(file: Path, attribute: str, target: Callable[..., Any]) -> None:
    try:
        inspect.signature(target).bind(object())
    except TypeError as error:
        raise HandlerError(f"{file}: {attribute!r} must take one argument: {error}") from error
    except ValueError:  # A function of an extension module that tells no signature.
        return


def _offered(module: ModuleType) -> list[str]:
    return [name for name, value in vars(module).items() if callable(value) and not name.startswith("_")]


def _hint(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, 1)
    if near:
        return f"; did you mean {near[0]!r}?"
    return f" (there is: {', '.join(sorted(known))})" if known else ""
