import type { Blueprint, FileSystemPart } from '../blueprint';
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
import { ociMessagingLines } from './standing-messaging';

/** A GB-month of a volume at the level `Balanced`, 10 performance units for each GB: the default of boot volumes as well. */
const BALANCED_GB = [
  ['oci.block.storage', 1],
  ['oci.block.vpu', 10],
] as const;
/** The smallest volume that can be had, GB. */
const LEAST_VOLUME = 50;

/** Oracle speaks of GB in prices of storage and counts GiB. What costs nothing is listed with its price. */
export function ociLines(blueprint: Blueprint): readonly PricedItem[] {
  const natGateways = natGatewayCount(blueprint);
  const endpoints = blueprint.partsOf('storeEndpoint').length;
  const addresses = publicMachineCount(blueprint);
  const secrets = newSecretCount(blueprint);
  const budgets = blueprint.partsOf('budget').length;
  return [
    ...when(natGateways, line(counted(natGateways, 'NAT gateway'), 'oci.natGateway', 'hour', natGateways * HOURS)),
    ...when(endpoints, line(counted(endpoints, 'service gateway'), 'oci.serviceGateway', 'hour', endpoints * HOURS)),
    ...when(
      addresses,
      line(counted(addresses, 'public IPv4 address', 'es'), 'oci.publicIpv4', 'hour', addresses * HOURS),
    ),
    line('boot volumes of head and login node', BALANCED_GB, 'GB-month', rootGiB(blueprint)),
    ...blueprint.partsOf('fleet').map((fleet) => {
      return line(
        `boot volume of each node of ${fleet.id}, while it runs`,
        BALANCED_GB,
        `${fleet.rootGiB} GB-month`,
        null,
      );
    }),
    ...blueprint
      .partsOf('disk')
      .map(({ id, sizeGiB }) => line(`volume '${id}'`, BALANCED_GB, 'GB-month', Math.max(sizeGiB, LEAST_VOLUME))),
    ...blueprint.partsOf('fileSystem').flatMap(fileSystemLines),
    ...blueprint
      .partsOf('bucket')
      .filter((bucket) => bucket.existingName === undefined)
      .map((bucket) => line(`bucket '${bucket.id}'`, 'oci.object.standard', 'GB-month', null)),
    ...when(secrets, line(counted(secrets, 'secret'), 'oci.secret', 'month', secrets)),
    ...when(secrets, line('key of the secrets, protected by software', 'oci.vault.softwareKey', 'month', 1)),
    ...when(budgets, line(counted(budgets, 'budget'), 'oci.budget', 'month', budgets)),
    ...ociMessagingLines(blueprint),
  ];
}

function fileSystemLines({ id, protocol, capacityGiB }: FileSystemPart): PricedItem[] {
  if (protocol === 'nfs') return [line(`managed NFS '${id}'`, 'oci.fss.storage', 'GB-month', null)];
  const units = capacityGiB ?? null;
  return [
    line(`managed Lustre '${id}'`, 'oci.lustre.storage', 'GB-month', units),
    // How many performance units a GB of a tier has is not in the catalogue.
    line(`managed Lustre '${id}', performance units`, 'oci.lustre.performance', 'unit for a GB-month', null),
  ];
}
