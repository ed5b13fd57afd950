import type {
  BalancerPart,
  Blueprint,
  BucketPart,
  DiskPart,
  FileSystemPart,
  FleetPart,
  MachinePart,
  Part,
} from '../../blueprint';
import type { MachineFacts } from '../../catalogue/facts';
import { formatUsd } from '../money';
import type { Tariff } from '../tariff';
import { known } from './boxes';
import type { Crowd } from './crowds';
import type { Thing, ThingKind } from './shape';

/** Id of the one thing that stands for all secrets. */
export const SECRETS = 'secrets';

/** A thing before it is known which is the dearest. */
type Draft = Omit<Thing, 'kept' | 'dearest'> & { readonly microUsdPerHour?: number };

/** What is drawn of a blueprint's parts: what runs, what is stored, what carries messages. */
export function thingsOf(blueprint: Blueprint, tariff: Tariff, crowds: readonly Crowd[]): Thing[] {
  const drafts = [...blueprint.parts.flatMap((part) => draft(part, blueprint, tariff)), ...secretsOf(blueprint)];
  const most = Math.max(0, ...drafts.map(({ microUsdPerHour = 0 }) => microUsdPerHour));
  return drafts.map(({ microUsdPerHour, ...thing }) => ({
    ...thing,
    ...boxOf(thing, crowds),
    kept: thing.id !== SECRETS && blueprint.part(thing.id).retain === true,
    dearest: most > 0 && microUsdPerHour === most,
  }));
}

// Among its like, where there are some.
function boxOf({ id, box }: Draft, crowds: readonly Crowd[]): { readonly box?: string } {
  const inside = crowds.find(({ members }) => members.includes(id))?.id ?? box;
  return inside === undefined ? {} : { box: inside };
}

function draft(part: Part, blueprint: Blueprint, tariff: Tariff): Draft[] {
  switch (part.kind) {
    case 'machine':
      return [machine(part, tariff)];
    case 'fleet':
      return [fleet(part, blueprint, tariff)];
    case 'fileSystem':
      return [fileSystem(part)];
    case 'balancer':
      return [balancer(part)];
    case 'disk':
      return [disk(part)];
    case 'bucket':
      return [bucket(part)];
    case 'stream':
    case 'queue':
    case 'topic':
    case 'table':
      return [{ id: part.id, kind: 'messages', title: `${part.kind} ${part.id}`, lines: [] }];
    default:
      return [];
  }
}

function machine(part: MachinePart, tariff: Tariff): Draft {
  const price = tariff.perHour(part.machine.name, 'on-demand');
  return {
    id: part.id,
    box: part.subnet,
    kind: 'machine',
    title: part.role,
    lines: [...hardware(part.machine), priced(price), ...(part.publicAddress ? ['public address'] : [])],
    ...(price === undefined ? {} : { microUsdPerHour: price }),
  };
}

function fleet(part: FleetPart, blueprint: Blueprint, tariff: Tariff): Draft {
  const { fleet: id, minCount, maxCount, pricing, subnets } = { ...part, fleet: part.id };
  const partition = blueprint.data.facts.partitions.find((each) => each.fleet === id);
  const price = tariff.perHour(part.machine.name, pricing);
  const [first] = subnets;
  return {
    id,
    ...(first === undefined ? {} : { box: first }),
    kind: 'nodes',
    title: `${partition === undefined ? part.role : `partition ${partition.name}`}: ${minCount} to ${maxCount} nodes`,
    lines: [
      ...hardware(part.machine),
      `${priced(price)} a node${pricing === 'spot' ? ', spot' : ''}`,
      ...(subnets.length > 1 ? [`in ${subnets.length} subnets`] : []),
      ...(part.fabric === undefined ? [] : [`fabric: ${counted(part.fabric.interfaces, 'interface')} a node`]),
      ...(part.placementGroup === undefined ? [] : [`placement: ${strategy(blueprint, part.placementGroup)}`]),
    ],
    ...(price === undefined ? {} : { microUsdPerHour: price * maxCount }),
  };
}

function hardware({ name, cores, memoryMiB, gpus }: MachineFacts): string[] {
  const size = `${counted(cores, 'core')}, ${Math.round(memoryMiB / 102.4) / 10} GiB`;
  return [name, gpus === undefined ? size : `${size}, ${gpus.count} x ${gpus.name}`];
}

function priced(price: number | undefined): string {
  return price === undefined ? 'price not known' : `${formatUsd(price, 3)} USD/h`;
}

function strategy(blueprint: Blueprint, id: string): string {
  return blueprint.partOf('placementGroup', id).strategy;
}

function fileSystem({ id, protocol, capacityGiB, subnets }: FileSystemPart): Draft {
  const [box] = subnets;
  return {
    id,
    ...(box === undefined ? {} : { box }),
    kind: 'files',
    title: `${id}: managed ${protocol === 'nfs' ? 'NFS' : 'Lustre'}`,
    lines: [capacityGiB === undefined ? 'grows by itself' : `${capacityGiB} GiB`],
  };
}

function balancer({ id, open, subnets }: BalancerPart): Draft {
  const [box] = subnets;
  const lines = [open ? 'of the internet' : 'internal', 'TLS by a certificate of the cloud'];
  return { id, ...(box === undefined ? {} : { box }), kind: 'machine', title: 'load balancer', lines };
}

function disk({ id, sizeGiB, subnet }: DiskPart): Draft {
  return { id, box: subnet, kind: 'disk', title: `volume ${id}`, lines: [`${sizeGiB} GiB`] };
}

function bucket({ id, existingName, versioned }: BucketPart): Draft {
  const name = known(existingName);
  const lines = existingName === undefined ? (versioned ? ['versioned'] : []) : [`existing ${name}`.trim()];
  return { id, kind: 'bucket' as ThingKind, title: `bucket ${id}`, lines };
}

function secretsOf(blueprint: Blueprint): Draft[] {
  const ids = blueprint.partsOf('secret').map(({ id }) => id);
  return ids.length === 0 ? [] : [{ id: SECRETS, kind: 'secrets', title: counted(ids.length, 'secret'), lines: ids }];
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
