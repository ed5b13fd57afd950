"""A certificate authority of the tests' own, by OpenSSL."""

from __future__ import annotations

import subprocess
from pathlib import Path

KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1")
MAY_SIGN = ("-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign")


class Authority:
    """`certificate`: of itself, in PEM: the file."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        self.certificate = folder / "authority.pem"
        self._key = folder / "authority.key"
        files = ("-keyout", str(self._key), "-out", str(self.certificate))
        self._openssl("req", "-x509", *KEY, "-subj", "/CN=Test", *MAY_SIGN, *files)

    def issue(self, host: str, kind: str = "DNS") -> Path:
        """Key and certificate of a host, one after the other: the file. `kind`: "IP" where it is an address."""
        key, made = self._folder / f"{host}.key", self._folder / f"{host}.crt"
        signer = ("-CA", str(self.certificate), "-CAkey", str(self._key), "-addext", f"subjectAltName={kind}:{host}")
        self._openssl("req", "-x509", *KEY, "-subj", f"/CN={host}", *signer, "-keyout", str(key), "-out", str(made))
        whole = self._folder / f"{host}.pem"
        whole.write_text(key.read_text(encoding="ascii") + made.read_text(encoding="ascii"), encoding="ascii")
        return whole

    @staticmethod
    def _openssl(*words: str) -> None:
        subprocess.run(["openssl", *words], check=True, capture_output=True)
