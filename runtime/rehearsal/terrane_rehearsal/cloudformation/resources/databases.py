"""The link between a secret and the database that it opens."""

from __future__ import annotations

import json
from typing import Any

from terrane_rehearsal.cloudformation.errors import ResourceFailed
from terrane_rehearsal.cloudformation.resources.kind import kind
from terrane_rehearsal.cloudformation.resources.work import Work

SECRETS = "secretsmanager"


def _database(work: Work) -> dict[str, Any]:
    """The part of the secret that says where the database is."""
    name, rds = work.get("TargetId"), work.clients("rds")
    if work.get("TargetType") == "AWS::RDS::DBInstance":
        held = rds.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"][0]
        where = {"host": held["Endpoint"]["Address"], "port": held["Endpoint"]["Port"], "dbInstanceIdentifier": name}
        return {"engine": held["Engine"], **where, **({"dbname": held["DBName"]} if held.get("DBName") else {})}
    if work.get("TargetType") == "AWS::RDS::DBCluster":
        held = rds.describe_db_clusters(DBClusterIdentifier=name)["DBClusters"][0]
        where = {"host": held["Endpoint"], "port": held["Port"], "dbClusterIdentifier": name}
        return {
            "engine": held["Engine"],
            **where,
            **({"dbname": held["DatabaseName"]} if held.get("DatabaseName") else {}),
        }
    raise ResourceFailed(f"The rehearsal does not attach secrets to {work.get('TargetType')}")


def _attach(work: Work) -> str:
    client, secret = work.client, work.get("SecretId")
    held = json.loads(client.get_secret_value(SecretId=secret)["SecretString"])
    client.put_secret_value(SecretId=secret, SecretString=json.dumps({**held, **_database(work)}))
    return str(secret)


KINDS = (
    kind(
        "AWS::SecretsManager::SecretTargetAttachment",
        SECRETS,
        "SecretId TargetId TargetType",
        create=_attach,
        update=_attach,
        mutable="TargetId TargetType",
        attributes=lambda w: {"Id": w.physical_id},
    ),
)
