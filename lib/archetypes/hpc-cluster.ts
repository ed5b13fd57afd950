import {
  Blueprint,
  type BlueprintData,
  type BundlePart,
  type ClusterFacts,
  type DocumentPart,
  type Flow,
  isUnresolved,
  type Part,
  ref,
  type Text,
} from '../blueprint';
import { stopPrograms } from '../boot';
import { cloudFacts } from '../catalogue/cloud-facts';
import type { Design, DesignContext } from './context';
import { type ClusterAdditions, type ClusterBase, SLURM } from './hpc/additions';
import { bundleOf, userDataOf } from './hpc/boot';
import { acrossNetworks, NODES_NETWORK } from './hpc/elsewhere';
import { clusterFlows } from './hpc/flows';
import { readyForGateways } from './hpc/gateways';
import { clusterGrants, PARTS } from './hpc/grants';
import { NETWORK } from './hpc/network';
import type { PlannedPartition } from './hpc/partitions';
import {
  CLUSTER_TAG,
  fleetOf,
  headMachine,
  identities,
  identityOf,
  loginMachine,
  type MachineCommons,
  machineOf,
  partitionParts,
  securityGroups,
  shape,
} from './hpc/parts';
import { type ClusterPlan, planCluster } from './hpc/plan';
import type { HpcClusterProps } from './hpc/props';
import { budgetTopic, hasStops, stopGrants, stopParts } from './hpc/stop-parts';
import { stopsOf } from './hpc/stops';
import { storageDocument } from './hpc/storage';
import { Problems } from './problems';

type Role = 'head' | 'login' | 'compute';

const HEAD_RECORD = 'head-name';

/** A Slurm cluster as a blueprint: a pure function of its declaration. */
export function designHpcCluster(props: HpcClusterProps, context: DesignContext): Design {
  const problems = new Problems(context.path);
  const design = designClusterWith(props, context, (plan) => readyForGateways(props, plan, problems));
  return { ...design, findings: [...design.findings, ...problems.findings] };
}

/** A cluster with what another archetype lays over it. */
export function designClusterWith(
  props: HpcClusterProps,
  context: DesignContext,
  more: (plan: ClusterPlan) => ClusterAdditions,
  base: ClusterBase = SLURM,
): Design {
  const problems = new Problems(context.path);
  const plan = planCluster(props, base, context, problems);
  return { blueprint: new Blueprint(blueprintOf(props, plan, context, more(plan))), findings: problems.findings };
}

function blueprintOf(
  props: HpcClusterProps,
  plan: ClusterPlan,
  context: DesignContext,
  more: ClusterAdditions,
): BlueprintData {
  const roles: readonly Role[] = [
    'head',
    ...(plan.login === undefined ? [] : (['login'] as const)),
    ...(plan.scheduler ? (['compute'] as const) : []),
  ];
  return {
    format: 1,
    name: plan.name,
    path: context.path,
    provider: context.catalogue.provider,
    ...(context.region === undefined ? {} : { region: context.region }),
    facts: { ...factsOf(props, plan), ...more.facts },
    parts: [...partsOf(props, plan, roles, more), ...more.parts],
    flows: throughout(plan, [
      ...clusterFlows({
        scheduler: plan.scheduler,
        apart: plan.apart,
        login: plan.login !== undefined,
        sshFrom: plan.access.sshFrom,
        homeOnHead: plan.storage.volumes.some((volume) => volume.exported),
        nfs: plan.storage.fileSystems.some((each) => each.protocol === 'nfs')
          ? cloudFacts(context.catalogue).nfs.ports
          : [],
        lustre: plan.storage.fileSystems.some((each) => each.protocol === 'lustre'),
      }),
      ...more.flows,
    ]),
    grants: [
      ...clusterGrants({
        identities: {
          head: identityOf('head'),
          ...(plan.scheduler ? { compute: identityOf('compute') } : {}),
          ...(plan.login === undefined ? {} : { login: identityOf('login') }),
        },
        machines: { head: machineOf('head'), ...(plan.login === undefined ? {} : { login: machineOf('login') }) },
        fleets: plan.partitions.map((partition) => fleetOf(partition.name)),
        disks: plan.storage.volumes.map((volume) => volume.disk.id),
        buckets: plan.storage.buckets.map(({ part, access }) => ({ id: part.id, access })),
        session: plan.access.session,
        scheduler: plan.scheduler,
      }),
      ...stopGrants(plan),
      ...more.grants,
    ],
    tags: props.tags ?? {},
    acknowledged: props.acknowledge ?? [],
  };
}

function throughout({ elsewhere, network }: ClusterPlan, flows: readonly Flow[]): readonly Flow[] {
  return elsewhere === undefined ? flows : acrossNetworks(flows, elsewhere, network);
}

function partsOf(props: HpcClusterProps, plan: ClusterPlan, roles: readonly Role[], more: ClusterAdditions): Part[] {
  const { storage, network, name } = plan;
  const groups = storage.fileSystems.length > 0 ? [...roles, 'storage' as const] : roles;
  return [
    ...network.parts,
    ...(plan.elsewhere?.parts ?? []),
    ...securityGroups(groups, name, plan.elsewhere === undefined ? NETWORK : NODES_NETWORK),
    ...identities(roles, name),
    ...storage.volumes.map((volume) => volume.disk),
    ...storage.fileSystems,
    ...storage.buckets.map(({ part }) => part),
    ...mungeParts(props, plan),
    bundlePart(plan, more),
    clusterDocument(plan, more),
    { kind: 'gate', id: PARTS.gate, opener: machineOf('head'), timeoutMinutes: plan.head.readyWithinMinutes },
    ...machines(props, plan),
    { kind: 'dnsZone', id: 'names', network: NETWORK, name: plan.zoneName },
    {
      kind: 'dnsRecord',
      id: HEAD_RECORD,
      dnsZone: 'names',
      name: plan.headName,
      address: ref(machineOf('head'), 'address'),
    },
    ...stopParts(plan),
    ...budgetParts(props, plan),
    ...outputs(plan),
  ];
}

function mungeParts({ encryptionKey }: HpcClusterProps, { scheduler, name }: ClusterPlan): Part[] {
  if (!scheduler) return [];
  return [
    {
      kind: 'secret',
      id: PARTS.munge,
      description: `MUNGE key of ${name}`,
      length: 128,
      ...(encryptionKey === undefined ? {} : { encryptionKey }),
    },
  ];
}

function bundlePart(plan: ClusterPlan, more: ClusterAdditions): BundlePart {
  const scripts = bundleOf(plan, more.headPhases, more.nodePhases, more.loginPhases);
  return {
    kind: 'bundle',
    id: PARTS.programs,
    files: [...scripts, ...(hasStops(plan.stops) ? stopPrograms() : []), ...more.files],
  };
}

function clusterDocument(plan: ClusterPlan, more: ClusterAdditions): DocumentPart {
  const { volumes, mounts } = storageDocument(plan.storage);
  return {
    kind: 'document',
    id: PARTS.document,
    description: `what machines of ${plan.name} read at boot`,
    name: `/terrane/${plan.name}/cluster`,
    content: {
      cluster: plan.name,
      head: plan.headName,
      partitions: plan.partitions.map((partition) => partition.name),
      bundle: {
        bucket: ref(PARTS.programs, 'bucket'),
        key: ref(PARTS.programs, 'key'),
        sha256: ref(PARTS.programs, 'sha256'),
      },
      secrets: { ...(plan.scheduler ? { munge: ref(PARTS.munge, 'id') } : {}), ...more.secrets },
      volumes,
      mounts,
      results: ref('results', 'name'),
      signal: { stack: ref(PARTS.gate, 'stack'), resource: ref(PARTS.gate, 'resource') },
      ...more.document,
    },
  };
}

function partitionDocument(partition: PlannedPartition, plan: ClusterPlan): DocumentPart {
  const fleet = fleetOf(partition.name);
  return {
    kind: 'document',
    id: `${partition.name}-document`,
    description: `partition ${partition.name} of ${plan.name}`,
    name: `/terrane/${plan.name}/partition/${partition.name}`,
    content: {
      partition: partition.name,
      template: ref(fleet, 'templateId'),
      templateVersion: ref(fleet, 'templateVersion'),
      subnets: (plan.elsewhere?.subnets ?? plan.network.nodeSubnets).map((subnet) => ref(subnet, 'id')),
      machines: [partition.machine, ...partition.alternatives].map((machine) => machine.name),
      pricing: partition.pricing,
      onDemandFallback: partition.onDemandFallback,
      min: partition.min,
      max: partition.max,
      placement: partition.placement,
      // With interfaces of its own a template names the subnet as well, and a launch must not.
      interfaces: partition.fabric?.interfaces ?? 0,
    },
  };
}

function machines(props: HpcClusterProps, plan: ClusterPlan): Part[] {
  const commons: MachineCommons = {
    name: plan.name,
    image: plan.image.image,
    extraGroups: plan.network.extraGroups,
    tags: props.tags ?? {},
    ...(props.encryptionKey === undefined ? {} : { encryptionKey: props.encryptionKey }),
  };
  const nodeSubnets = (plan.elsewhere?.subnets ?? plan.network.nodeSubnets).map((subnet) => subnet.id);
  const partitions = plan.partitions.flatMap((partition) => [
    ...partitionParts(
      partition,
      nodeSubnets,
      userDataOf(plan, 'compute', partition.name),
      commons,
      stopsOf(partition.name, plan.stops),
    ),
    partitionDocument(partition, plan),
  ]);
  return [...partitions, ...people(plan, commons)];
}

function people(plan: ClusterPlan, commons: MachineCommons): Part[] {
  const { subnets, head, login } = plan;
  const own = (role: 'head' | 'login', machine: typeof head | NonNullable<typeof login>, publicAddress: boolean) =>
    shape(
      role,
      {
        machine: machine.machine,
        rootGiB: machine.rootGiB,
        threadsPerCore: machine.machine.threadsPerCore,
        publicAddress,
        userData: userDataOf(plan, role),
      },
      commons,
    );
  const needs = [
    ...(plan.scheduler ? [PARTS.munge] : []),
    PARTS.programs,
    PARTS.document,
    ...plan.storage.fileSystems.map((each) => each.id),
  ];
  // Before the record is there, the zone answers that the name does not exist, and resolvers remember that for 15 minutes.
  const loginNeeds = [...needs, HEAD_RECORD];
  const headNeeds = [
    ...needs,
    ...plan.storage.volumes.map((volume) => volume.disk.id),
    ...plan.partitions.map((partition) => `${partition.name}-document`),
    ...stopParts(plan).flatMap(({ kind, id }) => (kind === 'document' ? [id] : [])),
  ];
  const openHead = subnets.open && login === undefined;
  return [
    headMachine(own('head', head, openHead), subnets.head, headNeeds, plan.name),
    ...(login === undefined
      ? []
      : [loginMachine(own('login', login, subnets.open), subnets.login, loginNeeds, plan.name)]),
  ];
}

const NOTIFY_AT = [50, 80, 100];

function budgetParts(props: HpcClusterProps, plan: ClusterPlan): Part[] {
  if (props.budget === undefined) return [];
  const { name } = plan;
  return [
    {
      kind: 'budget',
      id: 'budget',
      name: `terrane-${name}`,
      usdPerMonth: props.budget.usdPerMonth,
      notifyAtPercent: withStop(props.budget.notifyAtPercent ?? NOTIFY_AT, plan.stops.budget?.atPercent),
      emails: props.budget.emails ?? [],
      tag: { key: CLUSTER_TAG, value: name },
      ...budgetTopic(plan),
    },
  ];
}

/** People hear of a stop as well. */
function withStop(percents: readonly number[], stop: number | undefined): readonly number[] {
  if (stop === undefined || percents.includes(stop)) return percents;
  return [...percents, stop].sort((one, other) => one - other);
}

function outputs(plan: ClusterPlan): Part[] {
  const entry = machineOf(plan.login === undefined ? 'head' : 'login');
  const output = (id: string, name: string, description: string, value: Text): Part => ({
    kind: 'output',
    id,
    name,
    description,
    value,
  });
  return [
    output('head-id', 'HeadId', 'the head', ref(machineOf('head'), 'id')),
    output('head-address', 'HeadAddress', 'private address of the head', ref(machineOf('head'), 'address')),
    output('enter', 'EntryId', 'the machine to open a session on', ref(entry, 'id')),
    // One of another construct is that one's to tell.
    ...(isUnresolved(plan.storage.results.existingName)
      ? []
      : [output('results-name', 'ResultsBucket', 'the bucket that results go to', ref('results', 'name'))]),
    ...plan.partitions
      .slice(0, 1)
      .map(({ name }) =>
        output('first-job', 'FirstJob', 'a first job, once on the cluster', `srun -p ${name} -N1 hostname`),
      ),
  ];
}

function factsOf(props: HpcClusterProps, plan: ClusterPlan): ClusterFacts {
  return {
    archetype: 'HpcCluster',
    head: machineOf('head'),
    ...(plan.login === undefined ? {} : { login: machineOf('login') }),
    partitions: plan.partitions.map((partition) => ({
      name: partition.name,
      fleet: fleetOf(partition.name),
      nodes: `${partition.name}-[1-${partition.max}]`,
      min: partition.min,
      max: partition.max,
      typical: partition.typical,
      idleMinutes: partition.idle.toMinutes(),
      ...(partition.priority === 1 ? {} : { priority: partition.priority }),
      ...(partition.timeLimit === undefined ? {} : { timeLimitMinutes: partition.timeLimit.toMinutes() }),
    })),
    mounts: plan.storage.mounts.map((mount) => mount.facts),
    ...(props.priceBook === undefined ? {} : { priceBook: props.priceBook }),
    ...(plan.usage === undefined ? {} : { usage: plan.usage }),
    ...(props.budget === undefined ? {} : { budgetUsdPerMonth: props.budget.usdPerMonth }),
    ...(props.quotaVcpus === undefined ? {} : { quotaVcpus: props.quotaVcpus }),
    ...(props.quotas === undefined ? {} : { quotas: props.quotas }),
  };
}
