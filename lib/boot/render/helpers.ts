import type { BootCloud } from '../clouds';
import type { HelperText } from '../clouds/cloud';
import { DIRECTORY_HELPERS } from './directory-helpers';
import { lustreHelpers } from './lustre-helpers';
import { PLATFORM_HELPERS } from './platform-helpers';
import { slurmHelpers } from './slurm-helpers';
import { softwareHelpers } from './software-helpers';
import { storageHelpers } from './storage-helpers';
import { SYSTEM_HELPERS } from './system-helpers';

/** Shell functions that steps call, by name. A script holds those that its steps name, and those that these need. */
function helpersOf(cloud: BootCloud) {
  return {
    ...SYSTEM_HELPERS,
    ...DIRECTORY_HELPERS,
    ...softwareHelpers(cloud),
    ...storageHelpers(cloud),
    ...lustreHelpers(cloud),
    ...slurmHelpers(cloud),
    ...PLATFORM_HELPERS,
  } as const satisfies { readonly [name: string]: HelperText };
}

export type Helper = keyof ReturnType<typeof helpersOf>;

/** The functions that the given ones need, themselves included, in the order of the table. */
export function helperText(names: Iterable<string>, cloud: BootCloud): string[] {
  const helpers: { readonly [name: string]: HelperText } = helpersOf(cloud);
  const wanted = new Set<string>();
  const visit = (name: string): void => {
    if (wanted.has(name)) return;
    wanted.add(name);
    for (const need of (helpers[name] as HelperText).needs) visit(need);
  };
  for (const name of names) visit(name);
  return Object.entries(helpers).flatMap(([name, { text }]) => (wanted.has(name) ? [text] : []));
}
