import { type ResourceRow, replacingPaths } from '../../../../lib/targets/terraform-oci/schema/table';
import { isUnknown, isValues, same, type Value, type Values } from '../schema/value';

type Step = { attribute_name: string } | { element_key_int: number };
export interface Path {
  readonly steps: readonly Step[];
}

/** Where a change makes a new resource. */
export function replacements(row: ResourceRow, prior: Values, planned: Values): readonly Path[] {
  const fields = replacingPaths(row).flatMap((path) => differences(path.split('.'), prior, planned));
  const keys = Object.entries(row.replacingKeys ?? {}).flatMap(([path, names]) =>
    names.some((name) => !same(at(prior[path], name), at(planned[path], name)))
      ? [{ steps: [{ attribute_name: path }] }]
      : [],
  );
  return [...fields, ...keys];
}

const at = (map: Value | undefined, key: string): Value | undefined => (isValues(map) ? map[key] : map);

function differences([name, ...rest]: readonly string[], prior: Values, planned: Values): readonly Path[] {
  const step = { attribute_name: name as string };
  const [before, now] = [prior[step.attribute_name], planned[step.attribute_name]];
  if (same(before, now)) return [];
  if (rest.length === 0 || isUnknown(now)) return [{ steps: [step] }];
  if (!Array.isArray(before) || !Array.isArray(now)) return [];
  return now.flatMap((item, index) => {
    const was = before[index];
    const below = differences(rest, isValues(was) ? was : {}, isValues(item) ? item : {});
    return below.map(({ steps }) => ({ steps: [step, { element_key_int: index }, ...steps] }));
  });
}
