/** What every part has. */
export interface PartBase {
  /** Unique within the blueprint, in kebab case; engines derive their logical ids from it, so it is a public contract. */
  readonly id: string;
  /** Whether it outlives the deployment: destroying or replacing the stack leaves it. Default: no. */
  readonly retain?: boolean;
}
