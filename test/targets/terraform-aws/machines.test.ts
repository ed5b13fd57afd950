import { type Json, parsed, render, withPart } from './support';

const { configuration } = render();
const HEAD = configuration.resource('aws_instance');
const TEMPLATE = configuration.resource('aws_launch_template');

test('machines answer to session tokens only, and read their own tags', () => {
  const options = {
    http_endpoint: 'enabled',
    http_put_response_hop_limit: 1,
    http_tokens: 'required',
    instance_metadata_tags: 'enabled',
  };
  expect(HEAD.metadata_options).toEqual(options);
  expect(TEMPLATE.metadata_options).toEqual(options);
});

test('machines run with as many threads a core as declared', () => {
  expect(HEAD.cpu_options).toEqual({ core_count: 18, threads_per_core: 1 });
  const { configuration: both } = render(withPart('fleet', 'compute-fleet', { threadsPerCore: 2 }));
  expect(both.resource('aws_launch_template').cpu_options).toBeUndefined();
});

test('root volumes are encrypted and go with the machine', () => {
  expect(HEAD.root_block_device).toMatchObject({ encrypted: true, delete_on_termination: true, volume_size: 50 });
  expect(TEMPLATE.block_device_mappings[0].ebs).toMatchObject({ encrypted: 'true', volume_size: 50 });
});

test('a new image of the distribution replaces no machine; another distribution does', () => {
  expect(HEAD.ami).toMatch(/^\$\{data\.aws_ssm_parameter\.\w+\.insecure_value\}$/);
  expect(HEAD.lifecycle.ignore_changes).toContain('ami');
  const [image] = Object.keys(configuration.json.resource.terraform_data);
  expect(HEAD.lifecycle.replace_triggered_by).toEqual([`terraform_data.${image}`]);
});

const STATUS = ['tags["terrane:phase"]', 'tags["terrane:reason"]'];

test('what the machine says of its boot in its tags is no change of the declaration', () => {
  expect(HEAD.lifecycle.ignore_changes).toEqual(expect.arrayContaining(STATUS));
  expect(HEAD.tags).not.toHaveProperty('terrane:phase');
});

test('an own image is taken by its id, and another id is another machine', () => {
  const { configuration: own } = render(
    withPart('machine', 'head-machine', { image: { distribution: 'own', id: 'ami-1', packages: 'dnf' } }),
  );
  expect(own.resource('aws_instance').ami).toBe('ami-1');
  expect(own.resource('aws_instance').lifecycle).toEqual({ ignore_changes: STATUS });
});

test('an own image by Region is found at deployment, or at synthesis where the Region is known', () => {
  const image = { distribution: 'own', byRegion: { 'us-east-1': 'ami-1' }, packages: 'dnf' } as const;
  const change = withPart('machine', 'head-machine', { image });
  expect(render(change).configuration.resource('aws_instance').ami).toMatch(
    /^\$\{local\.\w+\[data\.aws_region\.\w+\.id\]\}$/,
  );
  expect(render({ ...change, region: 'us-east-1' }).configuration.resource('aws_instance').ami).toBe('ami-1');
  expect(() => render({ ...change, region: 'eu-west-1' })).toThrow(
    "the image of 'head-machine' is not given for eu-west-1",
  );
});

test('a launch template looks the newest image up at each launch and tags what it starts', () => {
  expect(TEMPLATE.image_id).toBe('resolve:ssm:/aws/service/debian/release/13/latest/amd64');
  expect(TEMPLATE.tag_specifications.map((each: Json) => each.resource_type)).toEqual([
    'instance',
    'volume',
    'network-interface',
  ]);
  expect(TEMPLATE.tag_specifications[0].tags).toMatchObject({ 'terrane:role': 'compute', 'terrane:cluster': 'sample' });
  expect(TEMPLATE.placement).toEqual({ group_name: expect.stringContaining('aws_placement_group.') });
});

test('a launch template changes in place, and its document names the version', () => {
  expect(TEMPLATE.update_default_version).toBe(true);
  const document = parsed(configuration.resource('aws_ssm_parameter', 'ComputeDocument').insecure_value);
  expect(document.templateVersion).toMatch(/^\$\{aws_launch_template\.\w+\.latest_version\}$/);
  expect(document.max).toBe(29);
});

test('a fleet on the fabric names its interfaces and their subnet', () => {
  const { configuration: efa } = render(withPart('fleet', 'compute-fleet', { fabric: { interfaces: 2, cards: 2 } }));
  const template = efa.resource('aws_launch_template');
  expect(template.vpc_security_group_ids).toBeUndefined();
  expect(template.network_interfaces).toEqual([
    expect.objectContaining({ network_card_index: 0, device_index: 0, interface_type: 'efa' }),
    expect.objectContaining({ network_card_index: 1, device_index: 1, interface_type: 'efa' }),
  ]);
  expect(template.network_interfaces[0].subnet_id).toMatch(/aws_subnet\.Sample_Nodes1_/);
});

test('a machine says about a public address only what its subnet may say otherwise', () => {
  expect(HEAD).not.toHaveProperty('associate_public_ip_address');
  const inside = render(withPart('machine', 'head-machine', { subnet: 'public-1' })).configuration;
  expect(inside.resource('aws_instance').associate_public_ip_address).toBe(false);
  const open = render(withPart('machine', 'head-machine', { subnet: 'public-1', publicAddress: true })).configuration;
  expect(open.resource('aws_instance').associate_public_ip_address).toBe(true);
});

test('what a shell writes with braces is no interpolation', () => {
  const userData = `#!/bin/bash\necho "\${HOME}" %{x}\n`;
  const { configuration: shell } = render({
    parts: [
      ...(withPart('machine', 'head-machine', { userData }).parts ?? []).map((part) =>
        part.kind === 'fleet' ? { ...part, userData } : part,
      ),
    ],
  });
  expect(shell.resource('aws_instance').user_data).toBe(`#!/bin/bash\necho "$\${HOME}" %%{x}\n`);
  expect(Object.values(shell.json.locals)).toEqual([`#!/bin/bash\necho "$\${HOME}" %%{x}\n`]);
  expect(shell.resource('aws_launch_template').user_data).toMatch(/^\$\{base64encode\(local\.\w+\)\}$/);
});

test('a machine waits for its ways out, rules, permissions and the parts that it names', () => {
  const types = new Set(HEAD.depends_on.map((address: string) => address.split('.')[0]));
  expect([...types].sort()).toEqual(
    expect.arrayContaining([
      'aws_ebs_volume',
      'aws_efs_mount_target',
      'aws_iam_role_policy',
      'aws_route',
      'aws_route_table_association',
      'aws_s3_object',
      'aws_secretsmanager_secret_version',
      'aws_ssm_parameter',
      'aws_vpc_security_group_egress_rule',
      'aws_vpc_security_group_ingress_rule',
    ]),
  );
});

describe('the gate', () => {
  const gate = configuration.resource('aws_cloudformation_stack');

  test('is a stack of one wait condition that takes a signal, without a handle', () => {
    expect(parsed(gate.template_body)).toEqual({
      Resources: {
        Ready: {
          Type: 'AWS::CloudFormation::WaitCondition',
          CreationPolicy: { ResourceSignal: { Count: 1, Timeout: 'PT15M' } },
        },
      },
    });
  });

  test('fails visibly, within the time of the machine and a margin', () => {
    expect(gate.on_failure).toBe('DO_NOTHING');
    expect(gate.timeouts).toEqual({ create: '25m' });
  });

  test('comes after the machine, is made anew with it, and changes for nothing else', () => {
    const [head] = Object.keys(configuration.json.resource.aws_instance);
    expect(gate.depends_on).toEqual([`aws_instance.${head}`]);
    expect(gate.lifecycle).toEqual({
      ignore_changes: ['template_body'],
      replace_triggered_by: [`aws_instance.${head}.id`],
    });
  });

  test('has a name that the machine knows beforehand', () => {
    const document = parsed(configuration.resource('aws_ssm_parameter', 'ClusterDocument').insecure_value);
    expect(document.signal).toEqual({ resource: 'Ready', stack: 'sample-head-gate' });
    expect(configuration.resource('aws_iam_role_policy', 'HeadIdentity_Policy').policy).toContain(
      ':stack/sample-head-gate/*',
    );
  });
});

describe('permissions', () => {
  const policy = parsed(configuration.resource('aws_iam_role_policy', 'ComputeIdentity_Policy').policy);

  test('are the statements of the grants', () => {
    expect(policy.Statement.flatMap((each: Json) => each.Action)).toEqual(
      expect.arrayContaining(['secretsmanager:GetSecretValue', 's3:GetObject', 'ssm:GetParameter', 'ec2:CreateTags']),
    );
  });

  test('to read a document do not wait for the document', () => {
    expect(JSON.stringify(policy)).not.toContain('aws_ssm_parameter.');
  });

  test('of an identity without grants are none', () => {
    expect(render({ grants: [] }).configuration.counts()['aws_iam_role_policy']).toBeUndefined();
  });
});
