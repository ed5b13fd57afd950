import type { ResourceRow } from '../../../../lib/targets/terraform-oci/schema/table';
import { INT64 } from '../rest/outgoing';
import { attributesOf, type Block, blocksOf } from '../schema/shape';
import { hasUnknown, isEmpty, isUnknown, isValues, type Value, type Values } from '../schema/value';

const PLATFORMS = [
  'AMD_MILAN_BM',
  'AMD_MILAN_BM_GPU',
  'AMD_ROME_BM',
  'AMD_ROME_BM_GPU',
  'AMD_VM',
  'GENERIC_BM',
  'INTEL_ICELAKE_BM',
  'INTEL_SKYLAKE_BM',
  'INTEL_VM',
];

/** The few words that the provider knows itself, by the end of the path, the longest first. */
const WORDS: readonly (readonly [string, readonly string[]])[] = [
  ['instance_details.instance_type', ['compute', 'instance_options']],
  ['launch_details.placement_constraint_details.type', ['HOST_GROUP']],
  ['oci_core_compute_cluster.placement_constraint_details.type', ['COMPUTE_CLUSTER']],
  ['placement_constraint_details.type', ['COMPUTE_BARE_METAL_HOST', 'HOST_GROUP']],
  ['platform_config.type', PLATFORMS],
  ['preemption_action.type', ['TERMINATE']],
  ['source_details.source_type', ['bootVolume', 'image']],
  ['oci_core_volume.source_details.type', ['blockVolumeReplica', 'volume', 'volumeBackup', 'volumeBackupDelta']],
  ['create_details.source_details.type', ['volume', 'volumeBackup']],
  ['attach_details.type', ['iscsi', 'paravirtualized']],
  ['launch_volume_attachments.type', ['iscsi', 'paravirtualized']],
  ['volume_creation_type', ['ATTRIBUTES']],
  ['autotune_type', ['DETACHED_VOLUME', 'PERFORMANCE_BASED']],
  ['oci_core_instance.state', ['RUNNING', 'STOPPED']],
  ['oci_core_instance_pool.state', ['RUNNING', 'STOPPED']],
  ['oci_core_instance_configuration.source', ['GMC', 'INSTANCE', 'NONE']],
  ['additional_details.service_type', ['COMPUTE']],
  ['rules.time_unit', ['DAYS', 'YEARS']],
  ['restore_from_object_store.destination', ['BUCKET', 'PRE_AUTHENTICATED_REQUEST_URI']],
  ['oci_kms_key.desired_state', ['ENABLED', 'DISABLED']],
  ['secret_content.content_type', ['BASE64']],
  ['generation_type', ['BYTES', 'PASSPHRASE', 'SSH_KEY']],
  ['target_system_type', ['ADB', 'FUNCTION']],
  ['rule_type', ['SECRET_EXPIRY_RULE', 'SECRET_REUSE_RULE']],
  ['validator_type', ['ENUM']],
  ['oci_queue_queue.capabilities.type', ['CONSUMER_GROUPS', 'LARGE_MESSAGES']],
];

/** Lists that are attributes in the schema, which can state no least number of items. */
const NOT_EMPTY = new Set(['oci_identity_policy.statements']);

const INTEGER = /^[+-]?\d+$/;

export interface Fault {
  readonly summary: string;
  readonly detail: string;
}

/** The faults that the provider finds in a configuration beyond what its schema says. */
export function faults(type: string, block: Block, row: ResourceRow, config: Values): readonly Fault[] {
  return [...within(`${type}.`, type, block, config), ...conflicts(row, config)];
}

function within(shown: string, path: string, block: Block, config: Values): Fault[] {
  // In a nested block the provider looks at nothing until all of it is known.
  const blind = path.includes('.') && hasUnknown(config);
  const attributes = blind
    ? []
    : attributesOf(block).flatMap(([name]) => value(`${shown}${name}`, `${path}.${name}`, config[name] ?? null));
  const blocks = blocksOf(block).flatMap(([name, nested]) => {
    const items = config[name];
    if (!Array.isArray(items)) return [];
    return items.flatMap((item, index) =>
      isValues(item) ? within(`${shown}${name}.${index}.`, `${path}.${name}`, nested.block, item) : [],
    );
  });
  return [...attributes, ...blocks];
}

function value(shown: string, path: string, given: Value): Fault[] {
  const key = shown.slice(shown.indexOf('.') + 1);
  if (given === null || isUnknown(given)) return [];
  if (NOT_EMPTY.has(path) && isEmpty(given))
    return [
      {
        summary: 'Not enough list items',
        detail: `Attribute ${key} requires 1 item minimum, but config has only 0 declared.`,
      },
    ];
  if (typeof given !== 'string') return [];
  if (INT64.has(path.slice(path.lastIndexOf('.') + 1)) && !INTEGER.test(given))
    return [{ summary: `"${key}" ("${given}") must be a 64-bit integer`, detail: '' }];
  const words = WORDS.find(([end]) => path === end || path.endsWith(`.${end}`))?.[1];
  if (words === undefined || words.some((word) => word.toLowerCase() === given.toLowerCase())) return [];
  const quoted = words.map((word) => `"${word}"`).join(' ');
  return [{ summary: `expected ${key} to be one of [${quoted}], got ${given}`, detail: '' }];
}

function conflicts(row: ResourceRow, config: Values): Fault[] {
  return Object.entries(row.conflicts ?? {}).flatMap(([path, others]) => {
    if (!isGiven(config, path)) return [];
    const other = others.find((each) => isGiven(config, each));
    if (other === undefined) return [];
    return [{ summary: 'Conflicting configuration arguments', detail: `"${path}": conflicts with ${other}` }];
  });
}

function isGiven(config: Values, path: string): boolean {
  let given: Value | undefined = config;
  for (const name of path.split('.')) {
    const own: Value | undefined = Array.isArray(given) ? given[0] : given;
    given = isValues(own) ? own[name] : undefined;
  }
  return !isUnknown(given) && !isEmpty(given);
}
