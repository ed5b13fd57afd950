import {
  Duration,
  type HpcClusterProps,
  liveStream,
  queue as messages,
  type NotebookGatewayProps,
  pythonFolder,
  Size,
  type StreamingWorkersProps,
} from '../../lib';
import type { ChangeVerdict } from '../../lib/reports/difference';
import { cluster, gateway, live, managed, queue } from './bases';
import type { Declared } from './synthesise';

/** A change of one property, and what it does by each engine. */
export interface TestedChange {
  readonly name: string;
  readonly base: string;
  readonly to: Declared;
  /** Another construct id. */
  readonly id?: string;
  readonly expected: { readonly cdk: ChangeVerdict; readonly terraform: ChangeVerdict };
}

export const BASES: { readonly [name: string]: Declared } = {
  cluster: { cluster },
  managed: { cluster: managed },
  live: { fleet: live },
  queue: { fleet: queue },
  gateway: { gateway },
};

const KEY = 'arn:aws:kms:us-west-2:123456789012:key/11111111-2222-3333-4444-555555555555';

type Expected = readonly [cdk: ChangeVerdict, terraform: ChangeVerdict];
const both = (verdict: ChangeVerdict): Expected => [verdict, verdict];

function change(base: string, to: Declared, name: string, [cdk, terraform]: Expected, id?: string): TestedChange {
  return { base, name, to, expected: { cdk, terraform }, ...(id === undefined ? {} : { id }) };
}
const hpc = (name: string, more: Partial<HpcClusterProps>, expected: Expected) =>
  change('cluster', { cluster: { ...cluster, ...more } }, name, expected);
const own = (name: string, more: Partial<HpcClusterProps>, expected: Expected) =>
  change('managed', { cluster: { ...managed, ...more } }, name, expected);
const partition = (
  name: string,
  which: string,
  more: Partial<HpcClusterProps['partitions'][string]>,
  expected: Expected,
) =>
  hpc(
    `partition ${which}: ${name}`,
    {
      partitions: {
        ...cluster.partitions,
        [which]: { ...(cluster.partitions[which] as HpcClusterProps['partitions'][string]), ...more },
      },
    },
    expected,
  );
const without = (which: string) =>
  Object.fromEntries(Object.entries(cluster.partitions).filter(([name]) => name !== which));
const stream = (name: string, more: Partial<StreamingWorkersProps>, expected: Expected) =>
  change('live', { fleet: { ...live, ...more } }, `stream: ${name}`, expected);
const work = (name: string, more: Partial<StreamingWorkersProps>, expected: Expected) =>
  change('queue', { fleet: { ...queue, ...more } }, `queue: ${name}`, expected);
const hub = (name: string, more: Partial<NotebookGatewayProps>, expected: Expected) =>
  change('gateway', { gateway: { ...gateway, ...more } }, `gateway: ${name}`, expected);

const RECORDS = { stations: 400, recordsPerStationPerSecond: 1, bytesPerRecord: 512 };
const source = (more: object) =>
  liveStream({ expected: RECORDS, format: 'miniseed', retention: Duration.hours(48), shards: 2, ...more });
const [ada, grace] = cluster.users as [
  NonNullable<HpcClusterProps['users']>[number],
  NonNullable<HpcClusterProps['users']>[number],
];

export const CHANGES: readonly TestedChange[] = [
  // The head and the login node.
  hpc('nothing', {}, both('no-op')),
  hpc('head: another machine', { head: { ...cluster.head, machine: 'c5.4xlarge' } }, [
    'head-replacement',
    'head-restart',
  ]),
  hpc('head: another architecture', { head: { ...cluster.head, machine: 'c7g.2xlarge' } }, both('head-replacement')),
  hpc('head: larger root volume', { head: { ...cluster.head, rootSize: Size.gibibytes(80) } }, [
    'head-replacement',
    'in-place',
  ]),
  hpc(
    'head: smaller root volume',
    { head: { ...cluster.head, rootSize: Size.gibibytes(50) } },
    both('head-replacement'),
  ),
  hpc(
    'head: longer time to be ready',
    { head: { ...cluster.head, readyWithin: Duration.minutes(45) } },
    both('in-place'),
  ),
  hpc(
    'head: a hook',
    { head: { ...cluster.head, hook: { uri: 'https://example.org/h.sh', sha256: 'a'.repeat(64) } } },
    both('in-place'),
  ),
  hpc('login: another machine', { login: { machine: 'c5.2xlarge' } }, both('interruption')),
  hpc('login: larger root volume', { login: { machine: 'c5.xlarge', rootSize: Size.gibibytes(80) } }, [
    'interruption',
    'in-place',
  ]),
  change('cluster', { cluster: withoutKey(cluster, 'login') }, 'login: removed', both('head-replacement')),
  own('login: added', { login: { machine: 'm5.large' } }, both('in-place')),
  // Partitions.
  partition('more nodes', 'compute', { max: 20 }, both('in-place')),
  partition('fewer nodes', 'compute', { max: 5 }, both('node-replacement')),
  partition('more static nodes', 'compute', { min: 2 }, both('in-place')),
  partition('fewer static nodes', 'compute', { min: 0 }, both('in-place')),
  partition('another machine', 'compute', { machine: 'c6i.8xlarge' }, both('drain')),
  partition('an alternative', 'cheap', { alternatives: ['c5a.4xlarge'] }, both('in-place')),
  partition('idle time', 'compute', { idle: Duration.minutes(20) }, both('in-place')),
  partition('both threads of a core', 'compute', { threadsPerCore: 2 }, both('drain')),
  partition('time limit', 'compute', { timeLimit: Duration.hours(12) }, both('in-place')),
  partition('priority', 'compute', { priority: 5 }, both('in-place')),
  partition('typical counts', 'compute', { typical: [3] }, both('no-op')),
  partition('default', 'mpi', { isDefault: true }, both('in-place')),
  partition('root volume', 'compute', { rootSize: Size.gibibytes(100) }, both('drain')),
  partition('placement', 'compute', { placement: 'cluster' }, both('drain')),
  partition('no placement', 'mpi', { placement: 'none' }, both('node-replacement')),
  partition('spread', 'mpi', { placement: 'spread', max: 7 }, both('node-replacement')),
  partition('no fabric', 'mpi', { fabric: 'none' }, both('drain')),
  partition('on demand', 'cheap', { pricing: 'on-demand', onDemandFallback: false }, both('drain')),
  partition('no way out of spot', 'cheap', { onDemandFallback: false }, both('in-place')),
  partition('scratch', 'compute', { machine: 'c5d.9xlarge', scratch: '/local' }, both('drain')),
  partition('a hook', 'compute', { hook: { uri: 'https://example.org/h.sh', sha256: 'b'.repeat(64) } }, both('drain')),
  hpc('partition: removed', { partitions: without('cheap') }, both('node-replacement')),
  hpc(
    'partition: added',
    { partitions: { ...cluster.partitions, big: { machine: 'r5.4xlarge', max: 2 } } },
    both('in-place'),
  ),
  hpc(
    'partition: renamed',
    {
      partitions: {
        ...without('cheap'),
        thrifty: cluster.partitions['cheap'] as HpcClusterProps['partitions'][string],
      },
    },
    both('node-replacement'),
  ),
  // Storage.
  hpc('home: larger', { home: { size: Size.gibibytes(300) } }, both('in-place')),
  hpc('home: smaller', { home: { size: Size.gibibytes(100) } }, both('data-loss')),
  hpc('home: managed', { home: { type: 'managed' } }, both('data-loss')),
  hpc('home: existing', { home: { address: '10.1.2.3' } }, both('data-loss')),
  hpc('home: from a snapshot', { home: { size: Size.gibibytes(200), snapshot: 'snap-0123456789abcdef0' } }, [
    'data-loss',
    'in-place',
  ]),
  own('home: on the head', { home: { size: Size.gibibytes(100) } }, both('data-loss')),
  hpc('encryption key', { encryptionKey: KEY }, both('data-loss')),
  own('encryption key of managed homes', { encryptionKey: KEY }, both('data-loss')),
  hpc('mounts: a managed one added', { mounts: [{ path: '/data', type: 'nfs' }] }, both('drain')),
  own('mounts: the managed one removed', { mounts: [] }, both('data-loss')),
  own('mounts: at another path', { mounts: [{ path: '/store', type: 'nfs' }] }, both('data-loss')),
  hpc(
    'mounts: a bucket added',
    { mounts: [{ path: '/archive', type: 'bucket', bucket: 'archive-of-ours' }] },
    both('drain'),
  ),
  hpc(
    'results: objects age later',
    { results: { infrequentAccessAfter: Duration.days(60), expireOldVersionsAfter: Duration.days(90) } },
    both('in-place'),
  ),
  hpc(
    'results: old versions go sooner',
    { results: { infrequentAccessAfter: Duration.days(30), expireOldVersionsAfter: Duration.days(40) } },
    both('data-loss'),
  ),
  hpc(
    'results: old versions stay longer',
    { results: { infrequentAccessAfter: Duration.days(30), expireOldVersionsAfter: Duration.days(180) } },
    both('in-place'),
  ),
  hpc(
    'results: archived',
    {
      results: {
        infrequentAccessAfter: Duration.days(30),
        archiveAfter: Duration.days(120),
        expireOldVersionsAfter: Duration.days(90),
      },
    },
    both('in-place'),
  ),
  hpc('results: an existing bucket', { results: { bucket: 'results-of-ours' } }, both('data-loss')),
  // People, software, access.
  hpc('users: one more', { users: [ada, grace, { name: 'edsger', uid: 2003 }] }, both('drain')),
  hpc('users: another key', { users: [{ ...ada, publicKey: `${ada.publicKey} laptop` }, grace] }, both('in-place')),
  hpc('users: another uid', { users: [ada, { ...grace, uid: 2009 }] }, both('data-loss')),
  hpc('users: one fewer', { users: [ada] }, both('drain')),
  hpc('users: an admin', { users: [{ ...ada, admin: true }, grace] }, both('drain')),
  hpc('ssh: another block', { access: { sshFrom: ['192.0.2.0/24', '203.0.113.0/24'] } }, both('in-place')),
  hpc('ssh: nobody', { access: {} }, both('interruption')),
  hpc('session service: off', { access: { sshFrom: ['192.0.2.0/24'], session: false } }, both('drain')),
  hpc('software: a package', { software: { packages: ['htop', 'gfortran'] } }, both('drain')),
  hpc('software: no MPI', { software: { packages: ['htop'], mpi: false } }, both('head-restart')),
  hpc(
    'software: early lines',
    { software: { packages: ['htop'], early: 'export https_proxy=http://proxy.example.org:3128' } },
    ['head-replacement', 'interruption'],
  ),
  hpc('limits: open files', { limits: { openFiles: 100_000 } }, both('drain')),
  hpc('image: another distribution', { image: { distribution: 'debian-13' } }, both('head-replacement')),
  own(
    'image: another own one',
    { image: { distribution: 'own', id: 'ami-0deb1300000000001', packages: 'apt' } },
    both('head-replacement'),
  ),
  own('head of an own image: another machine', { head: { machine: 'm5.2xlarge' } }, [
    'head-replacement',
    'head-restart',
  ]),
  // Of the whole.
  hpc('budget: more', { budget: { usdPerMonth: 6000, emails: ['hpc@example.org'] } }, both('in-place')),
  hpc('budget: others are told', { budget: { usdPerMonth: 5000, emails: ['chief@example.org'] } }, both('in-place')),
  change('cluster', { cluster: withoutKey(cluster, 'budget') }, 'budget: none', both('in-place')),
  hpc('tags: another value', { tags: { project: 'coast' } }, ['head-replacement', 'in-place']),
  own('tags: added', { tags: { project: 'coast' } }, both('in-place')),
  hpc('slurm: a setting', { slurm: { settings: { PriorityType: 'priority/multifactor' } } }, both('in-place')),
  hpc(
    'slurm: what daemons hear at their start',
    { slurm: { settings: { TopologyPlugin: 'topology/tree' } } },
    both('head-restart'),
  ),
  hpc('name', { clusterName: 'coast' }, both('data-loss')),
  change('cluster', { cluster }, 'construct id', both('data-loss'), 'Other'),
  hpc('network: another block', { network: { cidr: '10.1.0.0/16' } }, both('head-replacement')),
  hpc(
    'network: other blocks of nodes',
    { network: { cidr: '10.0.0.0/16', nodeCidrs: ['10.0.64.0/20'] } },
    both('head-replacement'),
  ),
  hpc(
    'network: other public blocks',
    { network: { cidr: '10.0.0.0/16', publicCidrs: ['10.0.2.0/24'] } },
    both('interruption'),
  ),
  hpc('quota: stated', { quotaVcpus: 2000 }, both('no-op')),
  hpc(
    'gateways may stand before it',
    { ...withoutKey(cluster, 'home'), home: { type: 'managed' }, notebooks: true },
    both('data-loss'),
  ),
  // Streams and queues.
  stream('more shards', { source: source({ shards: 4 }) }, both('in-place')),
  stream('kept longer', { source: source({ retention: Duration.hours(96) }) }, both('in-place')),
  stream('kept shorter', { source: source({ retention: Duration.hours(24) }) }, both('data-loss')),
  stream('an existing one', { source: source({ existingName: 'records-of-ours' }) }, both('data-loss')),
  stream('other windows', { window: { size: Duration.seconds(8) } }, both('in-place')),
  stream('others are alerted', { alerts: { emails: ['chief@example.org'] } }, both('in-place')),
  stream('another machine', { workers: { ...live.workers, machine: 'c7i.xlarge' } }, both('drain')),
  stream(
    'one thread',
    {
      worker: {
        ...live.worker,
        code: pythonFolder('examples/scec-alert/detector'),
        handler: 'picks.Detector',
        threads: 1,
      },
    },
    both('in-place'),
  ),
  work(
    'hidden longer',
    { source: messages({ visibility: Duration.minutes(40), retention: Duration.hours(96) }) },
    both('in-place'),
  ),
  work(
    'kept shorter',
    { source: messages({ visibility: Duration.minutes(20), retention: Duration.hours(48) }) },
    both('data-loss'),
  ),
  work(
    'kept longer',
    { source: messages({ visibility: Duration.minutes(20), retention: Duration.hours(120) }) },
    both('in-place'),
  ),
  work('fewer attempts', { worker: { ...queue.worker, attempts: 2 } }, both('in-place')),
  work('more workers', { workers: { ...queue.workers, max: 8 } }, both('in-place')),
  // Gateways.
  hub('another size', { sizes: { standard: { cpus: 2, memoryGiB: 8 } } }, both('in-place')),
  hub('idle sooner', { policy: { idle: Duration.hours(1), longest: Duration.hours(24) } }, both('interruption')),
  hub('idle later', { policy: { idle: Duration.hours(4), longest: Duration.hours(24) } }, both('in-place')),
  hub('shorter sessions', { policy: { idle: Duration.hours(2), longest: Duration.hours(8) } }, both('interruption')),
  hub(
    'another identity provider',
    { identity: { ...gateway.identity, issuer: 'https://id.example.org' } as NotebookGatewayProps['identity'] },
    both('interruption'),
  ),
  hub('another host', { host: 'jupyter.example.edu' }, both('interruption')),
  hub('fewer may open it', { openTo: ['192.0.2.0/24'] }, both('interruption')),
  hub('more may open it', { openTo: ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24'] }, both('in-place')),
  hub('another quota', { homes: { quota: Size.gibibytes(10), deleteAfter: Duration.days(180) } }, both('in-place')),
  hub('homes go sooner', { homes: { quota: Size.gibibytes(20), deleteAfter: Duration.days(90) } }, both('data-loss')),
  hub('a kernel package', { environment: { packages: ['numpy==2.4.6', 'pandas==2.3.3'] } }, both('in-place')),
  hub(
    'a larger machine',
    { sessions: { ...gateway.sessions, machine: 'r5.8xlarge' } as NotebookGatewayProps['sessions'] },
    ['head-replacement', 'head-restart'],
  ),
];

function withoutKey<T extends object, K extends keyof T>(object: T, key: K): Omit<T, K> {
  const { [key]: _, ...rest } = object;
  return rest;
}
