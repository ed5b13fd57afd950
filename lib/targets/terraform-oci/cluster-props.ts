import type { TerraformStack } from 'cdktf';
import type { OciPlace } from './place';

/** Where a cluster goes, in the words of CDK for Terraform on Oracle Cloud. */
export interface OciClusterProps {
  /** Tenancy, compartment, Region and what else of the place must not be looked up while synthesising. */
  readonly place: OciPlace;
  /**
   * A stack of its own for what must outlive the cluster: homes, scheduler state, results, and the tags that they carry.
   * `terraform destroy` of the cluster's stack then leaves them and nothing else. It needs an `OciProvider` of the same tenancy
   * and Region, and a backend that both stacks can reach; it is deployed first.
   *
   * @default the cluster's own stack, whose `terraform destroy` is then refused as a whole for the sake of what is retained
   */
  readonly dataStack?: TerraformStack;
}

/** Takes the props of this target out of a declaration. */
export function neutralProps<P extends OciClusterProps>(props: P): Omit<P, keyof OciClusterProps> {
  const { place: _place, dataStack: _dataStack, ...neutral } = props;
  return neutral;
}
