import { dependable, type TerraformResource } from 'cdktf';

const known = new WeakMap<TerraformResource, string>();

/** How others name a resource that they come after; the engine would make a new value, with a stack trace, at every call. */
export function reference(resource: TerraformResource): string {
  const name = known.get(resource) ?? dependable(resource);
  known.set(resource, name);
  return name;
}
