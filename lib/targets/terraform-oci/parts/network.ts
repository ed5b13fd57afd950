import { CoreDefaultSecurityList } from 'terrane/oci/core-default-security-list';
import { CoreInternetGateway } from 'terrane/oci/core-internet-gateway';
import { CoreVcn } from 'terrane/oci/core-vcn';
import { nameOf } from '../../shared/names';
import { topologyOf } from '../../shared/topology';
import { dnsLabel } from '../labels';
import type { Renderer } from '../rendering';

/**
 * ICMP type 3, code 4 (fragmentation needed): without it, connections hang that leave the VCN's 9,000 bytes for the internet's 1,500.
 * https://docs.oracle.com/en-us/iaas/Content/Network/Troubleshoot/connectionhang.htm
 */
const PATH_MTU = {
  protocol: '1',
  source: '0.0.0.0/0',
  sourceType: 'CIDR_BLOCK',
  stateless: false,
  description: 'path MTU discovery',
  icmpOptions: { type: 3, code: 4 },
};

/** Attributes beyond the neutral ones: `gateway`, the way to the internet. */
export const renderNetwork: Renderer<'network'> = (part, rendering) => {
  const { existingId } = part;
  if (existingId !== undefined) {
    return { resources: [], attributes: { id: () => rendering.text(existingId, part) } };
  }
  const home = rendering.home(part);
  const { compartmentId } = rendering;
  const vcn = new CoreVcn(home, 'Resource', {
    compartmentId,
    cidrBlocks: [part.cidr as string],
    dnsLabel: dnsLabel(rendering.blueprint.data.name),
    ...rendering.named(part),
  });
  const vcnId = vcn.id;
  // The list that every VCN begins with lets the whole world in by SSH, and everything out; network security groups only add
  // to it. What the flows say is all there is, but for the packets by which routers tell the size that they can carry.
  const closed = new CoreDefaultSecurityList(home, 'Closed', {
    manageDefaultResourceId: vcn.defaultSecurityListId,
    displayName: `${nameOf(rendering.blueprint, part)}-closed`,
    ingressSecurityRules: [PATH_MTU],
    freeformTags: rendering.freeform(),
  });
  if (!topologyOf(part, rendering.blueprint).internetGateway) {
    return { native: vcn, resources: [vcn, closed], attributes: { id: () => vcnId } };
  }
  const gateway = new CoreInternetGateway(home, 'Gateway', {
    compartmentId,
    vcnId,
    enabled: true,
    ...rendering.named(part),
  });
  return {
    native: vcn,
    resources: [vcn, closed, gateway],
    attributes: { id: () => vcnId, gateway: () => gateway.id },
    foundation: [closed],
  };
};
