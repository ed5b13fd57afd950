import type { Blueprint } from '../../blueprint';
import { type Finding, TerraneError } from '../../errors';

/** How CDK for Terraform marks its deploy-time values; CloudFormation would take the mark for a plain word. */
const TERRAFORM_MARK = 'TfToken[';

/** Refuses values of the other engine. All that is rendered comes from the blueprint, so that is where they are looked for. */
export function refuseTerraformTokens(blueprint: Blueprint): void {
  const { path, parts, flows, tags } = blueprint.data;
  const places = [
    ...parts.flatMap((part) => placesIn(part, part.id)),
    ...placesIn(flows, 'flows'),
    ...placesIn(tags, 'tags'),
  ];
  if (places.length > 0) throw new TerraneError(places.map((place) => finding(path, place)));
}

function finding(path: string, place: string): Finding {
  return {
    code: 'foreign-token',
    level: 'error',
    path: `${path}: ${place}`,
    message:
      'holds a value of CDK for Terraform, which a CloudFormation template cannot know. Give the value itself, ' +
      'or one of a construct of AWS CDK.',
  };
}

function placesIn(value: unknown, place: string): string[] {
  if (typeof value === 'string') return value.includes(TERRAFORM_MARK) ? [place] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key.includes(TERRAFORM_MARK) ? [place] : []),
    ...placesIn(inner, Array.isArray(value) ? `${place}[${key}]` : `${place}.${key}`),
  ]);
}
