"""An authority for SSH: a key of its own, made once, and certificates that it signs with ssh-keygen.

https://man.openbsd.org/ssh-keygen#CERTIFICATES
"""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from terrane_hub.errors import HubError
from terrane_hub.places import SYSTEM_PATH, program
from terrane_hub.whole_files import locked, sync_folder

# What an ed25519 key is, and nothing that follows it.
PUBLIC_KEY = re.compile(r"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5[A-Za-z0-9+/]{48}={0,2}")
# No comma, which separates principals, and no pattern.
PRINCIPAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._@+-]{0,254}")
# Accounts that no certificate is for, whoever asks.
NEVER = frozenset(("root", "toor", "admin", "administrator"))
MOST_SECONDS = 24 * 3600
# Clocks differ.
BEFORE_SECONDS = 60
ANSWER_SECONDS = 30


class AuthorityError(HubError):
    """A certificate is not given; the message says why."""


def ensure(path: Path, comment: str = "terrane") -> None:
    """Makes the authority's key where there is none: `path`, of root alone, and `path`.pub."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path.with_name(f".{path.name}.lock")):
        if path.exists():
            return
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
            made = Path(folder) / "key"
            _keygen("-t", "ed25519", "-N", "", "-C", comment, "-f", str(made))
            os.replace(f"{made}.pub", f"{path}.pub")
            os.replace(made, path)
        path.chmod(0o600)
        sync_folder(path.parent)


def public_key(path: Path) -> str:
    """Of the authority: the line that others trust. Raises AuthorityError where there is none yet."""
    try:
        return Path(f"{path}.pub").read_text(encoding="ascii").strip()
    except OSError as error:
        raise AuthorityError(f"{path}.pub: cannot be read: {error.strerror}; terrane-hub prepare makes it") from error


def sign(path: Path, key: str, principals: Sequence[str], seconds: int, options: Sequence[str], identity: str) -> str:
    """A certificate for an ed25519 public key, good from a minute ago and for `seconds` from now.

    `options`: of ssh-keygen -O; what is not among them is not allowed. `identity`: for the journal of who is reached.
    """
    _check(key, principals, seconds)
    given = [word for option in ("clear", *options) for word in ("-O", option)]
    with tempfile.TemporaryDirectory(prefix="terrane-certificate-") as folder:
        file = Path(folder) / "key.pub"
        file.write_text(f"{key}\n", encoding="ascii")
        names = ("-I", identity, "-n", ",".join(principals), "-z", str(secrets.randbits(63)))
        _keygen("-s", str(path), *names, "-V", f"-{BEFORE_SECONDS}s:+{seconds}s", *given, str(file))
        return (Path(folder) / "key-cert.pub").read_text(encoding="ascii").strip()


def _check(key: str, principals: Sequence[str], seconds: int) -> None:
    if PUBLIC_KEY.fullmatch(key) is None:
        raise AuthorityError("this is not an ed25519 public key of one line, without a comment")
    if not principals:
        raise AuthorityError("a certificate for nobody would be one for everybody")
    for principal in principals:
        if PRINCIPAL.fullmatch(principal) is None or principal.lower() in NEVER:
            raise AuthorityError(f"no certificate is given for the account {principal[:64]!r}")
    if not 0 < seconds <= MOST_SECONDS:
        raise AuthorityError(f"a certificate for {seconds} seconds is asked for; at most {MOST_SECONDS} are allowed")


def _keygen(*arguments: str) -> None:
    said = subprocess.run(
        [program("ssh-keygen"), "-q", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=ANSWER_SECONDS,
        env={"PATH": SYSTEM_PATH},
    )
    if said.returncode != 0:
        raise AuthorityError(f"ssh-keygen: {said.stderr.strip()[:300]}")
