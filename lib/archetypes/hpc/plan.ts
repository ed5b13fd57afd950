import type { UsageFacts } from '../../blueprint';
import { cloudFacts } from '../../catalogue/cloud-facts';
import type { Catalogue, MachineFacts } from '../../catalogue/facts';
import type { DesignContext } from '../context';
import { Problems } from '../problems';
import { checkQuotas } from '../quotas';
import { planUsage } from '../usage/plan';
import { checkPriceBook } from '../usage/price-book';
import type { ClusterBase } from './additions';
import { type Elsewhere, planElsewhere } from './elsewhere';
import { GROUPS } from './flows';
import { type ImageNeeds, type PlannedImage, planImage } from './image';
import { chooseMachine } from './machines';
import { clusterName } from './naming';
import { type PlannedNetwork, planNetwork } from './network';
import { asksForFabric, type PlannedPartition, planPartitions } from './partitions';
import { checkBudget, checkUsers, type PlannedAccess, planAccess } from './people';
import type { HeadProps, HookProps, HpcClusterProps, LoginProps, UserProps } from './props';
import {
  checkHook,
  type PlannedLimits,
  type PlannedSoftware,
  planLimits,
  planSlurmSettings,
  planSoftware,
} from './software';
import { type PlannedStops, planStops } from './stops';
import { type PlannedStorage, planStorage } from './storage';
import { rootGiB } from './volumes';

/** A single machine with its defaults in place. */
export interface PlannedMachine {
  readonly machine: MachineFacts;
  readonly rootGiB: number;
  readonly hook?: HookProps;
}

/** Where machines for people go. */
export interface PlannedSubnets {
  readonly head: string;
  /** Of a login node, if there is one. */
  readonly login: string;
  /** Whether the machine that people enter by has a public address. */
  readonly open: boolean;
}

/** A declaration with every default in place and every value usable. */
export interface ClusterPlan {
  readonly name: string;
  /** Whether Slurm runs on the head. */
  readonly scheduler: boolean;
  readonly cloud: Catalogue['provider'];
  /** Name under which every machine finds the head. */
  readonly headName: string;
  readonly zoneName: string;
  readonly head: PlannedMachine & { readonly readyWithinMinutes: number };
  readonly login?: PlannedMachine;
  readonly partitions: readonly PlannedPartition[];
  readonly network: PlannedNetwork;
  /** Whether nodes are kept from each other. */
  readonly apart: boolean;
  /** Where nodes are that are not in this network. */
  readonly elsewhere?: Elsewhere;
  readonly storage: PlannedStorage;
  readonly image: PlannedImage;
  readonly users: readonly UserProps[];
  readonly access: PlannedAccess;
  readonly subnets: PlannedSubnets;
  readonly software: PlannedSoftware;
  readonly limits: PlannedLimits;
  readonly slurmSettings: { readonly [name: string]: string };
  readonly selfTest: boolean;
  readonly usage?: UsageFacts;
  readonly stops: PlannedStops;
}

const KEYS: readonly (keyof HpcClusterProps)[] = [
  'head',
  'partitions',
  'login',
  'home',
  'mounts',
  'results',
  'users',
  'access',
  'software',
  'limits',
  'image',
  'budget',
  'lease',
  'tags',
  'network',
  'encryptionKey',
  'slurm',
  'notebooks',
  'selfTest',
  'clusterName',
  'quotaVcpus',
  'quotas',
  'priceBook',
  'usage',
  'acknowledge',
];
const MACHINE_KEYS = ['machine', 'rootSize', 'hook', 'readyWithin', 'pricing'];
const MOST_VCPUS = 10_000_000;

export function planCluster(
  props: HpcClusterProps,
  { scheduler, open, host = 'head', zone, apart = false, elsewhere: other, homeQuota, stopGraceSeconds }: ClusterBase,
  context: DesignContext,
  problems: Problems,
): ClusterPlan {
  problems.onlyKeys('', props, KEYS);
  const name = clusterName(props.clusterName, context.path, problems);
  const cloud = cloudFacts(context.catalogue);
  const image = planImage(props.image, imageNeeds(props, context), context, problems);
  const network = planNetwork(props.network, problems);
  const elsewhere = other === undefined ? undefined : planElsewhere(other);
  const access = planAccess(props.access, props.users ?? [], problems);
  const subnets = planSubnets(network, access.sshFrom.length > 0 || open, props.login !== undefined);
  const given = zone ?? context.names?.zone(name, subnets.head);
  const zoneName = context.names === undefined || given === undefined ? `${name}.terrane.internal` : given;
  const headName = `${host}.${zoneName}`;
  const zoneWords = ` (${network.nodeSubnets.map((subnet) => (typeof subnet.zone === 'number' ? `zone ${subnet.zone + 1}` : subnet.zone)).join(', ')})`;
  checkUsers(props.users ?? [], problems);
  if (props.budget !== undefined) checkBudget(props.budget, problems);
  problems.integer('quotaVcpus', props.quotaVcpus, { min: 0, max: MOST_VCPUS, unit: 'vCPUs' }, 0);
  checkQuotas(props.quotas, context, problems);
  const around = {
    name,
    headName,
    subnets: network.nodeSubnets.map((subnet) => subnet.id),
    securityGroup: GROUPS.storage,
    nfs: cloud.nfs.type,
    infrequentAccessFromDays: cloud.infrequentAccessFromDays,
    ...(image.noLustre === undefined ? {} : { noLustre: image.noLustre }),
    ownNetwork: props.network?.id === undefined,
    ...(homeQuota === undefined ? {} : { homeQuota }),
    ...(props.encryptionKey === undefined ? {} : { encryptionKey: props.encryptionKey }),
  };
  const login = props.login === undefined ? undefined : planMachine(props.login, 'login', image, context, problems);
  const head = {
    ...planMachine(props.head, 'head', image, context, problems),
    readyWithinMinutes: readyWithin(props.head, problems),
  };
  const partitions = scheduler
    ? planPartitions(
        props.partitions,
        {
          zones: network.zones,
          zoneWords,
          minRootGiB: image.minRootGiB,
          ...(cloud.mostSpreadAZone === undefined ? {} : { mostSpreadAZone: cloud.mostSpreadAZone }),
          ...(image.noDriver === undefined ? {} : { noDriver: image.noDriver }),
        },
        context,
        problems,
      )
    : [];
  checkPriceBook(props.priceBook, context, problems);
  const usage = planUsage(props.usage, partitions, problems);
  return {
    name,
    scheduler,
    cloud: context.catalogue.provider,
    headName,
    zoneName,
    head,
    ...(login === undefined ? {} : { login }),
    partitions,
    network,
    apart,
    ...(elsewhere === undefined ? {} : { elsewhere }),
    storage: planStorage(props, around, problems),
    image,
    users: props.users ?? [],
    access,
    subnets,
    software: planSoftware(props.software, problems),
    limits: planLimits(props.limits, problems),
    slurmSettings: planSlurmSettings(props.slurm, problems),
    selfTest: checkedSelfTest(props, problems),
    ...(usage === undefined ? {} : { usage }),
    stops: planStops(props, partitions, stopGraceSeconds, problems),
  };
}

// The machine that people come to from outside has a public address in a public subnet.
function planSubnets(network: PlannedNetwork, wanted: boolean, login: boolean): PlannedSubnets {
  const { entrySubnet } = network;
  const inside = network.nodeSubnets[0]?.id as string;
  const open = wanted && entrySubnet.reach === 'public';
  return { head: open && !login ? entrySubnet.id : inside, login: open ? entrySubnet.id : inside, open };
}

// Looked at before the partitions are planned: the image decides what they may have.
function imageNeeds(props: HpcClusterProps, context: DesignContext): ImageNeeds {
  const unheard = new Problems(context.path);
  return {
    fabric: Object.values(props.partitions).some(
      (partition) =>
        asksForFabric(partition) && chooseMachine(partition.machine, '', context, unheard).fabricInterfaces > 0,
    ),
    lustre: (props.mounts ?? []).some((mount) => mount.type === 'lustre'),
  };
}

function planMachine(
  props: HeadProps | LoginProps,
  property: 'head' | 'login',
  image: PlannedImage,
  context: DesignContext,
  problems: Problems,
): PlannedMachine {
  problems.onlyKeys(property, props, MACHINE_KEYS);
  // Not in the type: a declaration that does not come from TypeScript may still say it.
  const pricing = (props as { readonly pricing?: string }).pricing;
  if (pricing !== undefined && pricing !== 'on-demand') {
    problems.error(
      'head-on-spot',
      `${property}.pricing`,
      `given '${pricing}', but the ${property} must not be taken away while jobs run; it pays on-demand. Leave pricing out.`,
    );
  }
  if (props.hook !== undefined) checkHook(props.hook, `${property}.hook`, context, problems);
  return {
    machine: chooseMachine(props.machine, `${property}.machine`, context, problems),
    rootGiB: rootGiB(props.rootSize, `${property}.rootSize`, image.minRootGiB, problems),
    ...(props.hook === undefined ? {} : { hook: props.hook }),
  };
}

/** A creation policy waits 12 hours at most: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-creationpolicy.html */
const READY = { min: 10, max: 720, fallback: 30 };

function readyWithin(props: HeadProps, problems: Problems): number {
  return problems.integer(
    'head.readyWithin',
    props.readyWithin?.toMinutes(),
    { min: READY.min, max: READY.max, unit: 'minutes' },
    READY.fallback,
  );
}

function checkedSelfTest(props: HpcClusterProps, problems: Problems): boolean {
  if (props.selfTest !== true) return false;
  const fixed = Object.values(props.partitions).some((partition) => (partition.min ?? 0) > 0);
  if (!fixed)
    problems.error(
      'self-test-needs-nodes',
      'selfTest',
      'runs on static nodes, and no partition has min above 0. Give one min, or leave selfTest out.',
    );
  if (props.software?.mpi === false)
    problems.error(
      'self-test-needs-mpi',
      'selfTest',
      'is an MPI ring, but software.mpi is false. Leave one of the two out.',
    );
  return true;
}
