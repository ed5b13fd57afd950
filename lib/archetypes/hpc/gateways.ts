import { join, type OutputPart, ref, type Text } from '../../blueprint';
import { PATHS } from '../../boot';
import { LOGINS_OF_GATEWAYS, PEOPLE_OF_GATEWAYS } from '../notebooks/accounts';
import { peoplePhase } from '../notebooks/services';
import type { Problems } from '../problems';
import { type ClusterAdditions, NOTHING_MORE } from './additions';
import { GROUPS } from './flows';
import { PARTS } from './grants';
import { NETWORK } from './network';
import type { ClusterPlan } from './plan';
import type { HpcClusterProps } from './props';

/** What a cluster needs so that a gateway to notebooks can stand in front of it, and what the gateway is to know. */
export function readyForGateways(props: HpcClusterProps, plan: ClusterPlan, problems: Problems): ClusterAdditions {
  if (!problems.known('notebooks', props.notebooks) || !props.notebooks) return NOTHING_MORE;
  checkReady(plan, problems);
  return {
    ...NOTHING_MORE,
    headPhases: [peoplePhase(LOGINS_OF_GATEWAYS, 'slurmctld.service')],
    nodePhases: [peoplePhase(LOGINS_OF_GATEWAYS, 'slurmd.service')],
    loginPhases: [peoplePhase(LOGINS_OF_GATEWAYS, 'ssh.service')],
    files: [{ path: 'services/update.sh', text: UPDATE, executable: true }],
    parts: outputs(plan),
    facts: {
      gateways: {
        ...PEOPLE_OF_GATEWAYS,
        users: plan.users.map(({ name, uid }) => ({ name, uid })),
        packages: plan.software.packages,
      },
    },
  };
}

/** A head that was there before the cluster was made ready gets to know the people as well. */
const UPDATE = `#!/bin/bash
set -euo pipefail
bash ${PATHS.bundle}/boot/head.sh --phase people
`;

function checkReady({ image, storage, users }: ClusterPlan, problems: Problems): void {
  if (image.image.packages !== 'apt')
    problems.error(
      'notebooks-need-apt',
      'image',
      "people of a gateway are known by libnss-extrausers, which Debian and Ubuntu have. Give image: { distribution: 'ubuntu-24.04' }, or leave notebooks out.",
    );
  if (storage.volumes.some(({ exported }) => exported))
    problems.error(
      'notebooks-home-on-head',
      'home',
      "is a volume of the head, which lets root of no other machine write: a gateway makes homes and accounts there. Give home: { type: 'managed' }, or leave notebooks out.",
    );
  const { firstUid, lastUid } = PEOPLE_OF_GATEWAYS;
  users.forEach(({ uid }, index) => {
    if (uid >= firstUid && uid <= lastUid)
      problems.error(
        'uid-of-notebooks',
        `users[${index}].uid`,
        `given ${uid}; with notebooks, uids from ${firstUid} to ${lastUid} are for people whom a gateway lets in. Give another.`,
      );
  });
}

/** For `fromClusterAttributes`, in an app that does not have the construct. */
function outputs({ headName, network, storage, zoneName }: ClusterPlan): OutputPart[] {
  const output = (id: string, name: string, description: string, value: Text): OutputPart => ({
    kind: 'output',
    id,
    name,
    description,
    value,
  });
  const home = storage.mounts.find(({ path }) => path === '/home');
  const subnets = [...new Set([...network.nodeSubnets, network.entrySubnet].map(({ id }) => id))];
  const commas = subnets.flatMap((id, index) => [...(index === 0 ? [] : [',']), ref(id, 'id')]);
  return [
    output('gateway-head', 'HeadName', `name of the head in ${zoneName}`, headName),
    output('gateway-key', 'MungeSecret', 'the secret that machines of the cluster trust each other by', {
      ref: PARTS.munge,
      attribute: 'id',
    }),
    output('gateway-head-group', 'HeadSecurityGroup', 'security group of the head', ref(GROUPS.head, 'id')),
    output('gateway-node-group', 'NodeSecurityGroup', 'security group of the nodes', ref(GROUPS.compute, 'id')),
    ...(storage.fileSystems.some(({ id }) => id === 'home')
      ? [output('gateway-home-group', 'HomeSecurityGroup', 'security group of /home', ref(GROUPS.storage, 'id'))]
      : []),
    ...(home === undefined ? [] : [output('gateway-home', 'HomeSource', 'where /home is mounted from', home.source)]),
    output('gateway-network', 'NetworkId', 'the network', ref(NETWORK, 'id')),
    output('gateway-subnets', 'SubnetIds', 'its subnets: those of nodes first', join(...commas)),
  ];
}
