"""The command line: what is prepared, what is printed, what is refused."""

from __future__ import annotations

import contextlib
import io
import json
import stat
import unittest
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import unit

from terrane_hub.acme import certbot_command
from terrane_hub.certificates import self_signed
from terrane_hub.cli import main
from terrane_hub.keys import NAMES, credential, read_keys
from terrane_hub.log_scrub import scrubbed
from terrane_hub.places import Places, read_places
from terrane_hub.programs import proxy_command
from terrane_hub.session_list import as_json, as_table, sessions_of
from terrane_hub.settings_hub import cull_command

NOW = datetime(2026, 1, 1, 12, 0, tzinfo=timezone.utc)


def server(**fields: Any) -> dict[str, Any]:
    moments = {"started": "2026-01-01T09:00:00Z", "last_activity": "2026-01-01T11:01:30Z"}
    return {"ready": True, "pending": None, **moments, "user_options": {"size": "small", "node": "c1"}, **fields}


class CommandsTest(unit.FolderCase):
    def setUp(self) -> None:
        super().setUp()
        self.declaration = self.folder / "declaration.json"
        self.place = self.folder / "place.json"
        folders = {name: str(self.folder / name) for name in ("state", "secrets", "run", "accounts", "homes")}
        folders["session_config"] = str(self.folder / "shared")
        self.place.write_text(json.dumps({**folders, "https_port": 8443}), encoding="utf-8")
        (self.folder / "secrets").mkdir()

    def run_command(self, *arguments: str, **fields: Any) -> tuple[int, str, str]:
        """Its exit code, and what it printed to stdout and stderr."""
        self.declaration.write_text(json.dumps(unit.document(**fields)), encoding="utf-8")
        files = ["--declaration", str(self.declaration), "--place", str(self.place)]
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main([*arguments, *files])
        return code, out.getvalue(), err.getvalue()

    def secret(self, name: str, text: str) -> None:
        (self.folder / "secrets" / name).write_text(text, encoding="utf-8")

    def test_prepare_makes_keys_once_and_the_front_configuration_each_time(self) -> None:
        self.secret("client-secret", "s")
        self.secret("certificate", self_signed(unit.HOST, 1))
        self.assertEqual(self.run_command("prepare"), (0, "", ""))
        keys = read_keys(self.folder / "state")
        modes = {stat.S_IMODE((self.folder / "state" / name).stat().st_mode) for name in NAMES}
        self.assertEqual(modes, {0o600})
        (self.folder / "run/nginx.conf").write_text("broken", encoding="ascii")
        self.assertEqual(self.run_command("prepare"), (0, "", ""))
        self.assertEqual(read_keys(self.folder / "state"), keys)
        self.assertEqual(stat.S_IMODE((self.folder / "run/nginx.conf").stat().st_mode), 0o600)
        for file in ("accounts/passwd", "shared/jupyter_server_config.py"):
            self.assertTrue((self.folder / file).exists(), file)

    def test_prepare_says_which_secret_is_not_there(self) -> None:
        code, _, said = self.run_command("prepare")
        self.assertEqual(code, 1)
        self.assertIn("client-secret: cannot be read", said)
        self.secret("token", "short")
        code, _, said = self.run_command("prepare", identity=unit.TOKEN)
        self.assertIn("token: has 5 characters; 32 or more are needed", said)

    def test_prepare_says_what_nginx_does_not_take(self) -> None:
        self.secret("client-secret", "s")
        self.secret("certificate", "no certificate")
        code, _, said = self.run_command("prepare")
        self.assertEqual(code, 1)
        self.assertIn("nginx does not take its configuration", said)

    def test_before_there_is_a_certificate_by_acme_one_stands_in(self) -> None:
        self.secret("client-secret", "s")
        places = {**json.loads(self.place.read_text(encoding="utf-8")), "acme_webroot": str(self.folder / "acme")}
        self.place.write_text(json.dumps(places), encoding="utf-8")
        acme = {"kind": "acme", "email": "ops@example.edu", "directory": "https://acme.example/directory"}
        self.assertEqual(self.run_command("prepare", tls=acme), (0, "", ""))
        self.assertTrue((self.folder / "run/placeholder.pem").exists())
        command = certbot_command(unit.declared(tls=acme), Places())
        self.assertEqual(command[:3], ["certbot", "certonly", "--webroot"])
        self.assertEqual(command[command.index("--server") + 1], "https://acme.example/directory")
        kept = "/var/lib/terrane/state/hub/acme/acme.example-directory"
        self.assertEqual(command[command.index("--config-dir") + 1], kept, "on the volume that outlives the machine")

    def test_sessions_without_a_hub(self) -> None:
        self.secret("client-secret", "s")
        self.secret("certificate", self_signed(unit.HOST, 1))
        self.run_command("prepare")
        code, _, said = self.run_command("sessions")
        self.assertEqual(code, 1)
        self.assertIn("is terrane-hub running?", said)

    def test_sessions_for_people_and_for_programs(self) -> None:
        users = [
            {"name": "bob", "servers": {"": server(ready=False, pending="spawn", started=None, last_activity=None)}},
            {"name": "ada", "servers": {"": server(), "old": server(ready=False)}},
            {"name": "cleo", "servers": {}},
        ]
        found = sessions_of(users, NOW)
        self.assertEqual(
            [(one.user, one.state, one.idle_seconds) for one in found], [("ada", "ready", 3510), ("bob", "spawn", 0)]
        )
        table = as_table(found).splitlines()
        self.assertEqual(table[0].split(), ["USER", "SESSION", "SIZE", "NODE", "STATE", "SINCE", "IDLE"])
        self.assertEqual(table[1].split(), ["ada", "-", "small", "c1", "ready", "2026-01-01", "09:00", "58", "min"])
        self.assertEqual(json.loads(as_json(found))[0]["node"], "c1")

    def test_the_proxy_gets_its_token_from_its_unit(self) -> None:
        (self.folder / "proxy_token").write_text("of the state\n", encoding="ascii")
        self.assertEqual(credential("proxy_token", self.folder / "proxy_token"), "of the state")
        command = proxy_command(Places(proxy_program="true"))
        self.assertEqual(command[1:5], ["--ip", "127.0.0.1", "--port", "8000"])
        self.assertNotIn("of the state", " ".join(command))

    def test_places_are_a_gateways_where_no_file_says_otherwise(self) -> None:
        self.assertEqual(read_places(None), Places())
        self.assertEqual(Places().state, Path("/var/lib/terrane/state/hub"))
        self.assertEqual(read_places(self.place).https_port, 8443)

    def test_the_culler_looks_often_enough(self) -> None:
        policy = {"idleSeconds": 7200, "maxSeconds": 86400, "sessionsPerUser": 1, "sessions": 26}
        self.assertEqual(
            cull_command(unit.declared(policy=policy))[1:],
            ["-m", "jupyterhub_idle_culler", "--timeout=7200", "--cull-every=600", "--max-age=86400"],
        )
        short = cull_command(unit.declared(policy={**policy, "idleSeconds": 60}))
        self.assertIn("--cull-every=6", short)

    def test_secrets_in_addresses_are_taken_out_of_the_log(self) -> None:
        line = "400 GET /hub/oauth_callback?code=s3cret&state=x%20y&page=2 (127.0.0.1): /a?access_token=s3cret"
        clean = scrubbed(line)
        self.assertNotIn("s3cret", clean)
        self.assertIn("page=2 (127.0.0.1)", clean)


if __name__ == "__main__":
    unittest.main()
