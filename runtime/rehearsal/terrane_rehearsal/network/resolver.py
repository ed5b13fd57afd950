"""dnsmasq in the namespace of a VPC."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

from . import namespaces
from .names import Names

STOP_SECONDS = 2


class Resolver:
    def __init__(self, namespace: str, folder: Path) -> None:
        """`folder` holds its files and its log; it is made here."""
        self._namespace = namespace
        self._settings, self._hosts, self._log = folder / "dnsmasq.conf", folder / "hosts", folder / "dnsmasq.log"
        self._names: Names | None = None
        self._process: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True, exist_ok=True)

    def apply(self, names: Names | None) -> None:
        """None: the VPC has no resolver. Does nothing where nothing has changed and dnsmasq runs."""
        if names is None:
            self.close()
            return
        running = self._process is not None and self._process.poll() is None
        if running and names == self._names:
            return
        before, self._names = self._names, names
        _replace(self._hosts, names.hosts)
        if running and before is not None and before.settings == names.settings:
            assert self._process
            self._process.send_signal(signal.SIGHUP)
        else:
            self._start(names)

    def trouble(self) -> str | None:
        """Its last words, if it has ended of itself. The next `apply` starts it again."""
        if self._process is None or self._process.poll() is None:
            return None
        said = self._log.read_text(encoding="utf-8", errors="replace").splitlines()
        return f"the resolver of {self._namespace} has ended: {said[-1] if said else 'without a word'}"

    def close(self) -> None:
        process, self._process, self._names = self._process, None, None
        if process is not None and process.poll() is None:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _start(self, names: Names) -> None:
        self.close()
        self._names = names
        _replace(self._settings, f"addn-hosts={self._hosts}\n{names.settings}")
        command = ["dnsmasq", f"--conf-file={self._settings}"]
        with open(self._log, "ab") as log:
            self._process = namespaces.inside(
                self._namespace,
                lambda: subprocess.Popen(
                    command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=namespaces.ENVIRONMENT
                ),
            )


def _replace(file: Path, text: str) -> None:
    fresh = file.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8")
    os.replace(fresh, file)
