"""Sessions as jobs: what Slurm is asked, as whom, with which environment, and what a job may tell the hub."""

from __future__ import annotations

import json
import unittest
from typing import Any

import unit
from hub_case import HubCase
from kernels import start_kernel
from tornado.web import HTTPError

from terrane_hub.port_report import port_of

BIG = {**unit.SMALL, "name": "big", "cpus": 4, "memoryMiB": 8192, "gpus": 1, "partition": "gpu", "maxSeconds": 5400}
SCRIPT = """#!/bin/bash
#SBATCH --output={home}/.notebook-%j.log
#SBATCH --job-name=notebook
#SBATCH --comment=notebook:ada:big
#SBATCH --chdir={home}
#SBATCH --export={keepvars}
#SBATCH --get-user-env=L
#SBATCH --nodes=1
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=4
#SBATCH --mem=8192M
#SBATCH --partition=gpu
#SBATCH --gres=gpu:1
#SBATCH --time=0-01:30:00

set -euo pipefail
exec {bin}/batchspawner-singleuser {config}/notebook-server"""
EVIL = {"exec_prefix": "touch /tmp/evil;", "batch_query_cmd": "touch /tmp/evil;", "req_memory": "1T"}


class SlurmTest(HubCase):
    people = {"ada": {"groups": ["staff"]}}
    fields = {"placement": {"kind": "slurm"}, "sizes": [unit.SMALL, BIG]}

    def test_a_session_is_its_users_job_of_the_chosen_size_and_no_more(self) -> None:
        ada = self.signed_in("ada")
        ada.start("ada", "big")
        asked = self._told("sbatch")
        self.assertEqual((asked["command"], asked["user"]), (["sbatch", "--parsable"], "ada"))
        self.assertEqual(asked["script"].rstrip(), self._script(asked["script"]))
        self.check_environment(asked["environment"])
        query, environment = self._told("squeue")
        self.assertEqual(query[:2], ["-h", "-j"])
        self.assertFalse([name for name in environment if "TOKEN" in name or name.startswith("TERRANE")])
        kernel = start_kernel(ada, self.gateway.trusted, "ada")
        self.assertEqual(kernel.run("import os; print(os.getuid())"), "20000\n")
        listed = [(one["user"], one["size"], one["node"]) for one in self.gateway.sessions()]
        self.assertEqual(listed, [("ada", "big", "small-1")])
        self._check_reports(kernel.run("print(os.environ['JUPYTERHUB_API_TOKEN'])").strip())
        self.assertIn(self.stop(ada, "ada").status_code, (202, 204))

    def check_environment(self, environment: dict[str, str]) -> None:
        self.assertEqual((environment["USER"], environment["JUPYTERHUB_ALLOW_TOKEN_IN_URL"]), ("ada", "0"))
        for name in ("CONFIGPROXY_AUTH_TOKEN", "JUPYTERHUB_CRYPT_KEY", "TERRANE_HUB_DECLARATION", "SSL_CERT_FILE"):
            self.assertNotIn(name, environment)

    def _check_reports(self, token: str) -> None:
        """A session that runs has nothing more to tell, and never more than a port."""
        header = {"Authorization": f"token {token}"}
        hub = self.gateway.direct()
        for body, status in (({"port": 4000}, 403), ({**EVIL, "port": 4000}, 400), (EVIL, 400)):
            self.assertEqual(hub.post("/hub/api/batchspawner", json=body, headers=header).status_code, status, body)
        self.assertEqual(hub.post("/hub/api/batchspawner", json={"port": 4000}).status_code, 403, "without a token")

    def _told(self, name: str) -> Any:
        return json.loads((self.gateway.world / "units" / f"{name}.json").read_text(encoding="utf-8"))

    def _script(self, given: str) -> str:
        """The names of the variables are the hub's own."""
        keepvars = next(line for line in given.splitlines() if "--export=" in line).partition("=")[2]
        self.assertRegex(keepvars, "^[A-Z_,]+$")
        place = json.loads((self.gateway.folder / "place.json").read_text(encoding="utf-8"))
        environment = f"{place['session_environment']}/bin"
        names = {"keepvars": keepvars, "bin": environment, "config": place["session_config"]}
        return SCRIPT.format(home=self.gateway.homes / "ada", **names)


class PortTest(unit.FolderCase):
    def test_a_port_and_nothing_else_is_taken(self) -> None:
        self.assertEqual(port_of({"port": 40000}), 40000)
        ports: list[Any] = [80, "40000", True, 1e9, None]
        bodies: list[Any] = [{}, [], None, {"port": 40000, **EVIL}, *({"port": port} for port in ports)]
        for body in bodies:
            self.refused(HTTPError, lambda: port_of(body))


if __name__ == "__main__":
    unittest.main()
