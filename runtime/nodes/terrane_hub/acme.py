"""The certificate by ACME: asked for when there is none, renewed when a third of its life is left, taken into use
without ending connections. While that fails, the old one stays in use."""

from __future__ import annotations

import logging
import subprocess
from datetime import datetime, timezone
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from terrane_hub.certificates import acme_chain, acme_folder
from terrane_hub.declaration import Declaration
from terrane_hub.errors import HubError
from terrane_hub.front import FILE
from terrane_hub.places import Places, program
from terrane_hub.prepare import prepare
from terrane_hub.whole_files import write_whole

log = logging.getLogger("terrane.hub")

# https://letsencrypt.org/docs/integration-guide/#when-to-renew
RENEW_AT = 1 / 3
IN_USE = "certificate-in-use"
CERTBOT_SECONDS = 600


def keep_certificate(declaration: Declaration, places: Places, now: datetime | None = None) -> None:
    """Asks where it is due, and has the front serve what is there. Idempotent.

    Raises HubError with certbot's reason, and for how long the certificate that is served is still good.
    """
    if declaration.tls.kind != "acme":
        raise HubError(f'tls.kind is "{declaration.tls.kind}"; a certificate is asked for where it is "acme"')
    held = _held(declaration, places)
    failure = _ask(declaration, places) if held is None or is_due(held, now or _now()) else None
    held = _held(declaration, places)
    if held is not None:
        _take_into_use(held, declaration, places)
    if failure is not None:
        raise HubError(f"no new certificate of {declaration.host}: {failure}; {_meanwhile(held)}")


def is_due(certificate: x509.Certificate, now: datetime) -> bool:
    first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    return bool(last - now < (last - first) * RENEW_AT)


def certbot_command(declaration: Declaration, places: Places) -> list[str]:
    """Asks, whatever there is already: that it is due is known."""
    folder = acme_folder(declaration, places)
    return [
        *("certbot", "certonly", "--webroot", "--webroot-path", str(places.acme_webroot)),
        *("--config-dir", str(folder), "--work-dir", str(folder / "work"), "--logs-dir", str(folder / "logs")),
        *("--domain", declaration.host, "--cert-name", declaration.host),
        *("--server", declaration.tls.directory, "--email", declaration.tls.email),
        *("--agree-tos", "--non-interactive", "--force-renewal", "--max-log-backups", "9"),
    ]


def _ask(declaration: Declaration, places: Places) -> str | None:
    """Why there is no certificate; None where there is one."""
    folder = acme_folder(declaration, places)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name, *words = certbot_command(declaration, places)
    try:
        said = subprocess.run(
            [program(name), *words], capture_output=True, text=True, check=False, timeout=CERTBOT_SECONDS
        )
    except subprocess.TimeoutExpired:
        return f"certbot did not end in {CERTBOT_SECONDS} seconds"
    if said.returncode == 0:
        log.info("a new certificate of %s, by %s", declaration.host, declaration.tls.directory)
        return None
    lines = [line.strip() for line in f"{said.stdout}\n{said.stderr}".splitlines()]
    kept = [line for line in lines if line and not line.startswith(("Saving debug log", "Ask for help", "See the log"))]
    return " ".join(kept)


def _held(declaration: Declaration, places: Places) -> x509.Certificate | None:
    chain = acme_chain(declaration, places)
    return x509.load_pem_x509_certificate(chain.read_bytes()) if chain.exists() else None


def _take_into_use(certificate: x509.Certificate, declaration: Declaration, places: Places) -> None:
    """Workers of the old configuration go on until their connections end."""
    mark = places.run / IN_USE
    found = certificate.fingerprint(hashes.SHA256()).hex()
    if mark.exists() and mark.read_text(encoding="ascii") == found:
        return
    prepare(declaration, places)
    _reload(places.run / FILE)
    write_whole(mark, found)
    log.info("the front serves the certificate that is good until %s", _day(certificate))


def _reload(configuration: Path) -> None:
    arguments = [program("nginx"), "-c", str(configuration), "-s", "reload"]
    said = subprocess.run(arguments, capture_output=True, text=True, check=False)
    if said.returncode != 0:
        raise HubError(f"the front does not take the new certificate: {said.stderr.strip()}")


def _meanwhile(held: x509.Certificate | None) -> str:
    if held is None:
        return "until there is one, one that nobody trusts stands in"
    return f"the old one stays in use and is good until {_day(held)}"


def _day(certificate: x509.Certificate) -> str:
    return f"{certificate.not_valid_after_utc:%Y-%m-%d %H:%M} UTC"


def _now() -> datetime:
    return datetime.now(timezone.utc)
