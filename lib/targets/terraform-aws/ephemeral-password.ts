import { TerraformElement } from 'cdktf';
import type { Construct } from 'constructs';

const TYPE = 'aws_secretsmanager_random_password';

/**
 * A password that Secrets Manager makes while Terraform runs, and that neither plan nor state holds: an ephemeral resource,
 * which the engine has no class for. Terraform 1.11 is the first whose resources take such a value.
 * https://developer.hashicorp.com/terraform/language/resources/ephemeral
 */
export class EphemeralPassword extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly length: number,
  ) {
    super(scope, id, TYPE);
  }

  /** For a write-only argument; Terraform refuses it anywhere else. */
  get value(): string {
    return `\${ephemeral.${TYPE}.${this.friendlyUniqueId}.random_password}`;
  }

  override toTerraform() {
    const password = { password_length: this.length, exclude_punctuation: true, include_space: false };
    return {
      terraform: { required_version: '>= 1.11' },
      ephemeral: { [TYPE]: { [this.friendlyUniqueId]: password } },
    };
  }

  override toHclTerraform(): never {
    throw new Error(`${this.node.path}: an ephemeral resource has no HCL form in this engine; synthesise to JSON`);
  }
}
