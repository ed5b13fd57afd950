"""A rule set as the text of one nftables table, and what the kernel has counted in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .rules import Clause, Direction, Groups, Rule, RuleSet, admits_all
from .services import METADATA, SERVICE_NETWORK
from .traffic import NAMES, WITH_PORTS, Traffic

TABLE = "inet rehearsal"
SILENT = ("169.254.0.0/16", "224.0.0.0/4", "255.255.255.255")
"""Link-local, multicast and broadcast: lost in a VPC as well, and no refusal."""

Refusing = Literal["egress", "ingress", "route"]
REFUSING: tuple[Refusing, ...] = ("egress", "ingress", "route")
DROPS_KEPT = 4096
"""Different drops of one direction that are told apart between two loads."""

_PORTED = "{ " + ", ".join(WITH_PORTS) + " }"
_NEXT_LINE = "\n    "


@dataclass(frozen=True)
class Drop:
    by: Refusing
    source: str
    destination: str
    protocol: str
    port: int | None


@dataclass(frozen=True)
class Reading:
    """Since the table was loaded."""

    drops: Mapping[Drop, int] = field(default_factory=dict)
    """Packets; a connection that gets no answer is tried several times."""
    hits: Mapping[Rule, int] = field(default_factory=dict)
    """Connections that a rule was the first to let through."""


def render(rules: RuleSet) -> str:
    """Replaces the table as a whole, in one transaction. Counted rules are named by their place in `rules.rules`."""
    counters = {rule: f"rule_{number}" for number, rule in enumerate(rules.rules)}
    blocks = [
        *(_set(_member_set(group), addresses) for group, addresses in rules.members.items()),
        _set("cut", rules.cut),
        *(_drop_sets(by) for by in REFUSING),
        *(f"  counter {name} {{ }}" for name in counters.values()),
        *(_refuse(by) for by in REFUSING),
        *_chains(rules.egress, "egress", counters),
        *_chains(rules.ingress, "ingress", counters),
        _chain("judge", ["type filter hook prerouting priority 0; policy drop;", *_judge(rules)]),
        _chain("answer", ["type filter hook output priority 0; policy accept;", "ip daddr @cut drop"]),
    ]
    body = "\n".join(blocks)
    return f"table {TABLE}\ndelete table {TABLE}\ntable {TABLE} {{\n{body}\n}}\n"


def _judge(rules: RuleSet) -> Iterator[str]:
    """Once for every packet that comes from a host, wherever it goes: before the kernel looks for a route."""
    yield 'iifname "lo" accept'
    yield "meta nfproto != ipv4 drop"
    yield "ip saddr @cut drop"
    yield "ip daddr @cut drop"
    yield "ct state established,related accept"
    yield f"ip saddr != {_any_of(rules.sources)} drop" if rules.sources else "drop"
    # What belongs to no known connection and begins none is an afterthought of one that has ended.
    yield "meta l4proto tcp tcp flags & (fin | syn | rst | ack) != syn drop"
    yield f"ip daddr {METADATA} tcp dport 80 accept"
    yield f"ip daddr {_any_of(rules.resolvers)} meta l4proto {{ tcp, udp }} th dport 53 accept"
    yield f"ip daddr {_any_of(SILENT)} drop"
    yield from _map("saddr", "jump", "egress", rules.sources, rules.egress)
    yield from _map("daddr", "goto", "ingress", rules.destinations, rules.ingress)
    for service, hosts in rules.by_gateway.items():
        yield f"ip daddr {service} ip saddr {_any_of(hosts)} accept"
    if rules.online:
        yield f"ip daddr {SERVICE_NETWORK} ip saddr {_any_of(rules.online)} accept"
    if rules.online and rules.outside:
        doors = (f"{address} . {port}" for address, port in rules.outside)
        yield f"ip daddr . tcp dport {_any_of(doors)} ip saddr {_any_of(rules.online)} accept"
    yield f"ip daddr {_any_of(rules.networks)} drop"
    yield "goto refuse_route"


def _map(
    field: str, verb: str, direction: Direction, places: Mapping[str, Groups], chains: Mapping[Groups, object]
) -> Iterator[str]:
    number = {groups: n for n, groups in enumerate(chains)}
    entries = [f"{address} : {verb} {direction}_{number[groups]}" for address, groups in sorted(places.items())]
    if entries:
        yield f"ip {field} vmap {_any_of(entries)}"


def _chains(
    chains: Mapping[Groups, tuple[Clause, ...]], direction: Direction, counters: Mapping[Rule, str]
) -> Iterator[str]:
    peer, verdict = ("daddr", "return") if direction == "egress" else ("saddr", "accept")
    for number, clauses in enumerate(chains.values()):
        lines = [f"{_match(clause, peer)}counter name {counters[clause.rule]} {verdict}" for clause in clauses]
        yield _chain(f"{direction}_{number}", [*filter(None, lines), f"goto refuse_{direction}"])


def _match(clause: Clause, peer: str) -> str:
    what = _traffic(clause.traffic)
    if clause.group:
        return f"ip {peer} @{_member_set(clause.group)} {what}"
    return what if admits_all(clause.networks) else f"ip {peer} {_any_of(clause.networks)} {what}"


def _traffic(traffic: Traffic) -> str:
    if traffic.protocol == "all":
        return ""
    if traffic.ports:
        first, last = traffic.ports
        return f"{traffic.protocol} dport {first}-{last} " if last > first else f"{traffic.protocol} dport {first} "
    kind, code = traffic.icmp
    if kind is None:
        return f"meta l4proto {traffic.protocol} "
    return f"icmp type {kind} " + ("" if code is None else f"icmp code {code} ")


def _refuse(by: Refusing) -> str:
    return _chain(
        f"refuse_{by}",
        [
            f"meta l4proto {_PORTED} add @{by}_ports {{ ip saddr . ip daddr . meta l4proto . th dport }}",
            f"meta l4proto != {_PORTED} add @{by}_plain {{ ip saddr . ip daddr . meta l4proto }}",
            "drop",
        ],
    )


def _drop_sets(by: Refusing) -> str:
    key = "ipv4_addr . ipv4_addr . inet_proto"
    kinds = ((f"{by}_ports", f"{key} . inet_service"), (f"{by}_plain", key))
    return "\n".join(
        f"  set {name} {{ type {type}; flags dynamic; size {DROPS_KEPT}; counter; }}" for name, type in kinds
    )


def _set(name: str, addresses: Iterable[str]) -> str:
    elements = ", ".join(addresses)
    return f"  set {name} {{ type ipv4_addr; {f'elements = {{ {elements} }}; ' if elements else ''}}}"


def _chain(name: str, lines: Iterable[str]) -> str:
    return f"  chain {name} {{{_NEXT_LINE}{_NEXT_LINE.join(lines)}\n  }}"


def _member_set(group: str) -> str:
    return f"members_{group.replace('-', '_')}"


def _any_of(things: Iterable[object]) -> str:
    return "{ " + ", ".join(str(thing) for thing in things) + " }"


def read(listing: str, rules: RuleSet) -> Reading:
    """From `nft --json --numeric list table` of the table that was rendered from these rules."""
    things = json.loads(listing)["nftables"]
    sets = {thing["set"]["name"]: thing["set"] for thing in things if "set" in thing}
    counted = {thing["counter"]["name"]: thing["counter"]["packets"] for thing in things if "counter" in thing}
    return Reading(
        drops={
            _drop(by, element["elem"]["val"]["concat"]): element["elem"]["counter"]["packets"]
            for by in REFUSING
            for kind in ("ports", "plain")
            for element in sets[f"{by}_{kind}"].get("elem", ())
        },
        hits={rule: counted[f"rule_{number}"] for number, rule in enumerate(rules.rules)},
    )


def _drop(by: Refusing, key: list[Any]) -> Drop:
    source, destination, protocol, *port = key
    return Drop(by, source, destination, NAMES.get(protocol, str(protocol)), port[0] if port else None)
