import type { Blueprint, BlueprintData, Flow, Part } from '../../lib/blueprint';
import { withPart } from '../rules/changed';
import { SAMPLE, sampleBlueprint } from '../support/sample-blueprint';

/** TCP on one port. */
export function tcp(from: Flow['from'], to: Flow['to'], port: number, purpose = 'a test'): Flow {
  return { from, to, protocol: 'tcp', ports: { first: port, last: port }, purpose };
}

export const group = (id: string): Flow['to'] => ({ group: id });
export const block = (cidr: string): Flow['to'] => ({ cidr });

/** The sample with further flows, and with a public address on its head where that is asked for. */
export function opened(flows: readonly Flow[], publicly = true, base: BlueprintData = SAMPLE): Blueprint {
  const changed = withPart(
    'machine',
    'head-machine',
    { publicAddress: publicly, subnet: publicly ? 'public-1' : 'nodes-1' },
    base,
  );
  return sampleBlueprint({ ...changed, flows: [...base.flows, ...flows] });
}

/** The sample with a second partition, whose nodes mount no home. */
export function twoPartitions(): BlueprintData {
  const fleet = SAMPLE.parts.find(({ id }) => id === 'compute-fleet') as Part;
  const other = { kind: 'securityGroup', id: 'gpu', network: 'network', description: 'gpu nodes' } as const;
  return {
    ...SAMPLE,
    parts: [...SAMPLE.parts, other, { ...fleet, id: 'gpu-fleet', securityGroups: ['gpu'] } as Part],
    flows: [...SAMPLE.flows, tcp(group('compute'), group('storage'), 2049, 'NFS')],
    facts: {
      ...SAMPLE.facts,
      partitions: SAMPLE.facts.partitions.flatMap((each) => [each, { ...each, name: 'gpu', fleet: 'gpu-fleet' }]),
    },
  };
}
