import { Eip } from '@cdktf/provider-aws/lib/eip/index.js';
import { EipAssociation } from '@cdktf/provider-aws/lib/eip-association/index.js';
import { ref } from '../../../blueprint';
import type { Renderer } from '../rendering';

/** An Elastic IP address; it moves to a new machine. Until then a machine reaches the world by an address that EC2 lends it. */
export const renderPublicAddress: Renderer<'publicAddress'> = (part, rendering) => {
  const home = rendering.home(part);
  const address = new Eip(home, 'Resource', { domain: 'vpc', tags: rendering.tags(part) });
  const link = new EipAssociation(home, 'Association', {
    allocationId: address.id,
    instanceId: rendering.text(ref(part.target, 'id'), part),
  });
  return { native: address, resources: [address, link], attributes: { address: () => address.publicIp } };
};
