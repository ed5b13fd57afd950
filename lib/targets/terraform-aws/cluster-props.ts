import type { TerraformStack } from 'cdktf';

/** Where a cluster goes, in the words of CDK for Terraform. */
export interface TerraformClusterProps {
  /** Region of the provider, where it is known: prices, offers and images are checked for it. @default not known */
  readonly region?: string;
  /**
   * A stack of its own for what must outlive the cluster: homes, scheduler state, results. `terraform destroy` of the cluster's
   * stack then leaves them and nothing else. It needs an `AwsProvider` of the same account and Region, and a backend that both
   * stacks can reach; it is deployed first.
   *
   * @default the cluster's own stack, whose `terraform destroy` is then refused as a whole for the sake of what is retained
   */
  readonly dataStack?: TerraformStack;
}

/** Takes the props of CDK for Terraform out of a declaration. */
export function neutralProps<P extends TerraformClusterProps>(props: P): Omit<P, keyof TerraformClusterProps> {
  const { region: _region, dataStack: _dataStack, ...neutral } = props;
  return neutral;
}
