import { CorePublicIp } from 'terrane/oci/core-public-ip';
import { DataOciCorePrivateIps } from 'terrane/oci/data-oci-core-private-ips';
import { ref } from '../../../blueprint';
import type { Renderer } from '../rendering';

/**
 * A reserved public address. A machine's own address cannot have a second one, so that the machine is made without (machine.ts)
 * and reaches the world from when this is assigned, seconds after it runs; its boot tries again until then.
 */
export const renderPublicAddress: Renderer<'publicAddress'> = (part, rendering) => {
  const home = rendering.home(part);
  const { subnet } = rendering.blueprint.partOf('machine', part.target);
  const inside = new DataOciCorePrivateIps(home, 'Inside', {
    ipAddress: rendering.text(ref(part.target, 'address'), part),
    subnetId: rendering.text(ref(subnet, 'id'), part),
  });
  const address = new CorePublicIp(home, 'Resource', {
    compartmentId: rendering.compartmentId,
    lifetime: 'RESERVED',
    privateIpId: inside.privateIps.get(0).id,
    ...rendering.named(part),
  });
  return { native: address, resources: [address], attributes: { address: () => address.ipAddress } };
};
