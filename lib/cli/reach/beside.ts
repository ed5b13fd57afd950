import { relative, resolve } from 'node:path';
import { compareRules, type RuleDifference } from '../../targets/shared/synthesised/compare-rules';
import { madeRules } from '../../targets/shared/synthesised/rules';
import type { Found } from '../find';

/** What the templates of all folders and the flows of the blueprints in them say differently. */
export function rulesBeside(found: readonly Found[], root: string): RuleDifference {
  const folders = [
    ...new Set(found.flatMap(({ places }) => places.flatMap((each) => (each.engine === null ? [] : [each.folder])))),
  ];
  const differences = folders.map((folder) => {
    const own = found.filter(({ places }) => places.some((each) => each.folder === folder));
    return compareRules(
      own.map(({ blueprint }) => blueprint),
      madeRules(resolve(root, folder)),
    );
  });
  return {
    extra: differences.flatMap(({ extra }) => extra.map((rule) => ({ ...rule, file: relative(root, rule.file) }))),
    missing: differences.flatMap(({ missing }) => missing),
  };
}
