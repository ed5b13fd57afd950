/**
 * Builds lib/targets/terraform-oci/schema/oci-provider.json: what the project knows about the resources of the
 * Terraform provider oracle/oci, from the two reference files in a folder.
 *
 *     node scripts/build-oci-table.mjs DIR [--check]
 *
 * DIR holds oracle-oci-<version>.schema.json (as `terraform providers schema -json` gives it) and
 * oracle-oci-<version>.behaviour.json (what that format cannot say, read from the provider's own tables). With --check
 * nothing is written: exit 1 where the committed table differs. Exit 2 where DIR lacks the files.
 * The output depends on the input files alone: same files, same bytes. Before it is written, the schema is made from it
 * again and compared with the reference.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { loadTableModule, TABLE } from './oci-schema.mjs';

const VERSION = '8.28.0';

const ABOUT = {
  provider: 'oracle/oci',
  version: VERSION,
  source:
    'github.com/oracle/terraform-provider-oci, tag v8.28.0, commit 8de3c480b4bf: its schema as Terraform prints it, and its resource tables',
  licence: 'The provider is under MPL-2.0. Here are facts about its interface only, none of its text or code.',
  made: 'scripts/build-oci-table.mjs: do not edit',
  form: 'see table.ts beside this file',
};

const RESOURCES = `
  autoscaling_auto_scaling_configuration bastion_bastion budget_alert_rule budget_budget
  cluster_placement_groups_cluster_placement_group core_cluster_network core_compute_cluster core_default_security_list
  core_image core_instance core_instance_configuration core_instance_pool core_internet_gateway core_nat_gateway
  core_network_security_group core_network_security_group_security_rule core_public_ip core_route_table
  core_route_table_attachment core_security_list core_service_gateway core_subnet core_vcn core_volume
  core_volume_attachment core_volume_backup_policy_assignment dns_resolver dns_rrset dns_view dns_zone
  file_storage_export file_storage_export_set file_storage_file_system file_storage_mount_target identity_compartment
  identity_dynamic_group identity_policy identity_tag identity_tag_namespace kms_key kms_vault load_balancer_backend
  load_balancer_backend_set load_balancer_certificate load_balancer_listener load_balancer_load_balancer
  load_balancer_rule_set logging_log
  logging_log_group lustre_file_storage_lustre_file_system monitoring_alarm objectstorage_bucket objectstorage_object
  objectstorage_object_lifecycle_policy ons_notification_topic ons_subscription queue_queue streaming_stream
  streaming_stream_pool vault_secret`;

const DATA_SOURCES = `
  core_cluster_network_instances core_images core_instance_pool_instances core_private_ips core_services
  identity_availability_domains
  objectstorage_namespace streaming_stream_pool`;

/**
 * Keys of a map whose change replaces the resource. No table of the provider says so, only its code (CustomizeDiff):
 * plans with the real provider replace an instance where either of these two words of its metadata changes, and for no
 * other word.
 */
const REPLACING_KEYS = { oci_core_instance: { metadata: ['ssh_authorized_keys', 'user_data'] } };

const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const sorted = (object) => Object.fromEntries(Object.entries(object).sort(([a], [b]) => byText(a, b)));
const names = (text) =>
  text
    .trim()
    .split(/\s+/)
    .map((name) => `oci_${name}`)
    .sort(byText);

/** `string`, `list(map(string))`; of an object its innermost type is `object`, and its members are fields. */
function typeText(type) {
  if (typeof type === 'string') return [type, undefined];
  const [kind, inner] = type;
  if (kind === 'object') return ['object', inner];
  const [text, members] = typeText(inner);
  return [`${kind}(${text})`, members];
}

function flags(described, path, behaviour) {
  const said = ['required', 'optional', 'computed', 'sensitive', 'deprecated'].filter((flag) => described[flag]);
  return behaviour.fields?.[path]?.forceNew ? [...said, 'replaces'] : said;
}

const below = (path, name) => (path ? `${path}.${name}` : name);

function member(path, type, described, behaviour) {
  const [text, members] = typeText(type);
  const words = [text, ...flags(described, path, behaviour)].join(' ');
  if (!members) return words;
  const inner = Object.entries(members).map(([name, each]) => [name, member(below(path, name), each, {}, behaviour)]);
  return { $: words, ...sorted(Object.fromEntries(inner)) };
}

function nested(path, block, behaviour) {
  const limits = ['min', 'max'].filter((end) => block[`${end}_items`] !== undefined);
  const words = [
    'block',
    block.nesting_mode,
    ...limits.map((end) => `${end}=${block[`${end}_items`]}`),
    ...flags(block.block, path, behaviour),
  ];
  return { $: words.join(' '), ...fields(path, block.block, behaviour) };
}

function fields(path, block, behaviour) {
  const attributes = Object.entries(block.attributes ?? {});
  const blocks = Object.entries(block.block_types ?? {});
  return sorted(
    Object.fromEntries([
      ...attributes.map(([name, each]) => [name, member(below(path, name), each.type, each, behaviour)]),
      ...blocks.map(([name, each]) => [name, nested(below(path, name), each, behaviour)]),
    ]),
  );
}

/** What the behaviour says of single fields under one name, by their paths; nothing where it says nothing. */
function sparse(behaviour, name, change = (value) => value) {
  const told = Object.entries(behaviour.fields ?? {}).filter(([, field]) => field[name] !== undefined);
  return told.length === 0 ? undefined : sorted(Object.fromEntries(told.map(([path, f]) => [path, change(f[name])])));
}

function resource(name, schema, behaviour) {
  const withoutIndices = (paths) => paths.map((path) => path.replaceAll('.0.', '.')).sort(byText);
  const described = {
    neverUpdated: behaviour.updatable ? undefined : true,
    ownVerdict: behaviour.customizeDiff ? true : undefined,
    replacingKeys: REPLACING_KEYS[name],
    conflicts: sparse(behaviour, 'conflictsWith', withoutIndices),
    defaults: sparse(behaviour, 'default'),
    fields: fields('', schema.block, behaviour),
  };
  return Object.fromEntries(Object.entries(described).filter(([, value]) => value !== undefined));
}

const picked = (asked, make) => Object.fromEntries(names(asked).map((name) => [name, make(name)]));

function table(schema, behaviour) {
  return {
    about: ABOUT,
    provider: fields('', schema.provider.block, {}),
    resources: picked(RESOURCES, (name) => resource(name, schema.resource_schemas[name], behaviour[name])),
    dataSources: picked(DATA_SOURCES, (name) => fields('', schema.data_source_schemas[name].block, {})),
  };
}

/** The same part of the reference, without the mark that says that a description, left out there, was plain text. */
function reference(schema) {
  const plain = JSON.parse(JSON.stringify(schema, (key, value) => (key === 'description_kind' ? undefined : value)));
  return {
    provider: plain.provider,
    resource_schemas: picked(RESOURCES, (name) => plain.resource_schemas[name]),
    data_source_schemas: picked(DATA_SOURCES, (name) => plain.data_source_schemas[name]),
  };
}

async function mustGiveBack(made, schema) {
  const { providerSchema } = await loadTableModule();
  const again = Object.values(providerSchema(made).provider_schemas)[0];
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(again)), reference(schema)))
    throw new Error('the schema made from the table is not that of the reference');
}

async function main(args) {
  const [folder = '.'] = args.filter((argument) => argument !== '--check');
  const file = (kind) => join(folder, `oracle-oci-${VERSION}.${kind}.json`);
  const absent = ['schema', 'behaviour'].map(file).filter((path) => !existsSync(path));
  if (absent.length > 0) {
    console.error(`no ${absent.join(', no ')}: name the folder that holds the reference files`);
    return 2;
  }
  const read = (kind) => JSON.parse(readFileSync(file(kind), 'utf8'));
  const schema = Object.values(read('schema').provider_schemas)[0];
  const made = table(schema, read('behaviour'));
  await mustGiveBack(made, schema);
  const text = `${JSON.stringify(made, null, 1)}\n`;
  if (!args.includes('--check')) writeFileSync(TABLE, text);
  else if (readFileSync(TABLE, 'utf8') !== text) {
    console.error(`${TABLE} differs from what ${folder} gives: build it again`);
    return 1;
  }
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
