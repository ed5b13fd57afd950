import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Deployable } from '../../../../lib/testing';

export type Resources = { readonly [logicalId: string]: { readonly Type: string; readonly [part: string]: unknown } };

/** Public parameter of the newest image of Debian 13. */
export const DEBIAN = '{{resolve:ssm:/aws/service/debian/release/13/latest/amd64}}';

const folders: string[] = [];

/** A template of CloudFormation in a file of its own; the stack has the file's name. */
export function template(name: string, resources: Resources): Deployable {
  const folder = mkdtempSync(join(tmpdir(), 'terrane-template-'));
  folders.push(folder);
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify({ Resources: resources }));
  return { template: file };
}

export function removeTemplates(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A VPC with one subnet from which nothing leads anywhere. */
export const PRIVATE_NETWORK: Resources = {
  Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.7.0.0/16', EnableDnsHostnames: true } },
  Subnet: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.7.1.0/24' } },
};

/** An instance in it that boots from user data. */
export function instance(userData: string, properties: object = {}): Resources[string] {
  const UserData = Buffer.from(userData).toString('base64');
  const own = { ImageId: DEBIAN, InstanceType: 't3.micro', SubnetId: { Ref: 'Subnet' }, UserData };
  return { Type: 'AWS::EC2::Instance', Properties: { ...own, ...properties } };
}
