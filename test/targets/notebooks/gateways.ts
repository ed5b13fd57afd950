import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, Stack } from 'aws-cdk-lib/core';
import { TerraformStack, Testing } from 'cdktf';
import { acme, balancer, type NotebookGatewayProps, oidc, onGateway } from '../../../lib';
import { NotebookGateway as ByCloudFormation } from '../../../lib/targets/aws-cdk';
import { NotebookGateway as ByTerraform } from '../../../lib/targets/terraform-aws';
import { NotebookGateway as OnOci } from '../../../lib/targets/terraform-oci';
import { PLACE } from '../terraform-oci/support';

type Json = { readonly [key: string]: unknown };
/** Type, name and settings of a resource. */
export interface Made {
  readonly type: string;
  readonly settings: Json;
}

const CLOUD = {
  aws: {
    secret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/one-Ab3dEf',
    certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21',
    logs: 'campus-access-logs',
    machine: 'm7i.2xlarge',
  },
  oci: {
    secret: 'ocid1.vaultsecret.oc1.eu-frankfurt-1.amaaaaaaexample',
    certificate: 'ocid1.certificate.oc1.eu-frankfurt-1.amaaaaaaexample',
    logs: 'ocid1.loggroup.oc1.eu-frankfurt-1.amaaaaaaexample',
    machine: 'VM.Standard.E5.Flex.4.32',
  },
} as const;

function common(on: keyof typeof CLOUD): Omit<NotebookGatewayProps, 'tls'> {
  return {
    host: 'notebooks.example.edu',
    identity: oidc({
      issuer: 'https://login.example.edu',
      clientId: 'notebooks',
      clientSecret: CLOUD[on].secret,
      allowedGroups: ['physics'],
    }),
    sessions: onGateway({ machine: CLOUD[on].machine }),
    openTo: ['192.0.2.0/24'],
  };
}

/** A gateway behind the cloud's load balancer. */
export function balanced(on: keyof typeof CLOUD, change: Partial<NotebookGatewayProps> = {}): NotebookGatewayProps {
  const { certificate, logs } = CLOUD[on];
  return { ...common(on), tls: balancer({ certificate, logs }), ...change };
}

/** One that people reach by itself. */
export function open(on: keyof typeof CLOUD): NotebookGatewayProps {
  return { ...common(on), tls: acme({ email: 'hpc@example.edu' }) };
}

export function byCloudFormation(props: NotebookGatewayProps): Json {
  const app = new App();
  const stack = new Stack(app, 'Physics', { env: { region: 'us-east-1' } });
  new ByCloudFormation(stack, 'Hub', props);
  return app.synth().getStackByName(stack.stackName).template as Json;
}

export function byTerraform(props: NotebookGatewayProps): Json {
  const stack = new TerraformStack(Testing.app(), 'Physics');
  new AwsProvider(stack, 'Aws', { region: 'us-east-1' });
  new ByTerraform(stack, 'Hub', { ...props, region: 'us-east-1' });
  return JSON.parse(Testing.synth(stack));
}

export function onOci(props: NotebookGatewayProps): Json {
  const stack = new TerraformStack(Testing.app(), 'Physics');
  new OnOci(stack, 'Hub', { ...props, place: PLACE });
  return JSON.parse(Testing.synth(stack));
}

/** Resources of a CloudFormation template or a Terraform configuration, of some types. */
export function made(text: Json, ...types: readonly string[]): Made[] {
  const cfn = Object.values((text['Resources'] ?? {}) as { readonly [id: string]: { Type: string; Properties: Json } });
  const terraform = Object.entries(
    (text['resource'] ?? {}) as { readonly [type: string]: { readonly [id: string]: Json } },
  );
  return [
    ...cfn.map(({ Type, Properties }) => ({ type: Type, settings: Properties })),
    ...terraform.flatMap(([type, all]) => Object.values(all).map((settings) => ({ type, settings }))),
  ].filter(({ type }) => types.includes(type));
}
