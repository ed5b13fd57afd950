/**
 * Builds lib/targets/updates/terraform-aws.json: what a change of an attribute does to a resource, as the provider
 * hashicorp/aws itself plans it.
 *
 *     node scripts/build-terraform-table.mjs PROVIDER VERSION [--check]
 *
 * PROVIDER is the provider's program, e.g. terraform-provider-aws_v5.100.0_x5, VERSION its version. It is started as
 * Terraform starts it, and asked for the plan of a change of each attribute of each resource type, one at a time
 * (PlanResourceChange of the plugin protocol): it says which changes replace. Nothing is applied and no cloud is asked. With
 * --check nothing is written: exit 1 where the committed table differs.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';
import { decode, ExtensionCodec, encode } from '@msgpack/msgpack';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const TABLE = join(ROOT, 'lib/targets/updates/terraform-aws.json');
const PROTOCOL = join(ROOT, 'test/e2e/oci-provider/plugin/tfplugin5.proto');
const COOKIE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';
const MEBIBYTE = 1 << 20;

const TYPES = `
  budgets_budget cloudformation_stack cloudwatch_log_group dynamodb_table ebs_volume efs_backup_policy efs_file_system
  efs_mount_target eip eip_association flow_log fsx_lustre_file_system iam_instance_profile iam_policy iam_role iam_role_policy
  iam_role_policy_attachment instance internet_gateway kinesis_stream kms_key lambda_function lambda_permission
  launch_template lb lb_listener lb_target_group lb_target_group_attachment nat_gateway placement_group route
  route53_record route53_zone route_table route_table_association s3_bucket s3_bucket_lifecycle_configuration
  s3_bucket_ownership_controls s3_bucket_policy s3_bucket_public_access_block
  s3_bucket_server_side_encryption_configuration s3_bucket_versioning s3_object scheduler_schedule secretsmanager_secret
  secretsmanager_secret_version security_group sns_topic sns_topic_policy sns_topic_subscription sqs_queue
  sqs_queue_policy sqs_queue_redrive_allow_policy ssm_parameter subnet volume_attachment vpc vpc_endpoint
  vpc_security_group_egress_rule vpc_security_group_ingress_rule`
  .split(/\s+/)
  .filter((name) => name !== '')
  .map((name) => `aws_${name}`);

const UNKNOWN = Symbol('not known before it is applied');
const extensionCodec = new ExtensionCodec();
for (const type of [0, 12]) extensionCodec.register({ type, encode: () => null, decode: () => UNKNOWN });
const toWire = (value) => ({ msgpack: Buffer.from(encode(value, { extensionCodec })) });
const fromWire = (value) => decode(value.msgpack, { extensionCodec });

/** The running provider: its calls as promises, and how it is ended. */
async function started(program) {
  const child = spawn(program, [], {
    env: { PATH: process.env.PATH, TF_PLUGIN_MAGIC_COOKIE: COOKIE, PLUGIN_PROTOCOL_VERSIONS: '5', TF_LOG: 'off' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const line = await new Promise((found, failed) => {
    createInterface({ input: child.stdout }).once('line', found);
    child.once('exit', (code) => failed(new Error(`${program} ended with ${code}`)));
  });
  const [, , , address] = line.split('|');
  const definition = loader.loadSync(PROTOCOL, {
    keepCase: true,
    longs: Number,
    enums: String,
    defaults: true,
    arrays: true,
    oneofs: true,
  });
  const { Provider } = grpc.loadPackageDefinition(definition).tfplugin5;
  const client = new Provider(`unix:${address}`, grpc.credentials.createInsecure(), {
    'grpc.max_receive_message_length': 256 * MEBIBYTE,
  });
  const call = (method, request) =>
    new Promise((answered, failed) =>
      client[method](request, (error, response) => (error ? failed(error) : answered(response))),
    );
  return { call, end: () => child.kill() };
}

/** Type constraints as the protocol has them: `"string"`, `["list", "string"]`, `["object", {...}]`. */
const typeOf = (bytes) => JSON.parse(Buffer.from(bytes).toString());

const JSON_TEXT = '{"Version":"2012-10-17","Statement":[]}';

/** A value that is as good as another, of a variant. */
function sample(type, variant) {
  if (type === 'string') return variant === 0 ? 'a' : 'b';
  if (type === 'number') return 10 + variant;
  if (type === 'bool') return variant === 0;
  const [kind, inner] = type;
  if (kind === 'list' || kind === 'set') return [sample(inner, variant)];
  if (kind === 'map') return { [variant === 0 ? 'a' : 'b']: sample(inner, variant) };
  if (kind === 'object')
    return Object.fromEntries(Object.entries(inner).map(([name, each]) => [name, sample(each, variant)]));
  return null;
}

const nothing = ({ attributes, block_types }) => ({
  ...Object.fromEntries(attributes.map(({ name }) => [name, null])),
  ...Object.fromEntries(
    block_types.map(({ type_name, nesting }) => [type_name, nesting === 'SINGLE' || nesting === 'GROUP' ? null : []]),
  ),
});

/** What a type must have beside what its schema requires, or must not have, for a plan to be made of it. */
const BASES = {
  aws_dynamodb_table: {
    hash_key: 'a',
    billing_mode: 'PAY_PER_REQUEST',
    attribute: [{ name: 'a', type: 'S' }],
    read_capacity: null,
    write_capacity: null,
  },
  aws_kinesis_stream: { shard_count: 2 },
  aws_lambda_function: { handler: 'a.a', runtime: 'python3.13', package_type: 'Zip', filename: 'a.zip' },
  // With both, each plan would make it anew.
  ...Object.fromEntries(
    [
      'budgets_budget',
      'iam_instance_profile',
      'iam_policy',
      'iam_role',
      'launch_template',
      'security_group',
      'sqs_queue',
    ].map((name) => [`aws_${name}`, { name_prefix: null }]),
  ),
  aws_nat_gateway: {
    secondary_private_ip_address_count: null,
    secondary_private_ip_addresses: null,
    connectivity_type: 'public',
  },
  aws_sns_topic: { fifo_throughput_scope: null, name_prefix: null, fifo_topic: false },
  aws_subnet: { ipv6_cidr_block: '', assign_ipv6_address_on_creation: false, ipv6_native: false, enable_dns64: false },
  aws_sns_topic_subscription: { filter_policy_scope: null },
  aws_instance: { launch_template: [] },
  aws_lb: { name_prefix: null, load_balancer_type: 'application', subnet_mapping: [] },
  aws_lb_target_group: {
    name_prefix: null,
    target_type: 'instance',
    protocol: 'HTTPS',
    port: 443,
    vpc_id: 'a',
    protocol_version: 'HTTP1',
    ip_address_type: 'ipv4',
  },
  aws_s3_bucket_lifecycle_configuration: {
    rule: [
      {
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        expiration: [],
        filter: [],
        id: 'a',
        noncurrent_version_expiration: [{ newer_noncurrent_versions: null, noncurrent_days: 30 }],
        noncurrent_version_transition: [],
        prefix: null,
        status: 'Enabled',
        transition: [{ date: null, days: 30, storage_class: 'GLACIER' }],
      },
    ],
    transition_default_minimum_object_size: 'all_storage_classes_128K',
  },
};

/** What a resource has that was made: what it must be given, and what it knows since. */
function made(block, variant = 0) {
  const given = Object.fromEntries(
    block.attributes
      .filter(({ required, computed }) => required || computed)
      .map(({ name, type }) => [name, type?.length ? sample(typeOf(type), variant) : null]),
  );
  const blocks = block.block_types
    .filter(({ min_items }) => min_items > 0)
    .map(({ type_name, nesting, block: inner }) => [type_name, wrapped(nesting, made(inner, variant))]);
  return { ...nothing(block), ...given, ...Object.fromEntries(blocks) };
}

const wrapped = (nesting, value) => (nesting === 'SINGLE' || nesting === 'GROUP' ? value : [value]);

/** Paths of all that an author may give, each with how a resource is changed there from one variant to another. */
function changesOf(block, path = [], into = (state, at) => at(state)) {
  const attributes = block.attributes
    .filter(({ required, optional }) => required || optional)
    .filter(({ type }) => type?.length)
    .map(({ name, type, required }) => ({
      path: [...path, name],
      variants: TEXTS[name] ?? [sample(typeOf(type), 0), sample(typeOf(type), 1)],
      required,
      set: (state, value) => into(state, (here) => ({ ...here, [name]: value })),
    }));
  const blocks = block.block_types.flatMap(({ type_name, nesting, block: inner }) => {
    const inside = (state, at) =>
      into(state, (here) => {
        const [first] = [here[type_name]].flat();
        return { ...here, [type_name]: wrapped(nesting, at(first ?? made(inner))) };
      });
    const whole = {
      path: [...path, type_name],
      variants: [[], [made(inner)]],
      required: false,
      set: (state, value) =>
        into(state, (here) => ({
          ...here,
          [type_name]: nesting === 'SINGLE' || nesting === 'GROUP' ? (value[0] ?? null) : value,
        })),
    };
    return [whole, ...(path.length < 3 ? changesOf(inner, [...path, type_name], inside) : [])];
  });
  return [...attributes, ...blocks];
}

/** Texts of a form: some are parsed while a change is planned. */
const policies = [JSON_TEXT, JSON_TEXT.replace('[]', '[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]')];
const TEXTS = {
  policy: policies,
  assume_role_policy: policies,
  redrive_policy: [
    '{"deadLetterTargetArn":"a","maxReceiveCount":1}',
    '{"deadLetterTargetArn":"a","maxReceiveCount":2}',
  ],
  redrive_allow_policy: ['{"redrivePermission":"allowAll"}', '{"redrivePermission":"denyAll"}'],
  filter_policy: ['{"a":["a"]}', '{"a":["b"]}'],
  delivery_policy: ['{"http":{}}', '{"http":{"disableSubscriptionOverrides":true}}'],
  template_body: ['{"Resources":{"a":{}}}', '{"Resources":{"b":{}}}'],
  content_base64: ['YQ==', 'Yg=='],
  user_data: ['YQ==', 'Yg=='],
  user_data_base64: ['YQ==', 'Yg=='],
  cidr_block: ['10.0.0.0/16', '10.1.0.0/16'],
  cidr_ipv4: ['10.0.0.0/16', '10.1.0.0/16'],
  destination_cidr_block: ['10.0.0.0/16', '10.1.0.0/16'],
  ip_protocol: ['tcp', 'udp'],
  type: ['String', 'StringList'],
  arn: ['arn:aws:a:us-east-1:123456789012:a', 'arn:aws:a:us-east-1:123456789012:b'],
};

/** Values of a type's own words. */
const VALUES = {
  'aws_s3_bucket_lifecycle_configuration.rule.status': ['Enabled', 'Disabled'],
  'aws_s3_bucket_lifecycle_configuration.rule.transition': [[], [{ date: null, days: 30, storage_class: 'GLACIER' }]],
  'aws_s3_bucket_lifecycle_configuration.rule.transition.storage_class': ['GLACIER', 'STANDARD_IA'],
  'aws_s3_bucket_lifecycle_configuration.transition_default_minimum_object_size': [
    'all_storage_classes_128K',
    'varies_by_storage_class',
  ],
  'aws_lb_target_group.protocol': ['HTTPS', 'HTTP'],
  'aws_lb_target_group.target_type': ['instance', 'ip'],
  'aws_lb_target_group.health_check.protocol': ['HTTPS', 'HTTP'],
  'aws_dynamodb_table.billing_mode': ['PAY_PER_REQUEST', 'PROVISIONED'],
  'aws_nat_gateway.connectivity_type': ['public', 'private'],
};

/** Nothing is written for these: they say how the provider works, and nothing of the cloud. */
const OF_THE_PROVIDER = new Set(['id', 'timeouts', 'tags_all']);

async function ask(provider, type, before, after) {
  const answer = await provider.call('PlanResourceChange', {
    type_name: type,
    prior_state: toWire(before),
    proposed_new_state: toWire(after),
    config: toWire(after),
    prior_private: Buffer.alloc(0),
  });
  const wrong = answer.diagnostics.find(({ severity }) => severity === 'ERROR');
  if (wrong !== undefined) return { wrong: `${wrong.summary} ${wrong.detail}` };
  const replaces = answer.requires_replace.map(({ steps }) =>
    steps.flatMap(({ selector, attribute_name }) => (selector === 'attribute_name' ? [attribute_name] : [])).join('.'),
  );
  return { replaces: [...new Set(replaces)], planned: fromWire(answer.planned_state), before };
}

/** What becomes unknown with a change, although the author did not give it: others that refer to it change as well. */
const unsettled = ({ planned, before }, given) =>
  Object.keys(planned).filter((name) => planned[name] === UNKNOWN && before[name] !== null && name !== given);

async function rowOf(provider, type, { block }) {
  const base = () => ({ ...made(block), ...BASES[type] });
  // What it says where nothing was changed is of the samples.
  const { replaces: always = [] } = await ask(provider, type, base(), base());
  const [replaces, updates, unasked] = [new Set(), new Set(), new Set()];
  const unsettles = new Map();
  for (const change of changesOf(block)) {
    const [name] = change.path;
    if (OF_THE_PROVIDER.has(name)) continue;
    const path = change.path.join('.');
    const [one, other] = VALUES[`${type}.${path}`] ?? change.variants;
    // From one value to another, and from none to one and back.
    const tries = [
      [one, other],
      ...(change.required || change.path.length > 1
        ? []
        : [
            [null, one],
            [one, null],
          ]),
    ];
    let said = false;
    for (const [from, to] of tries) {
      if ((from === null || to === null) && Array.isArray(one)) continue;
      const answer = await ask(provider, type, change.set(base(), from), change.set(base(), to));
      if (answer.wrong !== undefined) continue;
      said = true;
      if (always.includes(path) || answer.replaces.some((each) => !always.includes(each))) replaces.add(path);
      else for (const each of unsettled(answer, name)) unsettles.set(each, new Set(unsettles.get(each)).add(path));
    }
    if (!said) unasked.add(path);
    else if (!replaces.has(path)) updates.add(path);
  }
  return {
    replaces: [...replaces].sort(),
    updates: [...updates].sort(),
    ...(unasked.size === 0 ? {} : { unasked: [...unasked].sort() }),
    ...(unsettles.size === 0
      ? {}
      : { unsettles: Object.fromEntries([...unsettles].sort().map(([name, by]) => [name, [...by].sort()])) }),
  };
}

async function tableOf(program, version) {
  const provider = await started(program);
  try {
    const schema = await provider.call('GetSchema', {});
    const settings = Object.fromEntries(schema.provider.block.attributes.map(({ name }) => [name, null]));
    const blocks = Object.fromEntries(schema.provider.block.block_types.map(({ type_name }) => [type_name, []]));
    const config = {
      ...settings,
      ...blocks,
      region: 'us-east-1',
      access_key: 'a',
      secret_key: 'a',
      skip_credentials_validation: true,
      skip_metadata_api_check: 'true',
      skip_region_validation: true,
      skip_requesting_account_id: true,
    };
    const configured = await provider.call('Configure', { terraform_version: '1.12.0', config: toWire(config) });
    for (const { summary } of configured.diagnostics) process.stderr.write(`${summary}\n`);
    const rows = {};
    for (const type of TYPES) {
      const of = schema.resource_schemas[type];
      if (of === undefined) throw new Error(`${type} is not in the provider`);
      rows[type] = await rowOf(provider, type, of);
      process.stderr.write(
        `${type}: ${rows[type].replaces.length} replace, ${rows[type].unasked?.length ?? 0} not said\n`,
      );
    }
    const about = {
      provider: 'hashicorp/aws',
      version,
      source: 'the plans of the provider itself, asked attribute by attribute',
      made: 'scripts/build-terraform-table.mjs: do not edit',
      form: 'see terraform-table.ts beside this file',
    };
    return `${JSON.stringify({ about, resources: rows }, null, 1)}\n`;
  } finally {
    provider.end();
  }
}

const [program, version, flag] = process.argv.slice(2);
if (program === undefined || version === undefined || !existsSync(program)) {
  process.stderr.write('usage: node scripts/build-terraform-table.mjs PROVIDER VERSION [--check]\n');
  process.exit(2);
}
const text = await tableOf(program, version);
if (flag === '--check') process.exit(existsSync(TABLE) && readFileSync(TABLE, 'utf8') === text ? 0 : 1);
writeFileSync(TABLE, text);
