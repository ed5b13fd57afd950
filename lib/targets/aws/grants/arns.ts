import { env, isUnresolved, join, type Text } from '../../../blueprint';

/** `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE` */
export function arnOf(service: string, ...resource: readonly Text[]): Text {
  return join('arn:', env('cloud'), `:${service}:`, env('region'), ':', env('account'), ':', ...resource);
}

export function ec2Arn(type: string, id: Text): Text {
  return arnOf('ec2', `${type}/`, id);
}

/** Images and snapshots belong to no account in an ARN. */
export function sharedEc2Arn(type: string): Text {
  return join('arn:', env('cloud'), ':ec2:', env('region'), `::${type}/*`);
}

/** ARN of a key given by ARN or by id. A deploy-time value is taken for an ARN. */
export function keyArn(key: Text): Text {
  if (typeof key !== 'string' || isUnresolved(key) || key.startsWith('arn:')) return key;
  return arnOf('kms', key.startsWith('alias/') ? key : `key/${key}`);
}

/** Principal of a service; the same name in every AWS partition for EC2. */
export function servicePrincipal(service: string): string {
  return `${service}.amazonaws.com`;
}
