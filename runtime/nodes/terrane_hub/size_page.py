"""The part of the hub's page on which somebody chooses a size."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from terrane_hub.declared_sessions import Size

ROW = (
    '<div class="form-check">'
    '<input class="form-check-input" type="radio" name="size" id="size-{name}" value="{name}"{checked} required>'
    '<label class="form-check-label" for="size-{name}"><strong>{name}</strong>: {words}</label></div>'
)


def size_form(sizes: Sequence[Size], running: int, limit: int) -> str:
    """`sizes`: those offered, the default first. `running`: sessions of everybody now, of at most `limit`."""
    if running >= limit:
        notice = f"All {limit} sessions of this gateway are in use. One can start when another has been stopped."
    else:
        notice = f"{running} of {limit} sessions of this gateway are in use."
    if not sizes:
        return f"<p>{notice}</p><p>No size is offered to you; ask the operators of the gateway.</p>"
    rows = "".join(
        ROW.format(name=escape(size.name), words=escape(words_for(size)), checked=" checked" if index == 0 else "")
        for index, size in enumerate(sizes)
    )
    return f'<fieldset id="sizes"><legend>Size of the session</legend>{rows}</fieldset><p>{notice}</p>'


def words_for(size: Size) -> str:
    words = [_count(size.cpus, "CPU"), memory_words(size.memory_mib)]
    if size.gpus:
        words.append(_count(size.gpus, "GPU"))
    if size.max_seconds:
        words.append(f"for at most {duration_words(size.max_seconds)}")
    if size.until is not None:
        words.append(f"until {size.until.isoformat()}")
    return ", ".join(words)


def memory_words(mebibytes: int) -> str:
    return f"{mebibytes // 1024} GiB" if mebibytes % 1024 == 0 else f"{mebibytes} MiB"


def duration_words(seconds: int) -> str:
    """Such as "1 d 2 h" or "1 min 30 s"."""
    parts = []
    for unit, length in (("d", 86400), ("h", 3600), ("min", 60), ("s", 1)):
        count, seconds = divmod(seconds, length)
        if count:
            parts.append(f"{count} {unit}")
    return " ".join(parts) or "0 s"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
