import type { BucketPart, DiskPart, FileSystemPart } from '../../blueprint';
import { meterOf } from '../../blueprint/usage';
import { type Charge, ELSEWHERE, monthly, stored, type TariffMap, type UnitPrice, used } from './charge';

/** A GB-month of a volume at the level `Balanced`, 10 performance units for each GB: the default of boot volumes as well. */
export const BALANCED_GB: UnitPrice = [
  ['oci.block.storage', 1],
  ['oci.block.vpu', 10],
];
/** The smallest volume that can be had, GB. */
const LEAST_VOLUME = 50;
const TEN_THOUSAND = 10_000;
const STORAGE = 'https://www.oracle.com/cloud/storage/pricing/';

/** What Oracle bills for what keeps data. Oracle speaks of GB in prices of storage and counts GiB. */
export const OCI_STORAGE: Pick<TariffMap, 'disk' | 'fileSystem' | 'bucket' | 'bundle' | 'document' | 'gate'> = {
  disk: (part) => [disk(part)],
  fileSystem: (part) => (part.protocol === 'nfs' ? [nfs(part)] : lustre(part)),
  bucket: (part) => (part.existingName === undefined ? bucket(part) : ELSEWHERE),
  bundle: () => ({ free: "less than 5 MiB in the cluster's bucket: below 0.0002 USD a month", source: STORAGE }),
  document: () => ({ free: "kilobytes in the cluster's bucket: below 0.000001 USD a month", source: STORAGE }),
  gate: () => ({ free: "some bytes in the cluster's bucket", source: STORAGE }),
};

function disk(part: DiskPart): Charge {
  const size = Math.max(part.sizeGiB, LEAST_VOLUME);
  return { ...monthly(part, 'storage', `volume '${part.id}'`, 'GB-month', '', size), price: BALANCED_GB };
}

function nfs(part: FileSystemPart): Charge {
  return stored(part, 'storage', `managed NFS '${part.id}'`, 'GB-month', 'oci.fss.storage');
}

function lustre(part: FileSystemPart): Charge[] {
  const { id, capacityGiB = 0 } = part;
  const name = `managed Lustre '${id}'`;
  return [
    monthly(part, 'storage', name, 'GB-month', 'oci.lustre.storage', capacityGiB),
    // How many performance units a GB of a tier has is not in the catalogue.
    used(id, 'storage', `${name}, performance`, 'unit-GB-month', 'oci.lustre.performance', meterOf(id, 'units')),
  ];
}

function bucket(part: BucketPart): Charge[] {
  const { id } = part;
  const requests = (item: string, meter: 'reads' | 'writes'): Charge =>
    used(id, 'storage', item, '10k requests', 'oci.object.requests', meterOf(id, meter), TEN_THOUSAND);
  return [
    stored(part, 'storage', `bucket '${id}'`, 'GB-month', 'oci.object.standard'),
    requests(`bucket '${id}', writing requests`, 'writes'),
    requests(`bucket '${id}', reading requests`, 'reads'),
  ];
}
