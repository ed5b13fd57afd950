import { Blueprint, type Part, ref, type Text } from '../blueprint';
import { cloudOf, streamPrograms } from '../boot';
import { cloudFacts } from '../catalogue/cloud-facts';
import type { MachineFacts } from '../catalogue/facts';
import { anyWith } from '../catalogue/facts';
import type { Finding } from '../errors';
import { Duration, Size } from '../units';
import type { Design, DesignContext } from './context';
import { type ClusterAdditions, type ClusterBase, NOTHING_MORE, SLURM } from './hpc/additions';
import { chooseMachine } from './hpc/machines';
import { clusterName } from './hpc/naming';
import { fleetOf } from './hpc/parts';
import type { HpcClusterProps } from './hpc/props';
import { designClusterWith } from './hpc-cluster';
import { Problems } from './problems';
import { planFdsn } from './streaming/fdsn';
import { type FleetMachines, streamingFacts } from './streaming/fleet-facts';
import { planLive } from './streaming/live';
import { planObjects } from './streaming/objects';
import type { PlannedSource } from './streaming/planned-source';
import type { StreamingWorkersProps } from './streaming/props';
import { planQueue } from './streaming/queue';
import { planSeedLink } from './streaming/seedlink';
import { ACCOUNT, fleetPhases, updateScript } from './streaming/services';
import { type SourceSurroundings, STREAMING, WORKER } from './streaming/surroundings';
import { declarationOf, type PlannedFleet, placeOf, WORKERS } from './streaming/told';
import { daskFlows, PORTS } from './streaming/ways-out';
import { type PlannedWorker, planWorker } from './streaming/worker';

/** What the cluster underneath takes as it is. */
const PASSED = [
  'results',
  'budget',
  'lease',
  'access',
  'image',
  'network',
  'encryptionKey',
  'tags',
  'clusterName',
  'quotaVcpus',
  'quotas',
  'priceBook',
  'usage',
  'acknowledge',
] as const;
const KEYS: readonly (keyof StreamingWorkersProps)[] = [
  ...PASSED,
  'source',
  'worker',
  'workers',
  'window',
  'alerts',
  'deadline',
  'head',
  'home',
  'users',
  'software',
];
const WORKERS_KEYS = ['machine', 'alternatives', 'min', 'max', 'typical', 'pricing', 'onDemandFallback', 'idle'];
/** Driver, scheduler and cap together stay under 2 GiB, also with millions of chunks ahead. */
const HEAD_MACHINE = anyWith({ cores: 1, memoryGiB: 4 });
/** The least that a volume of Oracle Cloud has. */
const HOME = Size.gibibytes(50);
const IDLE = Duration.minutes(5);
/** A worker never ends by itself; told to, it gives its piece of work back within its seconds, as on a spot notice. */
const BASE: ClusterBase = { ...SLURM, stopGraceSeconds: 0 };

/** A fleet of workers fed by a scientific source: a pure function of its declaration. */
export function designStreamingWorkers(props: StreamingWorkersProps, context: DesignContext): Design {
  const problems = new Problems(context.path);
  problems.onlyKeys('', props, KEYS);
  problems.onlyKeys('workers', props.workers, WORKERS_KEYS);
  const machines = machinesOf(props, context);
  const worker = planWorker(props.worker, machines.worker.vcpus, problems);
  const source = planSource(props, surroundings(props, worker, context), problems);
  checkEngine(props, source, problems);
  const { blueprint, findings } = designClusterWith(
    clusterProps(props, machines),
    context,
    ({ name, image }) => {
      if (image.image.packages !== 'apt')
        problems.error(
          'fleet-needs-apt',
          'image',
          "the fleet's programs need Python 3.11 or later as the system's own, which images of the RHEL family do not have. Give image: { distribution: 'ubuntu-24.04' }.",
        );
      return additions({ props, source, worker, machines, context, name });
    },
    BASE,
  );
  const { data } = blueprint;
  return {
    blueprint: new Blueprint({ ...data, facts: { ...data.facts, archetype: 'StreamingWorkers' } }),
    findings: [...findings.map(inAuthorsWords), ...problems.findings],
  };
}

function inAuthorsWords(finding: Finding): Finding {
  return { ...finding, path: finding.path.replace(`partitions.${WORKERS}.`, 'workers.') };
}

// What is wrong with a machine's name is told where the cluster is planned.
function machinesOf({ head, workers }: StreamingWorkersProps, context: DesignContext): FleetMachines {
  const unheard = new Problems(context.path);
  const worker = chooseMachine(workers.machine, '', context, unheard);
  return {
    head: chooseMachine(head?.machine ?? HEAD_MACHINE, '', context, unheard),
    worker,
    pricing: workers.pricing ?? usualPricing(worker, workers.min),
  };
}

function usualPricing({ spot }: MachineFacts, min: number | undefined): 'on-demand' | 'spot' {
  return spot && (min ?? 0) === 0 ? 'spot' : 'on-demand';
}

function surroundings(props: StreamingWorkersProps, worker: PlannedWorker, context: DesignContext): SourceSurroundings {
  return {
    name: clusterName(props.clusterName, context.path, new Problems(context.path)),
    context,
    messaging: cloudFacts(context.catalogue).messaging,
    places: cloudOf(context.catalogue.provider).places,
    timeoutSeconds: worker.timeoutSeconds,
    attempts: worker.attempts,
    threads: worker.threads,
    maxWorkers: props.workers.max,
    ...(props.window === undefined ? {} : { window: props.window }),
    ...(props.alerts === undefined ? {} : { alerts: props.alerts }),
    ...(props.encryptionKey === undefined ? {} : { encryptionKey: props.encryptionKey }),
  };
}

function planSource({ source }: StreamingWorkersProps, around: SourceSurroundings, problems: Problems): PlannedSource {
  switch (source.kind) {
    case 'fdsn':
      return planFdsn(source, problems);
    case 'bucket':
      return planObjects(source, around, problems);
    case 'live':
      return planLive(source, around, problems);
    case 'seedlink':
      return planSeedLink(source, around, problems);
    case 'queue':
      return planQueue(source, around, problems);
  }
}

/** Properties that only some engines know. */
const OF_ENGINES: { readonly [property in 'window' | 'alerts' | 'deadline']: readonly string[] } = {
  window: ['live'],
  alerts: ['live', 'queue'],
  deadline: ['archive', 'queue'],
};

function checkEngine(props: StreamingWorkersProps, { engine }: PlannedSource, problems: Problems): void {
  for (const [property, engines] of Object.entries(OF_ENGINES)) {
    if (props[property as keyof typeof OF_ENGINES] === undefined || engines.includes(engine)) continue;
    problems.error(
      'property-of-other-source',
      property,
      `belongs to ${engines.map((each) => KINDS[each]).join(' and ')}, but this source is ${KINDS[engine]}. Leave it out, or give another source.`,
    );
  }
  if (props.deadline !== undefined && !(props.deadline.toSeconds() > 0))
    problems.error(
      'deadline-not-positive',
      'deadline',
      `given ${props.deadline}; it is longer than 0. Give the time in which all is to be done, or leave it out.`,
    );
}

const KINDS: { readonly [engine: string]: string } = { archive: 'an archive', live: 'a live stream', queue: 'a queue' };

function clusterProps(props: StreamingWorkersProps, { worker, pricing }: FleetMachines): HpcClusterProps {
  const { workers, software } = props;
  const { typical: _shown, ...partition } = workers;
  const passed = PASSED.filter((key) => props[key] !== undefined);
  return {
    ...(Object.fromEntries(passed.map((key) => [key, props[key]])) as Partial<HpcClusterProps>),
    head: { machine: props.head?.machine ?? HEAD_MACHINE },
    partitions: {
      [WORKERS]: {
        ...partition,
        pricing,
        ...(pricing === 'spot' ? { onDemandFallback: workers.onDemandFallback ?? true } : {}),
        idle: workers.idle ?? IDLE,
        threadsPerCore: worker.threadsPerCore,
      },
    },
    home: props.home ?? { size: HOME },
    users: [{ name: ACCOUNT.name, uid: ACCOUNT.uid }, ...(props.users ?? [])],
    software: { ...software, mpi: false },
  };
}

function additions(planned: PlannedFleet): ClusterAdditions {
  const { props, source, worker, machines, context } = planned;
  return {
    ...NOTHING_MORE,
    parts: [...source.parts, ...alertParts(planned), ...outputs(source)],
    flows: [...source.flows, ...(source.engine === 'archive' ? daskFlows() : [])],
    grants: [
      ...source.grants,
      ...(props.alerts === undefined ? [] : [{ to: WORKER, access: 'publish', on: STREAMING.alerts } as const]),
    ],
    files: [
      ...streamPrograms(),
      { path: 'stream/declaration.json', text: `${JSON.stringify(declarationOf(planned), null, 1)}\n` },
      { path: 'stream/requirements.txt', text: worker.requirements.map((each) => `${each}\n`).join('') },
      { path: 'services/update.sh', text: updateScript(source), executable: true },
      ...[...new Map(worker.code.files.map((file) => [file.path, file])).values()].map(({ path, text }) => ({
        path: `stream/code/${path}`,
        text,
      })),
    ],
    headPhases: fleetPhases(source),
    document: { stream: placeOf(planned) },
    facts: { streaming: streamingFacts(props, source, machines, context, fleetOf(WORKERS)) },
  };
}

function alertParts({ props, name }: PlannedFleet): Part[] {
  if (props.alerts === undefined) return [];
  return [
    {
      kind: 'topic',
      id: STREAMING.alerts,
      description: `alerts of ${name}`,
      emails: props.alerts.emails ?? [],
      ...(props.encryptionKey === undefined ? {} : { encryptionKey: props.encryptionKey }),
    },
  ];
}

function outputs({ parts, engine }: PlannedSource): Part[] {
  const output = (id: string, name: string, description: string, value: Text): Part => ({
    kind: 'output',
    id,
    name,
    description,
    value,
  });
  const told = parts.flatMap((part): Part[] => {
    if (part.kind === 'stream')
      return [output('stream-name', 'StreamName', 'the stream to put records into', ref(part.id, 'name'))];
    if (part.kind === 'queue')
      return [output('queue-url', 'QueueUrl', 'the queue to send work to', ref(part.id, 'url'))];
    return [];
  });
  if (engine !== 'archive') return told;
  const page = `http://localhost:${PORTS.dashboard}/status`;
  const how = `Dask's page, once a session forwards port ${PORTS.dashboard} of the head`;
  return [...told, output('dashboard', 'Dashboard', how, page)];
}
