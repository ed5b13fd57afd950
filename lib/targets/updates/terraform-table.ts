import { ociProvider } from '../terraform-oci/schema/oci-provider';
import { type Field, type ResourceRow, replacingPaths } from '../terraform-oci/schema/table';
import type { Effect } from './cloudformation-table';
import aws from './terraform-aws.json';
import { touches } from './values';

interface Row {
  readonly replaces: readonly string[];
  readonly updates: readonly string[];
  /** Of these the provider made no plan. */
  readonly unasked?: readonly string[];
  /** Attributes that are not known before a change of others is applied. */
  readonly unsettles?: { readonly [attribute: string]: readonly string[] };
}

export interface AwsTable {
  readonly about: { readonly provider: string; readonly version: string; readonly source: string };
  readonly resources: { readonly [type: string]: Row };
}

/** What changes do, as the provider hashicorp/aws plans them, of the types that are rendered. */
export const awsTable: AwsTable = aws;

/** Changes in place for which the provider stops a machine and starts it. */
const RESTARTS: { readonly [type: string]: readonly string[] } = {
  aws_instance: ['instance_type', 'user_data', 'user_data_base64', 'ebs_optimized'],
  // https://docs.oracle.com/en-us/iaas/Content/Compute/Tasks/resizinginstances.htm: it is stopped, or rebooted.
  oci_core_instance: ['shape', 'shape_config', 'source_details.source_id', 'fault_domain', 'launch_options'],
};

/** Terraform's own, and what an author's app has beside it. */
const OWN: { readonly [type: string]: Row } = {
  terraform_data: { replaces: ['triggers_replace'], updates: ['input'], unsettles: { output: ['input'] } },
};

/** What the provider does for a change at a path; of what it does not know the table says the harsher. */
export function effectOf(type: string, path: string): Effect {
  const effect = type.startsWith('oci_') ? ociEffect(type, path) : rowEffect(type, path);
  const restarts = effect.does === 'update' && (RESTARTS[type] ?? []).some((each) => touches(path, each));
  return restarts ? { ...effect, restarts } : effect;
}

function rowEffect(type: string, path: string): Effect {
  const row = OWN[type] ?? awsTable.resources[type];
  if (row === undefined) return unknown(`of ${type} it is not known what its provider changes in place`);
  const known = row.replaces.includes(path) || row.updates.includes(path) ? path : longestKnown(row, path);
  if (known === undefined || row.unasked?.includes(path) === true)
    return unknown(`of ${type}.${path} it is not known whether its provider changes it in place`);
  return { does: row.replaces.includes(known) ? 'replace' : 'update' };
}

// Keys of a map, e.g. `tags.project`, are the map's.
function longestKnown({ replaces, updates }: Row, path: string): string | undefined {
  const above = path.slice(0, Math.max(0, path.lastIndexOf('.')));
  if (above === '') return undefined;
  const row = { replaces, updates };
  return replaces.includes(above) || updates.includes(above) ? above : longestKnown(row, above);
}

/**
 * What the cloud refuses although the provider would change it in place. Of a subnet "the old and new CIDR block ranges must use
 * the same network address", of a VCN no block goes while a subnet lies in it:
 * https://docs.cloud.oracle.com/iaas/tools/oci-cli/latest/oci_cli_docs/cmdref/network/subnet/update.html,
 * https://docs.oracle.com/en-us/iaas/Content/Network/Tasks/VCNs_and_subnets-Resizing_VCNs_and_Subnets.htm
 */
const REFUSED_ON_OCI: { readonly [type: string]: { readonly [property: string]: string } } = {
  oci_core_subnet: { cidr_block: 'Oracle Cloud resizes a subnet only where its first address stays' },
  oci_core_vcn: {
    cidr_block: 'Oracle Cloud takes no block away while a subnet lies in it',
    cidr_blocks: 'Oracle Cloud takes no block away while a subnet lies in it',
  },
};

function ociEffect(type: string, path: string): Effect {
  const unsure = REFUSED_ON_OCI[type]?.[path];
  if (unsure !== undefined) return { does: 'refuse', unsure };
  const row: ResourceRow | undefined = ociProvider.resources[type];
  if (row === undefined) return unknown(`of ${type} it is not known what its provider changes in place`);
  if (row.neverUpdated === true || replacingPaths(row).some((each) => touches(path, each))) return { does: 'replace' };
  const [name = path] = path.split('.');
  const field: Field | undefined = row.fields[name];
  return field === undefined ? unknown(`the schema of ${type} has no ${name}`) : { does: 'update' };
}

const unknown = (unsure: string): Effect => ({ does: 'replace', unsure });

/** Whether an attribute may be another one after changes in place. */
export function isUnsettled(type: string, attribute: string, changed: readonly string[]): boolean {
  const by = (OWN[type] ?? awsTable.resources[type])?.unsettles?.[attribute] ?? [];
  return by.some((each) => changed.some((path) => touches(path, each)));
}
