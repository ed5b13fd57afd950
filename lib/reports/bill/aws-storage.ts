import type { BucketPart, DiskPart, FileSystemPart } from '../../blueprint';
import { meterOf } from '../../blueprint/usage';
import { type Charge, ELSEWHERE, monthly, stored, type TariffMap, used, when } from './charge';

/** gp3: what a volume has at no further price. https://aws.amazon.com/ebs/general-purpose/ */
const FREE = { iops: 3000, throughputMiBps: 125 };
const THOUSAND = 1000;
const PRICES = 'https://aws.amazon.com/s3/pricing/';

/** What AWS bills for what keeps data. AWS speaks of GB in the prices of EBS, EFS and S3 and counts GiB. */
export const AWS_STORAGE: Pick<TariffMap, 'disk' | 'fileSystem' | 'bucket' | 'bundle'> = {
  disk,
  fileSystem: (part) => (part.protocol === 'nfs' ? nfs(part) : lustre(part)),
  bucket: (part) => (part.existingName === undefined ? bucket(part) : ELSEWHERE),
  bundle: () => ({ free: "less than 5 MiB in the deployment tool's bucket: below 0.0002 USD a month", source: PRICES }),
};

function disk(part: DiskPart): Charge[] {
  const { id, sizeGiB, iops = FREE.iops, throughputMiBps = FREE.throughputMiBps } = part;
  const [moreIops, moreThroughput] = [iops - FREE.iops, throughputMiBps - FREE.throughputMiBps];
  const volume = `volume '${id}'`;
  return [
    monthly(part, 'storage', volume, 'GiB-month', 'aws.ebs.gp3.storage', sizeGiB),
    ...when(
      moreIops > 0,
      monthly(part, 'storage', `${volume}, operations`, 'operation/s-month', 'aws.ebs.gp3.iops', moreIops),
    ),
    ...when(
      moreThroughput > 0,
      monthly(part, 'storage', `${volume}, throughput`, 'MiB/s-month', 'aws.ebs.gp3.throughput', moreThroughput),
    ),
  ];
}

/** Priced as standard storage, all of it: files that nobody reads move to a cheaper class. */
function nfs(part: FileSystemPart): Charge[] {
  const { id } = part;
  const name = `managed NFS '${id}'`;
  return [
    stored(part, 'storage', name, 'GiB-month', 'aws.efs.standard.storage'),
    used(id, 'storage', `${name}, read`, 'GiB', 'aws.efs.elastic.read', meterOf(id, 'read')),
    used(id, 'storage', `${name}, written`, 'GiB', 'aws.efs.elastic.write', meterOf(id, 'written')),
    // Daily backups come with what is retained; how much they hold depends on how much changes.
    ...when(part.retain === true, backups(id, name, 'aws.backup.efs')),
  ];
}

function lustre(part: FileSystemPart): Charge[] {
  const { id, capacityGiB = 0, throughputPerTiB } = part;
  const name = `managed Lustre '${id}'`;
  const price = throughputPerTiB === undefined ? 'scratch2.storage' : persistent(throughputPerTiB);
  return [
    monthly(part, 'storage', name, 'GiB-month', `aws.fsxLustre.${price}`, capacityGiB),
    ...when(part.retain === true && throughputPerTiB !== undefined, backups(id, name, 'aws.fsxLustre.backup')),
  ];
}

function backups(id: string, name: string, price: string): Charge {
  return used(id, 'storage', `${name}, backups`, 'GiB-month', price, meterOf(id, 'backups'));
}

// The catalogue has the price of the slowest persistent tier under a name of its own.
function persistent(throughputPerTiB: number): string {
  return throughputPerTiB === 125 ? 'persistent2.125.storage' : `persistent2.${throughputPerTiB}`;
}

/** Priced as standard storage, all of it: objects that have moved to a cheaper class cost less. */
function bucket(part: BucketPart): Charge[] {
  const { id } = part;
  const requests = (item: string, price: string, meter: 'reads' | 'writes'): Charge =>
    used(id, 'storage', `bucket '${id}', ${item}`, '1k requests', price, meterOf(id, meter), THOUSAND);
  return [
    stored(part, 'storage', `bucket '${id}'`, 'GiB-month', 'aws.s3.standard.storage'),
    requests('PUT, COPY, LIST', 'aws.s3.standard.put', 'writes'),
    requests('GET', 'aws.s3.standard.get', 'reads'),
  ];
}
