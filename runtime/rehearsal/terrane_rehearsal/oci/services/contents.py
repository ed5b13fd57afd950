"""Objects in buckets: https://docs.oracle.com/en-us/iaas/api/#/en/objectstorage/latest/Object/"""

from __future__ import annotations

import re
from typing import NoReturn

from ..call import Answer, Call
from ..errors import Refusal, invalid
from ..handlers import Handler
from ..tenancy import Tenancy
from ..thing import Facts, Thing
from .buckets import bucket_of, objects_of
from .objects import Stored

LONGEST_NAME = 1024
"""Bytes."""
PAGE = 1000
META = "opc-meta-"
CARRIED = ("cache-control", "content-disposition", "content-encoding", "content-language", "storage-tier")
"""Headers that come back as they were given."""
RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def _absent(bucket: Thing, name: str) -> NoReturn:
    raise Refusal(404, "ObjectNotFound", f"The object '{name}' was not found in the bucket '{bucket['name']}'")


def _check_conditions(call: Call, held: Stored | None) -> None:
    wanted, unwanted = call.headers.get("if-match"), call.headers.get("if-none-match")
    if wanted and (held is None or wanted not in ("*", held.etag)):
        raise Refusal(412, "IfMatchFailed", "The If-Match header is not the ETag of the object")
    if unwanted and held is not None and unwanted in ("*", held.etag):
        raise Refusal(412, "IfNoneMatchFailed", "The If-None-Match header is the ETag of the object")


def put(tenancy: Tenancy, call: Call) -> Answer:
    bucket = bucket_of(tenancy, call)
    name = call.path["objectName"]
    if len(name.encode()) > LONGEST_NAME or any(sign in name for sign in "\r\n\0"):
        invalid(f"objectName: {name!r} is not valid")
    if bucket["isReadOnly"]:
        raise Refusal(409, "BucketReadOnly", f"Bucket '{bucket['name']}' is read only")
    held = objects_of(bucket)
    _check_conditions(call, held.get(name))
    kind = call.headers.get("content-type") or "application/octet-stream"
    meta = {key: value for key, value in call.headers.items() if key.startswith(META) or key in CARRIED}
    number = f"{tenancy.number():08x}"
    stored = Stored(name, call.content, f"etag-{number}", f"version-{number}", kind, meta)
    if call.headers.get("content-md5") not in (None, stored.md5):
        raise Refusal(400, "UnmatchedContentMD5", "The computed MD5 of the request body does not match Content-MD5")
    held.put(stored, keep=bucket["versioning"] == "Enabled")
    return Answer(headers={"etag": stored.etag, "opc-content-md5": stored.md5, **_times(bucket, stored)})


def _times(bucket: Thing, stored: Stored) -> dict[str, str]:
    version = {"version-id": stored.version} if bucket["versioning"] != "Disabled" else {}
    return {"last-modified": stored.modified, **version}


def _held(tenancy: Tenancy, call: Call) -> tuple[Thing, Stored]:
    bucket = bucket_of(tenancy, call)
    stored = objects_of(bucket).get(call.path["objectName"], call.query.get("versionId"))
    if stored is None or stored.deleted:
        _absent(bucket, call.path["objectName"])
    _check_conditions(call, stored)
    return bucket, stored


def _headers(bucket: Thing, stored: Stored) -> dict[str, str]:
    own = {"etag": stored.etag, "content-md5": stored.md5, "content-type": stored.kind, "storage-tier": "Standard"}
    return {**own, "accept-ranges": "bytes", **stored.meta, **_times(bucket, stored)}


def get(tenancy: Tenancy, call: Call) -> Answer:
    bucket, stored = _held(tenancy, call)
    headers = _headers(bucket, stored)
    asked = call.headers.get("range")
    if asked is None:
        return Answer(stored.content, headers=headers)
    first, last = _range(asked, len(stored.content))
    headers["content-range"] = f"bytes {first}-{last}/{len(stored.content)}"
    return Answer(stored.content[first : last + 1], 206, headers)


def _range(asked: str, size: int) -> tuple[int, int]:
    found = RANGE.fullmatch(asked)
    if found is None or not (found[1] or found[2]):
        invalid(f"range: {asked!r} is not valid")
    if not found[1]:
        return max(0, size - int(found[2])), size - 1
    first, last = int(found[1]), min(int(found[2] or size), size - 1)
    if first > last:
        raise Refusal(416, "RangeNotSatisfiable", f"The range {asked} is not in the object's {size} bytes")
    return first, last


def head(tenancy: Tenancy, call: Call) -> Answer:
    bucket, stored = _held(tenancy, call)
    return Answer(headers={**_headers(bucket, stored), "content-length": str(len(stored.content))})


def delete(tenancy: Tenancy, call: Call) -> Answer:
    """Leaves a marker where versions are kept, unless a version is named."""
    bucket, version = bucket_of(tenancy, call), call.query.get("versionId")
    held = objects_of(bucket)
    stored = held.get(call.path["objectName"], version)
    if stored is None:
        _absent(bucket, call.path["objectName"])
    _check_conditions(call, stored)
    if bucket["versioning"] != "Enabled" or version is not None:
        held.remove(stored.name, version)
        return Answer(status=204, headers={"last-modified": stored.modified})
    number = f"{tenancy.number():08x}"
    marker = Stored(stored.name, b"", f"etag-{number}", f"version-{number}", deleted=True)
    held.put(marker, keep=True)
    return Answer(status=204, headers={"last-modified": marker.modified, "version-id": marker.version})


def listing(tenancy: Tenancy, call: Call) -> Answer:
    """Names below a prefix; with a delimiter, what lies deeper is told by its prefix alone."""
    prefix, start, end = (call.query.get(name) or "" for name in ("prefix", "start", "end"))
    inside = [
        each
        for each in objects_of(bucket_of(tenancy, call)).newest()
        if each.name.startswith(prefix) and each.name >= start and (not end or each.name < end)
    ]
    after = call.query.get("startAfter")
    inside = [each for each in inside if after is None or each.name > after]
    delimiter = call.query.get("delimiter")
    deeper = {_cut(each.name, prefix, delimiter) for each in inside} - {None}
    flat = [each for each in inside if _cut(each.name, prefix, delimiter) is None]
    limit = int(call.query.get("limit") or PAGE)
    wanted = (call.query.get("fields") or "name").split(",")
    body: Facts = {"objects": [_summary(each, wanted) for each in flat[:limit]]}
    if delimiter:
        body["prefixes"] = sorted(str(each) for each in deeper)
    if len(flat) > limit:
        body["nextStartWith"] = flat[limit].name
    return Answer(body)


def _cut(name: str, prefix: str, delimiter: str | None) -> str | None:
    head, found, _ = name[len(prefix) :].partition(delimiter) if delimiter else (name, "", "")
    return prefix + head + found if found else None


def _summary(stored: Stored, wanted: list[str]) -> Facts:
    facts = {
        "name": stored.name,
        "size": len(stored.content),
        "md5": stored.md5,
        "etag": stored.etag,
        "timeCreated": stored.created,
        "timeModified": stored.created,
        "storageTier": "Standard",
    }
    return {name: value for name, value in facts.items() if name in wanted or name == "name"}


HANDLERS: dict[str, Handler] = {
    "put_object": put,
    "get_object": get,
    "head_object": head,
    "delete_object": delete,
    "list_objects": listing,
}
KINDS = ()
