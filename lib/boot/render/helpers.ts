import { LUSTRE_HELPERS } from './lustre-helpers';
import { SLURM_HELPERS } from './slurm-helpers';
import { SOFTWARE_HELPERS } from './software-helpers';
import { STORAGE_HELPERS } from './storage-helpers';
import { SYSTEM_HELPERS } from './system-helpers';

/** Shell functions that steps call, by name. A script holds those that its steps name, and those that these need. */
export const HELPERS = {
  ...SYSTEM_HELPERS,
  ...SOFTWARE_HELPERS,
  ...STORAGE_HELPERS,
  ...LUSTRE_HELPERS,
  ...SLURM_HELPERS,
} as const satisfies { readonly [name: string]: { readonly needs: readonly string[]; readonly text: string } };

export type Helper = keyof typeof HELPERS;

/** The functions that the given ones need, themselves included, in the order of the table. */
export function helperText(names: Iterable<string>): string[] {
  const wanted = new Set<string>();
  const visit = (name: string): void => {
    if (wanted.has(name)) return;
    wanted.add(name);
    for (const need of HELPERS[name as Helper].needs) visit(need);
  };
  for (const name of names) visit(name);
  return (Object.keys(HELPERS) as Helper[]).filter((name) => wanted.has(name)).map((name) => HELPERS[name].text);
}
