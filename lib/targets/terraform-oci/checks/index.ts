import { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { type Finding, formatFinding } from '../../../errors';
import { resourceFindings } from './findings';
import type { Fields } from './walk';

/**
 * Has what lies below a construct checked when its app is synthesised: the provider and Terraform leave most wrong values to
 * the cloud, which refuses them in the middle of a deployment. What users change in native resources is checked as well.
 */
export function addNativeChecks(scope: Construct): void {
  scope.node.addValidation({ validate: () => nativeFindings(scope).map(formatFinding) });
}

/** What is wrong with the resources of Oracle Cloud below a construct. */
export function nativeFindings(scope: Construct): Finding[] {
  return scope.node
    .findAll()
    .filter(TerraformResource.isTerraformResource)
    .filter((resource) => resource.terraformResourceType.startsWith('oci_'))
    .flatMap((resource) => resourceFindings(resource.terraformResourceType, fieldsOf(resource), resource.node.path));
}

function fieldsOf(resource: TerraformResource): Fields {
  const { resource: types } = resource.toTerraform() as { resource: { [type: string]: { [name: string]: Fields } } };
  return types[resource.terraformResourceType]?.[resource.friendlyUniqueId] ?? {};
}
