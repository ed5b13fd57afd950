import type { Flow, FlowEnd } from '../../blueprint';
import { SRUN_PORTS } from '../../boot';
import type { ServicePorts } from '../../catalogue/cloud-facts';

/** Which roles there are and what they serve. */
export interface FlowNeeds {
  /** Whether the head runs Slurm, for nodes. */
  readonly scheduler: boolean;
  readonly login: boolean;
  readonly sshFrom: readonly string[];
  readonly homeOnHead: boolean;
  /** What managed NFS listens on; nothing where there is none. */
  readonly nfs: readonly ServicePorts[];
  readonly lustre: boolean;
  /** Whether nodes are kept apart: nothing but messages of slurmctld, which slurmd hands on. */
  readonly apart?: boolean;
}

/** Ids of the security groups, by role. */
export const GROUPS = {
  head: 'head-group',
  login: 'login-group',
  compute: 'compute-group',
  storage: 'storage-group',
} as const;

/** https://slurm.schedmd.com/network.html */
export const SLURMCTLD = 6817;
const SLURMD = 6818;
/** https://docs.aws.amazon.com/fsx/latest/LustreGuide/limit-access-security-groups.html */
const LUSTRE = [
  { first: 988, last: 988 },
  { first: 1018, last: 1023 },
];

/** Every conversation that a Slurm cluster needs, and no other. */
export function clusterFlows(needs: FlowNeeds): Flow[] {
  const entry = needs.login ? GROUPS.login : GROUPS.head;
  const clients = [GROUPS.head, ...(needs.login ? [GROUPS.login] : []), ...(needs.scheduler ? [GROUPS.compute] : [])];
  return [
    ...clients.flatMap(outgoing),
    ...(needs.scheduler ? slurm(needs) : []),
    ...needs.sshFrom.map((cidr) => tcp({ cidr }, group(entry), 22, 'SSH from the given addresses')),
    ...(needs.homeOnHead
      ? clients.slice(1).map((client) => tcp(group(client), group(GROUPS.head), 2049, 'NFS home from the head'))
      : []),
    ...needs.nfs.flatMap((ports) => clients.map((client) => nfs(client, ports))),
    ...(needs.lustre ? lustre(clients) : []),
  ];
}

function outgoing(role: string): Flow[] {
  const world: FlowEnd = { cidr: '0.0.0.0/0' };
  return [
    tcp(group(role), world, 443, 'cloud services and packages over TLS'),
    tcp(group(role), world, 80, 'distribution packages, signed, over HTTP'),
  ];
}

function slurm({ login, apart = false }: FlowNeeds): Flow[] {
  const submitters = login ? [GROUPS.head, GROUPS.login] : [GROUPS.head];
  const nodes = group(GROUPS.compute);
  return [
    tcp(group(GROUPS.compute), group(GROUPS.head), SLURMCTLD, 'slurmctld'),
    ...(login ? [tcp(group(GROUPS.login), group(GROUPS.head), SLURMCTLD, 'slurmctld')] : []),
    ...(login ? [range(group(GROUPS.head), group(GROUPS.login), SRUN_PORTS, 'slurmctld answers srun and salloc')] : []),
    ...submitters.map((role) => tcp(group(role), group(GROUPS.compute), SLURMD, 'slurmd')),
    ...submitters.map((role) =>
      range(group(GROUPS.compute), group(role), SRUN_PORTS, 'srun: output and signals of tasks'),
    ),
    apart
      ? tcp(nodes, nodes, SLURMD, 'slurmd hands messages on')
      : { from: nodes, to: nodes, protocol: 'all', purpose: 'MPI and slurmd between nodes' },
  ];
}

function nfs(client: string, { protocol, first, last }: ServicePorts): Flow {
  return { from: group(client), to: group(GROUPS.storage), protocol, ports: { first, last }, purpose: 'NFS' };
}

// The servers of a Lustre file system talk to each other, and call their clients back.
function lustre(clients: readonly string[]): Flow[] {
  const storage = group(GROUPS.storage);
  return LUSTRE.flatMap((ports) => [
    range(storage, storage, ports, 'Lustre between its servers'),
    ...clients.flatMap((client) => [
      range(group(client), storage, ports, 'Lustre'),
      range(storage, group(client), ports, 'Lustre: calls back'),
    ]),
  ]);
}

function group(name: string): FlowEnd {
  return { group: name };
}

function tcp(from: FlowEnd, to: FlowEnd, port: number, purpose: string): Flow {
  return range(from, to, { first: port, last: port }, purpose);
}

function range(from: FlowEnd, to: FlowEnd, ports: { first: number; last: number }, purpose: string): Flow {
  return { from, to, protocol: 'tcp', ports, purpose };
}
