import type { Blueprint, DiskPart, FileSystemPart } from '../blueprint';
import type { PricedItem } from './standing';
import {
  counted,
  HOURS,
  line,
  natGatewayCount,
  newSecretCount,
  publicMachineCount,
  rootGiB,
  when,
} from './standing-items';
import { awsMessagingLines } from './standing-messaging';

/** gp3: what a volume has at no further price. */
const FREE = { iops: 3000, throughputMiBps: 125 };

/** AWS speaks of GB in EBS, EFS and S3 prices and counts GiB. */
export function awsLines(blueprint: Blueprint): readonly PricedItem[] {
  const natGateways = natGatewayCount(blueprint);
  const addresses = natGateways + publicMachineCount(blueprint);
  const secrets = newSecretCount(blueprint);
  return [
    ...when(natGateways, line(counted(natGateways, 'NAT gateway'), 'aws.nat.hour', 'hour', natGateways * HOURS)),
    ...when(natGateways, line('data through the NAT gateway', 'aws.nat.data', 'GB', null)),
    ...when(
      addresses,
      line(counted(addresses, 'public IPv4 address', 'es'), 'aws.publicIpv4', 'hour', addresses * HOURS),
    ),
    line('root volumes of head and login node', 'aws.ebs.gp3.storage', 'GiB-month', rootGiB(blueprint)),
    ...blueprint.partsOf('fleet').map((fleet) => {
      const item = `root volume of each node of ${fleet.id}, while it runs`;
      return line(item, 'aws.ebs.gp3.storage', `${fleet.rootGiB} GiB-month`, null);
    }),
    ...blueprint.partsOf('disk').flatMap(diskLines),
    ...blueprint.partsOf('fileSystem').map(fileSystemLine),
    ...blueprint
      .partsOf('bucket')
      .filter((bucket) => bucket.existingName === undefined)
      .map((bucket) => line(`bucket '${bucket.id}'`, 'aws.s3.standard.storage', 'GiB-month', null)),
    ...when(secrets, line(counted(secrets, 'secret'), 'aws.secretsmanager.secret', 'month', secrets)),
    ...awsMessagingLines(blueprint),
  ];
}

function diskLines({ id, sizeGiB, iops = FREE.iops, throughputMiBps = FREE.throughputMiBps }: DiskPart): PricedItem[] {
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

function fileSystemLine({ id, protocol, capacityGiB, throughputPerTiB }: FileSystemPart): PricedItem {
  if (protocol === 'nfs') return line(`managed NFS '${id}'`, 'aws.efs.standard.storage', 'GiB-month', null);
  const price = throughputPerTiB === undefined ? 'scratch2.storage' : persistent(throughputPerTiB);
  return line(`managed Lustre '${id}'`, `aws.fsxLustre.${price}`, 'GiB-month', capacityGiB ?? null);
}

// The catalogue has the price of the slowest persistent tier under a name of its own.
function persistent(throughputPerTiB: number): string {
  return throughputPerTiB === 125 ? 'persistent2.125.storage' : `persistent2.${throughputPerTiB}`;
}
