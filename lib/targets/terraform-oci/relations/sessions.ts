import type { TerraformResource } from 'cdktf';
import { BastionBastion } from 'terrane/oci/bastion-bastion';
import { CoreNetworkSecurityGroupSecurityRule } from 'terrane/oci/core-network-security-group-security-rule';
import { CoreSecurityList } from 'terrane/oci/core-security-list';
import { CoreSubnet } from 'terrane/oci/core-subnet';
import { type MachinePart, pascal, type SubnetPart } from '../../../blueprint';
import type { Rendering } from '../rendering';

const SSH = 22;
const TCP = '6';
const EVERYWHERE = ['0.0.0.0/0'];
/** Three hours, the longest: https://docs.oracle.com/en-us/iaas/Content/Bastion/Concepts/bastionoverview.htm */
const SESSION_SECONDS = 10_800;

/**
 * The cloud's own way to machines without an open port: a bastion, where some identity is granted sessions. It opens SSH, for
 * people whom the tenancy's policies let, from one address within the network.
 */
export function renderSessions(rendering: Rendering): TerraformResource[] {
  const { blueprint, location } = rendering;
  const machines = blueprint.partsOf('machine').filter((machine) => isEntered(machine, rendering));
  const [first] = machines;
  if (first === undefined) return [];
  const subnet = bastionSubnet(first, rendering);
  const list = subnet.existingId === undefined ? [openInside(subnet, rendering)] : [];
  const bastion = new BastionBastion(rendering.commons, 'Bastion', {
    compartmentId: rendering.compartmentId,
    bastionType: 'standard',
    name: pascal(`terrane-${blueprint.data.name}`),
    targetSubnetId: rendering.attribute(subnet.id, 'id'),
    clientCidrBlockAllowList: [...(location.sessionsFrom ?? EVERYWHERE)],
    maxSessionTtlInSeconds: SESSION_SECONDS,
    freeformTags: rendering.freeform(),
  });
  const address = bastion.privateEndpointIpAddress;
  return [...list, bastion, ...machines.flatMap((machine) => letIn(machine, address, rendering))];
}

// Machines that are always there; nodes are entered from them.
function isEntered(machine: MachinePart, { blueprint }: Rendering): boolean {
  return blueprint.data.grants.some(({ access, on }) => access === 'session' && on === machine.id);
}

// No machine lies in a public subnet unless it has a public address: what the bastion may send is open to it alone.
function bastionSubnet(machine: MachinePart, { blueprint }: Rendering): SubnetPart {
  const own = blueprint.partOf('subnet', machine.subnet);
  const entry = blueprint.partsOf('subnet').find((each) => each.network === own.network && each.reach === 'public');
  return entry ?? own;
}

// A bastion belongs to no security group: what it sends, its subnet's list must let through.
function openInside(subnet: SubnetPart, rendering: Rendering): TerraformResource {
  const targets = rendering.blueprint.partsOf('subnet').filter((each) => each.network === subnet.network);
  const list = new CoreSecurityList(rendering.annex(subnet), 'Bastion', {
    compartmentId: rendering.compartmentId,
    vcnId: rendering.attribute(subnet.network, 'id'),
    ...rendering.named(subnet),
    egressSecurityRules: targets.map(({ cidr }) => ({
      protocol: TCP,
      destination: cidr as string,
      destinationType: 'CIDR_BLOCK',
      stateless: false,
      description: 'the bastion opens SSH',
      tcpOptions: { min: SSH, max: SSH },
    })),
  });
  const { native } = rendering.get(subnet.id);
  if (native instanceof CoreSubnet) native.securityListIds = [list.id];
  return list;
}

function letIn(machine: MachinePart, address: string, rendering: Rendering): TerraformResource[] {
  const own = machine.securityGroups.filter(
    (id) => rendering.blueprint.partOf('securityGroup', id).existingId === undefined,
  );
  return own.slice(0, 1).map((id) => {
    const group = rendering.blueprint.partOf('securityGroup', id);
    return new CoreNetworkSecurityGroupSecurityRule(rendering.annex(group), 'IngressTcp22FromBastion', {
      networkSecurityGroupId: rendering.attribute(id, 'id'),
      direction: 'INGRESS',
      protocol: TCP,
      source: `${address}/32`,
      sourceType: 'CIDR_BLOCK',
      stateless: false,
      description: 'SSH from the bastion',
      tcpOptions: { destinationPortRange: { min: SSH, max: SSH } },
    });
  });
}
