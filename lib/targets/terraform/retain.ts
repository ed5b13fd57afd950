import type { TerraformResourceLifecycle } from 'cdktf';
import type { Part } from '../../blueprint';

/**
 * The lifecycle of a part's main resource.
 *
 * Terraform cannot leave a resource behind as CloudFormation does; it can refuse to delete it, and refuses then the whole
 * `destroy` of the stack. So retained parts are protected wherever they lie, and a data layer of their own lets the rest go.
 */
export function keep(
  part: Part,
  lifecycle?: TerraformResourceLifecycle,
): { readonly lifecycle?: TerraformResourceLifecycle } {
  if (part.retain === true) return { lifecycle: { ...lifecycle, preventDestroy: true } };
  return lifecycle === undefined ? {} : { lifecycle };
}
