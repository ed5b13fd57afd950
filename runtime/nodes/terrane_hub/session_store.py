"""Mounts stores of the institution for a session, on the session's own machine and as its person.

    session_store.py mount STORE:FOLDER            until it is told to end
    session_store.py around STORE:FOLDER ... -- COMMAND ...   for as long as the command runs

The key is made here and never leaves: it lies in memory (/dev/shm), for its person alone, until the mount ends. The
hub, which knows the session by its token, certifies it. One session of a person at a time has the folder; another one
on the same machine waits for it. Runs on the system's Python, with nothing but its standard library.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, Dict, List, Optional

MEMORY = Path("/dev/shm")
NOTE = "NOT-MOUNTED.txt"
ANSWER_SECONDS = 30
UNMOUNT_SECONDS = 8
# A certificate is renewed when so much of its life is over.
RENEW_AT = 0.6
PAUSES = (5, 15, 60, 300)


class StoreError(Exception):
    """The store is not mounted; the message says why."""


class Mount:
    """One store, from its key to its end."""

    def __init__(self, store: str, folder: Path, private: Path) -> None:
        self.store = store
        self.folder = folder
        self.private = private
        self.ended = threading.Event()
        self._sshfs: Optional["subprocess.Popen[bytes]"] = None

    def keep(self) -> None:
        """Until it is told to end: mounted, or tried again."""
        failures = 0
        while not self.ended.is_set():
            try:
                self._once()
                failures = 0
            except StoreError as error:
                self._note(str(error))
                failures += 1
            self.ended.wait(PAUSES[min(failures, len(PAUSES) - 1)])

    def end(self) -> None:
        self.ended.set()
        if self._sshfs is not None and self._sshfs.poll() is None:
            self._sshfs.terminate()

    def _once(self) -> None:
        self._make_folder()
        self._make_key()
        told = self._certify()
        with contextlib.suppress(FileNotFoundError):
            (self.folder / NOTE).unlink()
        log = self.private / "log"
        with open(log, "wb") as output:
            self._sshfs = subprocess.Popen(
                self._command(told), stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
            )
        if self.ended.is_set():
            self._sshfs.terminate()
        try:
            self._wait(int(told["seconds"]))
        finally:
            _unmount(self.folder)
        if not self.ended.is_set():
            raise StoreError(_last_words(log) or f"the connection to {told['host']} has ended")

    def _wait(self, seconds: int) -> None:
        """For sshfs; in time, another certificate."""
        assert self._sshfs is not None
        pause = seconds * RENEW_AT
        while True:
            try:
                self._sshfs.wait(timeout=pause)
                return
            except subprocess.TimeoutExpired:
                with contextlib.suppress(StoreError):
                    self._certify()

    def _make_folder(self) -> None:
        # What a machine that went away left behind: nobody can look into it.
        _unmount(self.folder)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if any(name != NOTE for name in os.listdir(self.folder)):
                raise StoreError(f"{self.folder} has files of its own, which the store would hide; move them elsewhere")
        except OSError as error:
            raise StoreError(f"{self.folder}: {error.strerror}") from error

    def _make_key(self) -> None:
        key = self.private / "key"
        for file in (key, self.private / "key.pub"):
            with contextlib.suppress(FileNotFoundError):
                file.unlink()
        _run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(key)])

    def _certify(self) -> Dict[str, Any]:
        """What the hub tells of the store; the certificate lies beside the key then."""
        key = " ".join((self.private / "key.pub").read_text(encoding="ascii").split()[:2])
        told = _ask(self.store, key)
        beside = self.private / "certificate.new"
        beside.write_text(str(told["certificate"]) + "\n", encoding="ascii")
        os.replace(beside, self.private / "key-cert.pub")
        name = str(told["host"]) if told["port"] == 22 else f"[{told['host']}]:{told['port']}"
        (self.private / "known_hosts").write_text(f"{name} {told['hostKey']}\n", encoding="ascii")
        return told

    def _command(self, told: Dict[str, Any]) -> List[str]:
        settings = {
            "User": told["user"],
            "Port": told["port"],
            "IdentityFile": self.private / "key",
            "CertificateFile": self.private / "key-cert.pub",
            "IdentitiesOnly": "yes",
            "IdentityAgent": "none",
            "UserKnownHostsFile": self.private / "known_hosts",
            "GlobalKnownHostsFile": "/dev/null",
            "StrictHostKeyChecking": "yes",
            "HostKeyAlgorithms": _algorithms(str(told["hostKey"]).split()[0]),
            "PreferredAuthentications": "publickey",
            "BatchMode": "yes",
            "ConnectTimeout": 20,
            "ServerAliveInterval": 15,
            "ServerAliveCountMax": 3,
        }
        # Instead of the person's own settings of SSH, and of the machine's.
        file = self.private / "config"
        file.write_text("".join(f"{name} {value}\n" for name, value in settings.items()), encoding="ascii")
        # A file there is the person's, whatever number it has there.
        options = ("-o", "reconnect", "-o", "idmap=user", "-o", "auto_unmount")
        return ["sshfs", "-f", "-F", str(file), f"{told['host']}:{told['path']}", str(self.folder), *options]

    def _note(self, reason: str) -> None:
        """Where the person looks."""
        print(f"store {self.store}: {reason}", file=sys.stderr, flush=True)
        if self.ended.is_set():
            return
        with contextlib.suppress(OSError):
            text = f"The store {self.store} is not here:\n\n{reason}\n\nIt is tried again while the session lasts.\n"
            (self.folder / NOTE).write_text(text, encoding="utf-8")


def mount(store: str, folder: Path) -> int:
    mine = _private_folder()
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    with open(mine / f"{store}.lock", "w", encoding="ascii") as lock:
        # Another session of the person's has it: theirs ends before ours begins.
        while not _has(lock):
            if ended.wait(1):
                return 0
        # Of one that was killed. What is there now is nobody's: this program has the lock.
        for left in mine.glob(f"{store}.*/"):
            shutil.rmtree(left, ignore_errors=True)
        private = Path(tempfile.mkdtemp(dir=mine, prefix=f"{store}."))
        try:
            made = Mount(store, folder, private)
            working = threading.Thread(target=made.keep)
            working.start()
            while working.is_alive() and not ended.wait(3600):
                pass
            made.end()
            working.join(UNMOUNT_SECONDS)
            if working.is_alive():
                _unmount(folder)
        finally:
            shutil.rmtree(private, ignore_errors=True)
    return 0


def around(mounts: List[str], command: List[str]) -> int:
    """The command's own code. It gets the signals that this program gets."""
    mine = [sys.executable, "-I", os.path.abspath(__file__), "mount"]
    stores = [subprocess.Popen([*mine, one]) for one in mounts]
    session = subprocess.Popen(command)
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGUSR1, signal.SIGCONT):
        signal.signal(each, lambda number, _: session.send_signal(number))
    code = session.wait()
    for store in stores:
        store.terminate()
    for store in stores:
        with contextlib.suppress(subprocess.TimeoutExpired):
            store.wait(UNMOUNT_SECONDS + 2)
    return code if code >= 0 else 128 - code


def _has(lock: Any) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except BlockingIOError:
        return False


def _private_folder() -> Path:
    """In memory, for its person alone. Whoever was there first with this name gets nothing by it."""
    folder = MEMORY / f"terrane-stores-{os.getuid()}"
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise StoreError(f"{folder} is not a folder of this account alone; tell the operators of the gateway")
    return folder


def _ask(store: str, key: str) -> Dict[str, Any]:
    url = f"{os.environ['JUPYTERHUB_API_URL'].rstrip('/')}/terrane/stores/{store}"
    headers = {"Authorization": f"token {os.environ['JUPYTERHUB_API_TOKEN']}", "Content-Type": "application/json"}
    request = urllib.request.Request(url, json.dumps({"publicKey": key}).encode("ascii"), headers, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=ANSWER_SECONDS) as answer:
            return dict(json.load(answer))
    except urllib.error.HTTPError as error:
        raise StoreError(f"the gateway gives no certificate: {_message(error)}") from error
    except (OSError, ValueError) as error:
        raise StoreError(f"the gateway does not answer: {error}") from error


def _message(error: urllib.error.HTTPError) -> str:
    try:
        return str(json.load(error)["message"])
    except (ValueError, KeyError, TypeError):
        return str(error)


def _algorithms(kind: str) -> str:
    """Signatures by a host key of this type. RSA with SHA-1 is none."""
    return "rsa-sha2-512,rsa-sha2-256" if kind == "ssh-rsa" else kind


def _unmount(folder: Path) -> None:
    """Where there is something; also where it does not answer any more."""
    if str(folder) not in _mounted():
        return
    with contextlib.suppress(StoreError):
        _run(["fusermount3", "-u", "-z", "-q", str(folder)])


def _mounted() -> List[str]:
    lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines()
    return [line.split()[4].replace("\\040", " ") for line in lines if " - fuse.sshfs " in line]


def _run(command: List[str]) -> None:
    try:
        said = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=ANSWER_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise StoreError(f"{command[0]}: {error}") from error
    if said.returncode != 0:
        raise StoreError(f"{command[0]}: {said.stderr.decode('utf-8', 'replace').strip()[:300]}")


def _last_words(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    return " ".join(line.strip("\r ") for line in lines if line.strip("\r @"))[-600:]


def main(arguments: List[str]) -> int:
    if arguments[:1] == ["mount"] and len(arguments) == 2:
        store, _, folder = arguments[1].partition(":")
        return mount(store, Path.home() / folder)
    if arguments[:1] == ["around"] and "--" in arguments:
        end = arguments.index("--")
        return around(arguments[1:end], arguments[end + 1 :])
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except StoreError as error:
        sys.exit(f"session_store.py: {error}")
