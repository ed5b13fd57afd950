import { CfnEIP, CfnEIPAssociation } from 'aws-cdk-lib/aws-ec2';
import type { Renderer } from '../rendering';

/**
 * An Elastic IP address. It moves to a new machine when that is there, and the old one is without it then. Until the first has
 * it, it reaches the world by an address that EC2 lends it.
 */
export const renderPublicAddress: Renderer<'publicAddress'> = (part, rendering) => {
  const place = rendering.place(part);
  const address = new CfnEIP(place, 'Resource', { domain: 'vpc', tags: rendering.nameTag(part) });
  const link = new CfnEIPAssociation(place, 'Association', {
    allocationId: address.attrAllocationId,
    instanceId: rendering.attribute(part.target, 'id'),
  });
  return { resources: [address, link], attributes: { address: () => address.attrPublicIp } };
};
