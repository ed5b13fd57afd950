"""Before the units start: state, keys, accounts, and the front's configuration, written and checked. Idempotent."""

from __future__ import annotations

import subprocess
from pathlib import Path

from terrane_hub.accounts import accounts_of
from terrane_hub.certificates import make_placeholder
from terrane_hub.declaration import Declaration
from terrane_hub.errors import HubError
from terrane_hub.front import FILE, front_configuration
from terrane_hub.keys import check_secrets, make_keys, read_keys
from terrane_hub.places import Places, program
from terrane_hub.whole_files import write_whole

# The name by which a server finds it, in each folder of JUPYTER_CONFIG_PATH.
SERVER_CONFIG = "jupyter_server_config.py"
SESSION_CONFIG = Path(__file__).with_name("session_config.py")


def prepare(declaration: Declaration, places: Places) -> None:
    """Raises HubError: of a secret that is not there, of accounts that are not served, of what nginx says."""
    check_secrets(declaration, places)
    accounts = accounts_of(declaration, places)
    make_keys(places.state)
    accounts.prepare()
    places.run.mkdir(parents=True, exist_ok=True)
    # The front's workers, which are nobody, reach the answers to challenges below; what is secret has modes of its own.
    places.run.chmod(0o711)
    if declaration.tls.kind == "acme":
        places.acme_webroot.mkdir(parents=True, exist_ok=True, mode=0o755)
    make_placeholder(declaration, places)
    places.session_config.mkdir(parents=True, exist_ok=True, mode=0o755)
    write_whole(places.session_config / SERVER_CONFIG, SESSION_CONFIG.read_text(encoding="utf-8"), mode=0o644)
    text = front_configuration(declaration, places, read_keys(places.state).front_key)
    write_whole(places.run / FILE, text, mode=0o600)
    check_front(places)


def check_front(places: Places) -> None:
    arguments = [program("nginx"), "-q", "-t", "-c", str(places.run / FILE)]
    said = subprocess.run(arguments, capture_output=True, text=True, check=False)
    if said.returncode != 0:
        raise HubError(f"nginx does not take its configuration: {said.stderr.strip()}")
