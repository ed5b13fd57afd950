import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { certificate, inCluster, type NotebookGatewayProps, oneUser } from '../../../lib';
import { HpcCluster, NotebookGateway } from '../../../lib/targets/terraform-aws';
import { Configuration, stackNamed } from './support';

const GATEWAY: Omit<NotebookGatewayProps, 'sessions'> = {
  host: 'notebooks.example.edu',
  identity: oneUser({ user: 'ada' }),
  tls: certificate({ secret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/tls-Ab3dEf' }),
  sizes: { one: { cpus: 2, memoryGiB: 4 } },
};

/** Stacks of the app by name, as Terraform reads them. `apart`: the cluster's data in a stack of its own. */
function synthesised(names: { below: string; front: string; apart?: string }): (name: string) => Configuration {
  const outdir = mkdtempSync(join(tmpdir(), 'terrane-front-'));
  try {
    const app = new App({ outdir });
    const below = stackNamed(app, names.below);
    const front = names.front === names.below ? below : stackNamed(app, names.front);
    const cluster = new HpcCluster(below, 'Cluster', {
      clusterName: 'modi',
      head: { machine: 'm7i.large' },
      partitions: { short: { machine: 'c7i.2xlarge', max: 4 } },
      notebooks: true,
      ...(names.apart === undefined ? {} : { dataStack: stackNamed(app, names.apart) }),
    });
    new NotebookGateway(front, 'Notebooks', { ...GATEWAY, sessions: inCluster(cluster) });
    app.synth();
    const texts = new Map(
      [...new Set(Object.values(names))].map((name) => [
        name,
        readFileSync(join(outdir, 'stacks', name, 'cdk.tf.json'), 'utf8'),
      ]),
    );
    return (name) => new Configuration(texts.get(name) ?? '');
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

describe('a gateway in front of a cluster of another stack', () => {
  const stack = synthesised({ below: 'Below', front: 'Front', apart: 'Data' });
  const front = stack('Front');

  test("reads the cluster's state, and the cluster nothing of it", () => {
    expect(Object.keys(front.json.data.terraform_remote_state)).toEqual([
      'cross-stack-reference-input-Below',
      'cross-stack-reference-input-Data',
    ]);
    expect(stack('Below').text).not.toContain('cross-stack-reference-input-Front');
  });

  test('hides no rule, policy or document in a plan: what comes from the other state is marked as no secret, once', () => {
    const remote = [...front.text.matchAll(/(\w*\(?)data\.terraform_remote_state\.[\w-]+\.outputs/g)];
    expect(remote.length).toBeGreaterThan(10);
    expect(remote.filter(([, before]) => before !== 'nonsensitive(')).toEqual([]);
    expect(front.text).not.toContain('nonsensitive(nonsensitive(');
  });

  test('has one machine and the rules of both ends', () => {
    expect(front.counts()).toMatchObject({ aws_instance: 1, aws_security_group: 1 });
    const ports = front
      .resources('aws_vpc_security_group_ingress_rule')
      .filter(({ security_group_id }) => security_group_id.includes('remote_state'))
      .map(({ from_port }) => from_port);
    expect(ports.sort()).toEqual([2049, 32768, 6817]);
  });
});

test('in one stack the gateway comes after the name of the head', () => {
  const both = synthesised({ below: 'Both', front: 'Both' })('Both');
  const { Notebooks_Head: gateway } = Object.fromEntries(
    Object.entries<{ depends_on: string[] }>(both.json.resource.aws_instance).map(([name, instance]) => [
      name.replace(/_[0-9A-F]{8}$/, ''),
      instance,
    ]),
  );
  expect(gateway?.depends_on.filter((name) => name.includes('.Cluster_'))).toEqual([
    expect.stringMatching(/^aws_route53_record\.Cluster_HeadName/),
    expect.stringMatching(/^aws_instance\.Cluster_Head_/),
  ]);
});
