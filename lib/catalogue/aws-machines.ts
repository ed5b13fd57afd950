import table from './data/aws-machines.json';
import type { MachineFacts } from './facts';
import { quotaCode } from './quotas';

/** One instance type with where it is sold and for how much. */
export interface AwsMachine {
  readonly facts: MachineFacts;
  /** List price in a Region, USD per hour. */
  onDemand(region: string): number | undefined;
  /** Estimated spot price in a Region, USD per hour. */
  spot(region: string): number | undefined;
  /** Regions that list the type, or nothing where that is not known. */
  readonly offered: ReadonlySet<string> | undefined;
}

/** Date of the newest price, and the Regions that the table speaks of. */
export const machineTable: {
  readonly date: string;
  readonly regions: readonly string[];
  /** Regions whose price list is long enough to compare types by it. */
  readonly priceLists: readonly string[];
} = table;

interface Family {
  readonly quota: string;
  readonly spotQuota: string | undefined;
  readonly offered: ReadonlySet<string> | undefined;
}

const read = new Map<string, AwsMachine>();
let rows: ReadonlyMap<string, string> | undefined;
let names: readonly string[] | undefined;
let families: ReadonlyMap<string, Family> | undefined;
let exceptions: ReadonlyMap<string, ReadonlySet<string>> | undefined;

/** All names, sorted by code point. */
export function machineNames(): readonly string[] {
  names ??= Object.freeze(table.types.map(nameOf));
  return names;
}

/** A row is read when it is first asked for. */
export function awsMachine(name: string): AwsMachine | undefined {
  const known = read.get(name);
  if (known !== undefined) return known;
  rows ??= new Map(table.types.map((text) => [nameOf(text), text]));
  const row = rows.get(name);
  if (row === undefined) return undefined;
  const machine = readMachine(row);
  read.set(name, machine);
  return machine;
}

function nameOf(row: string): string {
  return row.slice(0, row.indexOf('|'));
}

/**
 * EC2 refuses CPU options of bare metal, and of types of which it reports no threads a core that it takes: g5, as
 * DescribeInstanceTypes was recorded in 2026-05. That this is what tells them apart was tried on every type by
 * https://github.com/aws/aws-parallelcluster/pull/4193 (2022-07).
 */
function isFixed(name: string, bareMetal: string | undefined, threadsPerCore: string | undefined): boolean {
  return threadsPerCore !== '1' && (bareMetal === '1' || name.startsWith('g5.'));
}

/** The cells are in the order of the table's columns. */
function readMachine(row: string): AwsMachine {
  const [name, arch, vcpus, cores, threadsPerCore, memoryMiB, gpus, accelerators, networkGbps, ...more] =
    row.split('|');
  const [networkCards, fabricInterfaces, localStorageGB, bareMetal, burstable, clusterPlacement, spot, usd, spotUsd] =
    more;
  const family = familyOf(name);
  exceptions ??= new Map(Object.entries(table.offeredExceptions).map(([type, cell]) => [type, regionsOf(cell)]));
  const facts: MachineFacts = {
    name,
    arch: arch === 'arm64' ? 'arm64' : 'x86_64',
    cores: Number(cores),
    vcpus: Number(vcpus),
    threadsPerCore: Number(threadsPerCore),
    ...(isFixed(name, bareMetal, threadsPerCore) && { threadsFixed: true as const }),
    memoryMiB: Number(memoryMiB),
    ...(gpus !== '' && { gpus: readDevices(gpus) }),
    ...(accelerators !== '' && { accelerators: readDevices(accelerators) }),
    ...(networkGbps !== '' && { networkGbps: Number(networkGbps) }),
    fabricInterfaces: Number(fabricInterfaces),
    networkCards: Number(networkCards),
    localStorageGB: Number(localStorageGB),
    bareMetal: bareMetal === '1',
    burstable: burstable === '1',
    clusterPlacement: clusterPlacement === '1',
    spot: spot === '1',
    quota: family.quota,
    ...(spot === '1' && family.spotQuota !== undefined && { spotQuota: family.spotQuota }),
  };
  return {
    facts: Object.freeze(facts),
    onDemand: (region) => priceIn(usd, region),
    spot: (region) => priceIn(spotUsd, region),
    offered: exceptions.get(name) ?? family.offered,
  };
}

/** Prices are in the order of the table's Regions; `-` stands for one that is not known. */
function priceIn(cell: string, region: string): number | undefined {
  const text = cell.split(' ')[table.regions.indexOf(region)];
  return text === undefined || text === '' || text === '-' ? undefined : Number(text);
}

/** `8 81920 H100`: count, MiB of one, name. */
function readDevices(cell: string): NonNullable<MachineFacts['gpus']> {
  const [count, memoryMiB, ...name] = cell.split(' ');
  return { count: Number(count), name: name.join(' '), memoryMiB: Number(memoryMiB) };
}

function familyOf(name: string): Family {
  families ??= new Map(table.families.map(readFamily));
  const family = families.get(name.split('.')[0]);
  if (family === undefined) throw new Error(`The catalogue has ${name}, but not its family.`);
  return family;
}

/** `p5|p|p5|0 1 4 5`: family, group of on-demand quotas, group of spot quotas, Regions. */
function readFamily(row: string): readonly [string, Family] {
  const [name, group, spotGroup, offered] = row.split('|');
  return [
    name,
    {
      quota: quotaCode(`aws.ec2.vcpu.onDemand.${group}`),
      spotQuota: spotGroup === '' ? undefined : quotaCode(`aws.ec2.vcpu.spot.${spotGroup}`),
      offered: offered === '?' ? undefined : regionsOf(offered),
    },
  ];
}

function regionsOf(cell: string): ReadonlySet<string> {
  return new Set(cell === '' ? [] : cell.split(' ').map((index) => table.regions[Number(index)]));
}
