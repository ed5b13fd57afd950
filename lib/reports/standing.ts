import type { Blueprint, DiskPart, FileSystemPart } from '../blueprint';
import type { Catalogue } from '../catalogue/facts';
import { dollars, microUsd } from './money';

/** What is paid whether or not nodes run. */
export interface StandingCost {
  readonly item: string;
  /** Price of one unit, USD; `null` = not known. */
  readonly usdPerUnit: number | null;
  /** e.g. `GiB-month`, `hour` */
  readonly unit: string;
  /** How many units a month, 730 hours; `null` where it depends on use. */
  readonly unitsPerMonth: number | null;
  /** USD a month; `null` where the price or the use is not known. */
  readonly usdPerMonth: number | null;
}

/** Hours in a month, as AWS counts them in its price examples. */
const HOURS = 730;
/** gp3: what a volume has at no further price. */
const FREE = { iops: 3000, throughputMiBps: 125 };

/** AWS speaks of GB in EBS, EFS and S3 prices and counts GiB. */
export function standingCosts(blueprint: Blueprint, catalogue: Catalogue, region: string): StandingCost[] {
  const line = (item: string, price: string, unit: string, units: number | null): StandingCost => {
    const usd = catalogue.price(price, region);
    const amount = usd === undefined || units === null ? null : dollars(Math.round(microUsd(usd) * units));
    return { item, usdPerUnit: usd ?? null, unit, unitsPerMonth: units, usdPerMonth: amount };
  };
  const natGateways = natGatewayCount(blueprint);
  const addresses = natGateways + blueprint.partsOf('machine').filter((part) => part.publicAddress).length;
  const rootGiB = blueprint.partsOf('machine').reduce((sum, machine) => sum + machine.rootGiB, 0);
  const secrets = blueprint.partsOf('secret').length;
  return [
    ...when(natGateways, line(counted(natGateways, 'NAT gateway'), 'aws.nat.hour', 'hour', natGateways * HOURS)),
    ...when(natGateways, line('data through the NAT gateway', 'aws.nat.data', 'GB', null)),
    ...when(
      addresses,
      line(counted(addresses, 'public IPv4 address', 'es'), 'aws.publicIpv4', 'hour', addresses * HOURS),
    ),
    line('root volumes of head and login node', 'aws.ebs.gp3.storage', 'GiB-month', rootGiB),
    ...blueprint.partsOf('fleet').map((fleet) => {
      const item = `root volume of each node of ${fleet.id}, while it runs`;
      return line(item, 'aws.ebs.gp3.storage', `${fleet.rootGiB} GiB-month`, null);
    }),
    ...blueprint.partsOf('disk').flatMap((disk) => diskLines(disk, line)),
    ...blueprint.partsOf('fileSystem').map((part) => fileSystemLine(part, line)),
    ...blueprint
      .partsOf('bucket')
      .filter((bucket) => bucket.existingName === undefined)
      .map((bucket) => line(`bucket '${bucket.id}'`, 'aws.s3.standard.storage', 'GiB-month', null)),
    ...when(secrets, line(counted(secrets, 'secret'), 'aws.secretsmanager.secret', 'month', secrets)),
  ];
}

type Line = (item: string, price: string, unit: string, units: number | null) => StandingCost;

function diskLines({ id, sizeGiB, iops = FREE.iops, throughputMiBps = FREE.throughputMiBps }: DiskPart, line: Line) {
  const moreIops = iops - FREE.iops;
  const moreThroughput = throughputMiBps - FREE.throughputMiBps;
  return [
    line(`volume '${id}'`, 'aws.ebs.gp3.storage', 'GiB-month', sizeGiB),
    ...when(moreIops, line(`volume '${id}', operations`, 'aws.ebs.gp3.iops', 'operation/s-month', moreIops)),
    ...when(
      moreThroughput,
      line(`volume '${id}', throughput`, 'aws.ebs.gp3.throughput', 'MiB/s-month', moreThroughput),
    ),
  ];
}

function fileSystemLine({ id, protocol, capacityGiB, throughputPerTiB }: FileSystemPart, line: Line): StandingCost {
  if (protocol === 'nfs') return line(`managed NFS '${id}'`, 'aws.efs.standard.storage', 'GiB-month', null);
  const price = throughputPerTiB === undefined ? 'scratch2.storage' : persistent(throughputPerTiB);
  return line(`managed Lustre '${id}'`, `aws.fsxLustre.${price}`, 'GiB-month', capacityGiB ?? null);
}

// The catalogue has the price of the slowest persistent tier under a name of its own.
function persistent(throughputPerTiB: number): string {
  return throughputPerTiB === 125 ? 'persistent2.125.storage' : `persistent2.${throughputPerTiB}`;
}

/** New networks have one NAT gateway for all their subnets without public addresses. */
function natGatewayCount(blueprint: Blueprint): number {
  const needs = (network: string): boolean =>
    blueprint.partsOf('subnet').some((subnet) => subnet.network === network && subnet.reach === 'nat');
  return blueprint.partsOf('network').filter(({ id, existingId }) => existingId === undefined && needs(id)).length;
}

function when(count: number, line: StandingCost): StandingCost[] {
  return count > 0 ? [line] : [];
}

function counted(count: number, thing: string, plural = 's'): string {
  return `${count} ${thing}${count === 1 ? '' : plural}`;
}
