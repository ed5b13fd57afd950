import type { Blueprint } from '../../blueprint';
import { type Finding, TerraneError } from '../../errors';

/** How AWS CDK marks its deploy-time values; Terraform would take the mark for a plain word. */
const CDK_MARK = /[$#]\{Token\[/;

/** Refuses values of the other engine. All that is rendered comes from the blueprint, so that is where they are looked for. */
export function refuseCdkTokens(blueprint: Blueprint): void {
  const { path, parts, flows, tags } = blueprint.data;
  const declared: { readonly [place: string]: unknown } = {
    ...Object.fromEntries(parts.map((part) => [part.id, part])),
    flows,
    tags,
  };
  const places = Object.entries(declared).flatMap(([place, value]) => placesIn(value, place));
  if (places.length > 0) throw new TerraneError(places.map((place) => finding(path, place)));
}

function finding(path: string, place: string): Finding {
  return {
    code: 'foreign-token',
    level: 'error',
    path: `${path}: ${place}`,
    message:
      'holds a value of AWS CDK, which a Terraform configuration cannot know. Give the value itself, or one of a construct ' +
      'of CDK for Terraform.',
  };
}

function placesIn(value: unknown, place: string): string[] {
  if (typeof value === 'string') return CDK_MARK.test(value) ? [place] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(CDK_MARK.test(key) ? [place] : []),
    ...placesIn(inner, `${place}.${key}`),
  ]);
}
