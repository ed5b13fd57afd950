"""What systemd is asked to run for a session."""

from __future__ import annotations

import json
import unittest

import unit
from hub_case import HubCase

COURSE = {**unit.SMALL, "name": "course", "cpus": 8, "memoryMiB": 8192, "maxSeconds": 3600}
GOLDEN = """systemd-run
--unit
notebook-ada
--working-directory
{home}
--uid=20000
--gid=20000
--slice=terrane-notebooks.slice
--property=MemoryAccounting=yes
--property=MemoryMax=8589934592
--property=CPUAccounting=yes
--property=CPUQuota=800%
--property=NoNewPrivileges=yes
--property=ProtectSystem=full
--property=ProtectProc=invisible
--property=ProtectKernelTunables=yes
--property=ProtectKernelModules=yes
--property=ProtectKernelLogs=yes
--property=ProtectControlGroups=yes
--property=ProtectClock=yes
--property=ProtectHostname=yes
--property=LockPersonality=yes
--property=RestrictNamespaces=yes
--property=RestrictRealtime=yes
--property=RestrictSUIDSGID=yes
--property=SystemCallArchitectures=native
--property=SystemCallFilter=~@clock @module @mount @obsolete @raw-io @reboot @swap
--property=CapabilityBoundingSet=
--property=KeyringMode=private
--property=UMask=0077
--property=LimitCORE=0
--property=TasksMax=1024
--property=LimitNPROC=1024
--property=LimitNOFILE=65536
--property=MemorySwapMax=0
--property=TemporaryFileSystem=/tmp:size=4096M,mode=1777,nosuid /var/tmp:size=4096M,mode=1777,nosuid
--property=RemoveIPC=yes
--property=IPAddressDeny=169.254.169.254 169.254.170.2 169.254.170.23 fd00:ec2::254 fd00:ec2::23 fd00:c1::a9fe:a9fe
--property=InaccessiblePaths=-/etc/terrane -/var/lib/terrane -/run/terrane-hub -/var/lib/cloud
--property=PrivateDevices=yes
--property=RuntimeMaxSec=3600
--property=RuntimeDirectory=notebook-ada
--property=RuntimeDirectoryMode=700
--property=RuntimeDirectoryPreserve=restart
--property=OOMPolicy=continue
--property=EnvironmentFile=/run/notebook-ada/notebook-ada.env
{config}/notebook-server"""


class UnitTest(HubCase):
    people = {"ada": {"groups": ["staff"]}}
    fields = {"sizes": [unit.SMALL, COURSE]}

    def test_the_unit_of_a_session(self) -> None:
        ada = self.signed_in("ada")
        self.assertEqual(ada.choose("course").status_code, 302)
        for last in ada.progress("ada"):
            self.assertFalse(last.get("failed"), last)
        told = (self.gateway.world / "units/notebook-ada.json").read_text(encoding="utf-8")
        place = json.loads((self.gateway.folder / "place.json").read_text(encoding="utf-8"))
        golden = GOLDEN.format(home=self.gateway.homes / "ada", config=place["session_config"])
        self.assertEqual("\n".join(json.loads(told)), golden)


if __name__ == "__main__":
    unittest.main()
