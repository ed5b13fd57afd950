import type { Blueprint, Flow, FlowEnd } from '../../blueprint';

/** One rule of a security group: one half of a flow. */
export interface SecurityRule {
  readonly direction: 'ingress' | 'egress';
  /** The group part that the rule belongs to. */
  readonly group: string;
  readonly peer: FlowEnd;
  readonly protocol: Flow['protocol'];
  /** Absent for every port. */
  readonly fromPort?: number;
  readonly toPort?: number;
  readonly description: string;
}

/** Both halves of every flow: what the one end may send, what the other may receive. No rule occurs twice, for clouds refuse that. */
export function rulesOf(blueprint: Blueprint): SecurityRule[] {
  const all = blueprint.data.flows.flatMap((flow) => [...half(flow, 'egress'), ...half(flow, 'ingress')]);
  const distinct = new Map<string, SecurityRule>();
  for (const rule of all) {
    const { description: _, ...what } = rule;
    const key = JSON.stringify(what);
    if (!distinct.has(key)) distinct.set(key, rule);
  }
  return [...distinct.values()];
}

/**
 * The rules that a deployment makes. A new group gets all of its rules. A group of the institution, which other machines may
 * share, gets those between it and the cluster's own groups alone: opening it to addresses is the institution's to decide.
 */
export function rulesToMake(blueprint: Blueprint): SecurityRule[] {
  const existing = (id: string): boolean => blueprint.partOf('securityGroup', id).existingId !== undefined;
  return rulesOf(blueprint).filter(
    (rule) => !existing(rule.group) || ('group' in rule.peer && !existing(rule.peer.group)),
  );
}

function half(flow: Flow, direction: 'ingress' | 'egress'): SecurityRule[] {
  const own = direction === 'egress' ? flow.from : flow.to;
  const peer = direction === 'egress' ? flow.to : flow.from;
  if (!('group' in own)) return [];
  return [
    {
      direction,
      group: own.group,
      peer,
      protocol: flow.protocol,
      ...(flow.ports === undefined ? everyPort(flow) : { fromPort: flow.ports.first, toPort: flow.ports.last }),
      description: flow.purpose,
    },
  ];
}

function everyPort(flow: Flow): { fromPort?: number; toPort?: number } {
  return flow.protocol === 'all' ? {} : { fromPort: 0, toPort: 65535 };
}
