import { isUnresolved } from '../../../blueprint';
import type { RuleId } from '../../../errors';
import { ociProvider } from '../schema/oci-provider';
import { type Fields, isFields, isKnown, valuesAt } from './walk';

/** What is wrong with a resource as a whole. */
export interface WholeTrouble {
  readonly code: RuleId;
  readonly path: string;
  readonly message: string;
}

export type WholeCheck = (fields: Fields) => readonly WholeTrouble[];

/** Checks of how values of a resource go together, by its type. */
export const WHOLE: { readonly [type: string]: readonly WholeCheck[] } = {
  oci_core_vcn: [vcnHasOneForm],
  oci_core_network_security_group_security_rule: [portsInOrder, protocolHasPorts, endBelongsToDirection],
  oci_kms_key: [keyLength],
  oci_vault_secret: [secretHasContent],
  oci_identity_policy: [statementCount],
  oci_core_instance: [(fields) => metadataFits(fields, '')],
  oci_core_instance_configuration: [(fields) => metadataFits(fields, 'instance_details.launch_details')],
};

/** Fields that exclude each other: what the provider's table of conflicts says, and each pair once. */
export function conflicts(type: string, fields: Fields): WholeTrouble[] {
  const table = ociProvider.resources[type]?.conflicts ?? {};
  return Object.entries(table).flatMap(([path, others]) =>
    others.flatMap((other) =>
      path < other && isGiven(fields, path) && isGiven(fields, other) ? [both(path, other)] : [],
    ),
  );
}

function both(one: string, other: string): WholeTrouble {
  return {
    code: 'oci-conflict',
    path: one,
    message: `given together with ${other}, which excludes it. Give one of them.`,
  };
}

function isGiven(fields: Fields, path: string): boolean {
  const value = path.split('.').reduce((inner: unknown, name) => (isFields(inner) ? inner[name] : undefined), fields);
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

// The provider refuses both only in the middle of a deployment, and says so nowhere before.
function vcnHasOneForm(fields: Fields): WholeTrouble[] {
  return isGiven(fields, 'cidr_block') && isGiven(fields, 'cidr_blocks') ? [both('cidr_block', 'cidr_blocks')] : [];
}

const RANGES = ['tcp_options', 'udp_options'].flatMap((options) =>
  ['destination_port_range', 'source_port_range'].map((range) => `${options}.${range}`),
);

function portsInOrder(fields: Fields): WholeTrouble[] {
  return RANGES.flatMap((path) => valuesAt(fields, path)).flatMap(({ path, value }) => {
    if (!isFields(value) || !isKnown(value['min']) || !isKnown(value['max'])) return [];
    const [min, max] = [Number(value['min']), Number(value['max'])];
    if (min <= max) return [];
    return [{ code: 'oci-port', path, message: `given ${min} to ${max}; the first port comes first.` }];
  });
}

const OPTIONS: { readonly [options: string]: { readonly number: string; readonly name: string } } = {
  tcp_options: { number: '6', name: 'TCP' },
  udp_options: { number: '17', name: 'UDP' },
  icmp_options: { number: '1', name: 'ICMP' },
};

function protocolHasPorts(fields: Fields): WholeTrouble[] {
  const { protocol } = fields;
  if (!isKnown(protocol)) return [];
  return Object.entries(OPTIONS).flatMap(([path, { number, name }]) => {
    const icmp = path === 'icmp_options' && protocol === '58';
    if (!isGiven(fields, path) || protocol === number || icmp) return [];
    return [
      {
        code: 'oci-rule-protocol',
        path,
        message: `given with protocol '${protocol}'; these belong to ${name}, '${number}'.`,
      },
    ];
  });
}

function endBelongsToDirection(fields: Fields): WholeTrouble[] {
  const needed = { INGRESS: 'source', EGRESS: 'destination' }[String(fields['direction'])];
  if (needed === undefined || isGiven(fields, needed)) return [];
  return [
    {
      code: 'oci-rule-end',
      path: needed,
      message: `given none; a rule of direction ${fields['direction']} has a ${needed}.`,
    },
  ];
}

/** In bytes. https://docs.oracle.com/en-us/iaas/api/#/en/key/latest/datatypes/KeyShape */
const LENGTHS: { readonly [algorithm: string]: readonly number[] } = {
  AES: [16, 24, 32],
  RSA: [256, 384, 512],
  ECDSA: [32, 48, 66],
};

function keyLength(fields: Fields): WholeTrouble[] {
  return valuesAt(fields, 'key_shape.length').flatMap(({ path, value }) => {
    const [algorithm] = valuesAt(fields, 'key_shape.algorithm');
    const lengths = LENGTHS[String(algorithm?.value)];
    if (lengths === undefined || lengths.includes(Number(value))) return [];
    return [
      {
        code: 'oci-key-length',
        path,
        message: `given ${value}; keys of ${algorithm?.value} have ${lengths.join(', ')} bytes.`,
      },
    ];
  });
}

function secretHasContent(fields: Fields): WholeTrouble[] {
  const generated = fields['enable_auto_generation'];
  if (isUnresolved(generated) || generated === true || generated === 'true') return generationHasForm(fields);
  if (isGiven(fields, 'secret_content')) return [];
  const message = 'given none. Give it, or enable_auto_generation with a secret_generation_context.';
  return [{ code: 'oci-secret-empty', path: 'secret_content', message }];
}

function generationHasForm(fields: Fields): WholeTrouble[] {
  if (isGiven(fields, 'secret_generation_context')) return [];
  const message = 'given none, but the vault is to make the secret. Say what it makes.';
  return [{ code: 'oci-secret-empty', path: 'secret_generation_context', message }];
}

/** https://docs.oracle.com/en-us/iaas/Content/General/Concepts/servicelimits.htm (IAM Limits) */
const STATEMENTS = 50;

function statementCount({ statements }: Fields): WholeTrouble[] {
  if (!Array.isArray(statements)) return [];
  if (statements.length > 0 && statements.length <= STATEMENTS) return [];
  const message = `given ${statements.length}; a policy has 1 to ${STATEMENTS}.`;
  return [{ code: 'oci-policy-length', path: 'statements', message }];
}

/** Metadata and extended metadata together: LaunchInstanceDetails, https://docs.oracle.com/en-us/iaas/api/#/en/iaas/latest/datatypes/LaunchInstanceDetails */
const METADATA_BYTES = 32_000;

function metadataFits(fields: Fields, below: string): WholeTrouble[] {
  const at = below === '' ? '' : `${below}.`;
  const maps = ['metadata', 'extended_metadata'].flatMap((name) => valuesAt(fields, `${at}${name}`));
  const bytes = maps.reduce((sum, { value }) => sum + mapBytes(value), 0);
  if (bytes <= METADATA_BYTES) return [];
  const message = `given ${bytes} bytes; all metadata of a machine together have at most ${METADATA_BYTES}. Fetch what is long from a bucket.`;
  return [{ code: 'oci-metadata-too-long', path: `${at}metadata`, message }];
}

function mapBytes(map: unknown): number {
  if (!isFields(map)) return 0;
  return Object.entries(map)
    .filter(([, value]) => isKnown(value))
    .reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(String(value)), 0);
}
