"""Before the units start: state, keys, accounts, and the front's configuration, written and checked. Idempotent."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from terrane_hub import ssh_authority
from terrane_hub.accounts import accounts_of
from terrane_hub.certificates import make_certificates
from terrane_hub.declaration import Declaration
from terrane_hub.errors import HubError
from terrane_hub.front import FILE, front_configuration
from terrane_hub.home_list import entries
from terrane_hub.kernel_files import publish_kernels
from terrane_hub.kernel_quota import apply_quota
from terrane_hub.keys import check_secrets, make_keys, read_keys
from terrane_hub.places import SERVER, Places, program
from terrane_hub.sizes import today
from terrane_hub.store_words import AUTHORITY, PROGRAM
from terrane_hub.tunnel_server import prepare_tunnel
from terrane_hub.whole_files import write_whole

# The name by which a server finds it, in each folder of JUPYTER_CONFIG_PATH.
SERVER_CONFIG = "jupyter_server_config.py"
SESSION_CONFIG = Path(__file__).with_name("session_config.py")
STORE = Path(__file__).with_name(PROGRAM)
# Asks people whether they want news of JupyterLab, and servers outside for them and for newer versions.
ANNOUNCEMENTS = "@jupyterlab/apputils-extension:announcements"
PAGE_CONFIG = "labconfig/page_config.json"
SESSION_SERVER = Path(__file__).with_name("session_server.py")


def prepare(declaration: Declaration, places: Places) -> None:
    """Raises HubError: of a secret that is not there, of accounts that are not served, of what nginx says."""
    check_secrets(declaration, places)
    accounts = accounts_of(declaration, places)
    make_keys(places.state)
    accounts.prepare()
    uids = [entry.uid for entry in entries(declaration, places)]
    apply_quota(places.homes, declaration.homes.quota_gib, uids, places.state)
    if declaration.stores:
        ssh_authority.ensure(places.state / AUTHORITY, declaration.host)
    places.run.mkdir(parents=True, exist_ok=True)
    # The front's workers, which are nobody, reach the answers to challenges below; what is secret has modes of its own.
    places.run.chmod(0o711)
    if declaration.tls.kind == "acme":
        places.acme_webroot.mkdir(parents=True, exist_ok=True, mode=0o755)
    make_certificates(declaration, places)
    _publish_session(places)
    if declaration.machines is not None and declaration.machines.tunnel_port is not None:
        prepare_tunnel(places, declaration.machines.tunnel_port)
    if declaration.stores:
        write_whole(places.session_config / STORE.name, STORE.read_text(encoding="utf-8"), mode=0o644)
    publish_kernels(declaration, places, today())
    text = front_configuration(declaration, places, read_keys(places.state).front_key)
    write_whole(places.run / FILE, text, mode=0o600)
    check_front(places)


def _publish_session(places: Places) -> None:
    places.session_config.mkdir(parents=True, exist_ok=True, mode=0o755)
    write_whole(places.session_config / SERVER_CONFIG, SESSION_CONFIG.read_text(encoding="utf-8"), mode=0o644)
    page = places.session_config / PAGE_CONFIG
    page.parent.mkdir(exist_ok=True, mode=0o755)
    write_whole(page, json.dumps({"disabledExtensions": {ANNOUNCEMENTS: True}}) + "\n", mode=0o644)
    first = f"#!{places.session_environment}/bin/python\n"
    write_whole(places.session_config / SERVER, first + SESSION_SERVER.read_text(encoding="utf-8"), mode=0o755)


def check_front(places: Places) -> None:
    arguments = [program("nginx"), "-q", "-t", "-c", str(places.run / FILE)]
    said = subprocess.run(arguments, capture_output=True, text=True, check=False)
    if said.returncode != 0:
        raise HubError(f"nginx does not take its configuration: {said.stderr.strip()}")
