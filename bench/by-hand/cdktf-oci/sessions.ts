import type { Construct } from 'constructs';
import { BastionBastion } from 'terrane/oci/bastion-bastion';
import type { CoreNetworkSecurityGroup } from 'terrane/oci/core-network-security-group';
import { CoreNetworkSecurityGroupSecurityRule } from 'terrane/oci/core-network-security-group-security-rule';
import type { CoreSubnet } from 'terrane/oci/core-subnet';
import { COMMON } from './place';
import { tcp } from './security-groups';

/** A bastion that opens SSH to the head. */
export function sessions(scope: Construct, name: string, subnet: CoreSubnet, head: CoreNetworkSecurityGroup): void {
  const words = `terrane-${name}`.split('-').map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`);
  const bastion = new BastionBastion(scope, 'Bastion', {
    ...COMMON,
    bastionType: 'standard',
    name: words.join(''),
    targetSubnetId: subnet.id,
    clientCidrBlockAllowList: ['0.0.0.0/0'],
    maxSessionTtlInSeconds: 10_800,
  });
  new CoreNetworkSecurityGroupSecurityRule(scope, 'SshFromBastion', {
    networkSecurityGroupId: head.id,
    direction: 'INGRESS',
    source: `${bastion.privateEndpointIpAddress}/32`,
    sourceType: 'CIDR_BLOCK',
    stateless: false,
    description: 'SSH from the bastion',
    ...tcp(22),
  });
}
