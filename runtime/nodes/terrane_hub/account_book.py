"""The book of accounts: who has which name and number, for ever. A number is given once and never again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from terrane_hub.errors import AccountsError
from terrane_hub.whole_files import write_whole

FORMAT = 1
FILE = "book.json"


@dataclass(frozen=True)
class Entry:
    name: str
    uid: int
    """Also the number of a group of the same name, whose only member it is."""
    login: str
    subject: str


@dataclass(frozen=True)
class Book:
    next_uid: int
    entries: tuple[Entry, ...]

    def of_subject(self, subject: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.subject == subject), None)

    def of_name(self, name: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.name == name), None)

    def having(self, entry: Entry) -> Book:
        return Book(max(self.next_uid, entry.uid + 1), (*self.entries, entry))


def read_book(folder: Path, first_uid: int) -> Book:
    """An empty one, which begins with `first_uid`, where the folder has none yet."""
    file = folder / FILE
    if not file.exists():
        return Book(first_uid, ())
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
        if raw["format"] != FORMAT:
            raise AccountsError(f"{file}: format is {raw['format']!r}; {FORMAT} is needed")
        book = Book(int(raw["next"]), tuple(Entry(**entry) for entry in raw["accounts"]))
    except (KeyError, TypeError, ValueError) as error:
        raise AccountsError(f"{file}: is not a book of accounts: {error!r}; restore it from a backup") from error
    return Book(max(book.next_uid, first_uid), book.entries)


def write_book(folder: Path, book: Book) -> None:
    """Readable by root alone: it has logins and subjects."""
    raw = {"format": FORMAT, "next": book.next_uid, "accounts": [asdict(entry) for entry in book.entries]}
    write_whole(folder / FILE, json.dumps(raw, indent=1) + "\n", mode=0o600)
