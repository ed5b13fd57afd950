"""The nftables table of one VPC: loaded as a whole when its text has changed; known connections stay."""

from __future__ import annotations

from pathlib import Path

from . import namespaces
from .nft import TABLE, Reading, read, render
from .rules import RuleSet

LIST = ["nft", "--json", "--numeric", "list", "table", *TABLE.split()]


class Firewall:
    def __init__(self, namespace: str, file: Path) -> None:
        """`file`: the text that is loaded, for people."""
        self._namespace, self._file = namespace, file
        self._text = ""
        self._rules: RuleSet | None = None

    def differs(self, rules: RuleSet) -> bool:
        return render(rules) != self._text

    def load(self, rules: RuleSet) -> None:
        """One transaction, which also clears what was counted."""
        text = render(rules)
        self._file.write_text(text, encoding="utf-8")
        namespaces.run(self._namespace, ["nft", "-f", "-"], text)
        self._text, self._rules = text, rules

    def read(self) -> Reading:
        if self._rules is None:
            return Reading()
        return read(namespaces.run(self._namespace, LIST), self._rules)
