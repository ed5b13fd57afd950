/**
 * What an engine does to a resource: `update` in place, `replace` by another one, `create`, `delete`, `keep`: it is no longer
 * the deployment's and stays where it is, `refuse`: the deployment fails.
 */
export type ResourceAction = 'create' | 'update' | 'replace' | 'delete' | 'keep' | 'refuse';

/** Why a resource changes. */
export interface ResourceCause {
  /** Of the resource, in the engine's words, e.g. `CidrBlock`, `root_block_device.encrypted`. */
  readonly property: string;
  /** What the engine does for it. */
  readonly does: 'update' | 'replace' | 'refuse';
  /** The resource whose own change it follows; absent where the template itself differs. */
  readonly follows?: string;
  /** Who has, when this one is made, what only one can have; the deployment fails. */
  readonly taken?: string;
  /** Why the harsher is said where the engine alone knows; absent where it is certain. */
  readonly unsure?: string;
}

/** A resource that differs between two templates. */
export interface ResourceChange {
  readonly engine: 'CloudFormation' | 'Terraform';
  /** Construct path of the stack. */
  readonly stack: string;
  /** Logical id, or address. */
  readonly address: string;
  /** e.g. `AWS::EC2::Instance`, `aws_instance` */
  readonly type: string;
  /** Of the construct, in the template that has it (the later one where both have). */
  readonly path?: string;
  readonly action: ResourceAction;
  /** Whether the former one is left behind where another takes its place, or where it is no longer declared. */
  readonly keepsFormer: boolean;
  /** Whether an update stops a machine and starts it. */
  readonly restarts: boolean;
  /** Whether the resource or its type holds what people or programs wrote. */
  readonly holdsNothing: boolean;
  readonly causes: readonly ResourceCause[];
}
