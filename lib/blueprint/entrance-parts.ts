import type { PartBase } from './part-base';
import type { Text } from './text';

/**
 * A public address that stays when the machine which has it is replaced; it goes with the deployment. Attributes: `address`,
 * which is the machine's from then on.
 */
export interface PublicAddressPart extends PartBase {
  readonly kind: 'publicAddress';
  readonly description: string;
  /** The machine part that it leads to. */
  readonly target: string;
}

/**
 * A load balancer of the cloud's that ends TLS with a certificate of the cloud's and leads to one machine, by TLS again. Port
 * 80 leads to port 443. Attributes: `address`: AWS: a name; Oracle Cloud: an address.
 */
export interface BalancerPart extends PartBase {
  readonly kind: 'balancer';
  readonly description: string;
  /** Whether the internet reaches it. */
  readonly open: boolean;
  readonly subnets: readonly string[];
  readonly securityGroup: string;
  /** AWS: ARN of a certificate of Certificate Manager's; Oracle Cloud: OCID of one of the Certificates service's. */
  readonly certificate: Text;
  /** The machine part that it leads to, and the port there, which speaks TLS with a certificate of the machine's own. */
  readonly target: string;
  readonly targetPort: number;
  /** What answers 200 there while the machine is well. */
  readonly healthPath: string;
  /** A connection on which nothing passes for so long is closed. */
  readonly idleSeconds: number;
  /** Where requests are noted. AWS: a bucket's name; Oracle Cloud: OCID of a log group. Absent: nowhere. */
  readonly logs?: Text;
}
