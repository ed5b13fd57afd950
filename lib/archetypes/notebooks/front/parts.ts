import type { Flow, FlowEnd, Grant, SecretPart, SecurityGroupPart } from '../../../blueprint';
import { cloudFacts } from '../../../catalogue/cloud-facts';
import type { Catalogue } from '../../../catalogue/facts';
import { GROUPS, SLURMCTLD } from '../../hpc/flows';
import { NETWORK } from '../../hpc/network';
import { identityOf } from '../../hpc/parts';
import type { HpcClusterProps } from '../../hpc/props';
import { sessionFlows } from '../session-flows';
import type { PlannedFront } from './plan';

const PARTS = {
  key: 'cluster-key',
  head: 'cluster-head-group',
  nodes: 'cluster-node-group',
  home: 'cluster-home-group',
};

/** What the gateway's machine takes from the cluster. `open`: it goes to a public subnet, where there is one. */
export function surroundings(front: PlannedFront, open: boolean): Partial<HpcClusterProps> {
  const { home, network, image, resultsBucket, users } = front;
  const at = home.source.indexOf(':/');
  // The first one is where the machine and its volumes go.
  const subnets = [...network.subnets].sort((a, b) => Number(isPublic(b, open)) - Number(isPublic(a, open)));
  return {
    home: { type: 'existing', address: home.source.slice(0, at), exportPath: home.source.slice(at + 1) },
    network: {
      id: network.id,
      subnets,
      ...(network.securityGroups === undefined ? {} : { securityGroups: network.securityGroups }),
    },
    ...(image === undefined ? {} : { image }),
    ...(resultsBucket === undefined ? {} : { results: { bucket: resultsBucket } }),
    ...(users === undefined ? {} : { users }),
  };
}

function isPublic({ reach }: { readonly reach?: string }, wanted: boolean): boolean {
  return (reach === 'public') === wanted;
}

export function frontParts(front: PlannedFront): readonly (SecretPart | SecurityGroupPart)[] {
  const { clusterName, headSecurityGroup, nodeSecurityGroup, home, encryptionKey } = front;
  const group = (id: string, whose: string, existingId: string): SecurityGroupPart => ({
    kind: 'securityGroup',
    id,
    network: NETWORK,
    description: `${whose} of ${clusterName}`,
    existingId,
  });
  return [
    {
      kind: 'secret',
      id: PARTS.key,
      description: `MUNGE key of ${clusterName}`,
      length: 0,
      existingId: front.mungeSecret,
      ...(encryptionKey === undefined ? {} : { encryptionKey }),
    },
    group(PARTS.head, 'head', headSecurityGroup),
    group(PARTS.nodes, 'nodes', nodeSecurityGroup),
    ...(home.securityGroup === undefined ? [] : [group(PARTS.home, 'file systems', home.securityGroup)]),
  ];
}

/** Every conversation between the gateway and the cluster. Both ends' rules are the gateway's: the cluster stays as it is. */
export function frontFlows({ home }: PlannedFront, catalogue: Pick<Catalogue, 'provider'>): Flow[] {
  const gateway: FlowEnd = { group: GROUPS.head };
  return [
    {
      from: gateway,
      to: { group: PARTS.head },
      protocol: 'tcp',
      ports: { first: SLURMCTLD, last: SLURMCTLD },
      purpose: 'slurmctld: the gateway submits sessions',
    },
    ...sessionFlows(PARTS.nodes),
    ...(home.securityGroup === undefined
      ? []
      : cloudFacts(catalogue).nfs.ports.map(
          ({ protocol, ...ports }): Flow => ({
            from: gateway,
            to: { group: PARTS.home },
            protocol,
            ports,
            purpose: 'NFS',
          }),
        )),
  ];
}

export const FRONT_GRANTS: readonly Grant[] = [{ to: identityOf('head'), access: 'read', on: PARTS.key }];

/** Of the cluster document. */
export const FRONT_SECRETS = { munge: { ref: PARTS.key, attribute: 'id' } } as const;
