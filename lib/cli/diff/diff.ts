import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type ChangeVerdict, difference, isHarsher } from '../../reports/difference';
import { readSynthesised, resourceChanges, type Synthesised } from '../../targets/updates';
import { EXIT, Misuse, type Surroundings } from '../streams';
import { asMarkdown } from './markdown';
import { atRevision } from './revision';
import { synthesisedBy } from './synthesise';
import { asText } from './text';

export interface DiffOptions {
  readonly from?: string;
  readonly app?: string;
  readonly allow?: ChangeVerdict;
  readonly all?: boolean;
  readonly markdown?: boolean;
  readonly json?: boolean;
}

/** Without a ceiling of the caller's own, data alone are protected. */
const DEFAULT_CEILING: ChangeVerdict = 'head-replacement';

/** Changes between two synths; ends with 1 where one is above what is allowed, or where the engine refuses one. */
export async function diff(
  old: string | undefined,
  now: string | undefined,
  options: DiffOptions,
  surroundings: Surroundings,
): Promise<number> {
  const [before, after] = await sides(old, now, options, surroundings);
  const ceiling = options.allow ?? DEFAULT_CEILING;
  const found = difference(before.blueprints, after.blueprints, resourceChanges(before.stacks, after.stacks));
  const above = found.changes.filter(({ verdict }) => isHarsher(verdict, ceiling));
  const result = { ...found, ceiling, above: above.length };
  if (options.json === true) surroundings.out(`${JSON.stringify(result, null, 2)}\n`);
  else surroundings.out(options.markdown === true ? asMarkdown(result, options) : asText(result, options));
  return above.length > 0 || found.refused > 0 ? EXIT.errors : EXIT.fine;
}

async function sides(
  old: string | undefined,
  now: string | undefined,
  { from, app }: DiffOptions,
  surroundings: Surroundings,
): Promise<[Synthesised, Synthesised]> {
  if (from === undefined) {
    if (old === undefined)
      throw new Misuse('name the synthesised folder of what is deployed, or give --from REVISION.');
    return [inFolder(old, surroundings), await later(now, app, surroundings)];
  }
  if (now !== undefined) throw new Misuse('with --from REVISION one folder at most is named, the new one.');
  const before = await atRevision(from, surroundings, (folder) => synthesisedBy(app, { ...surroundings, folder }));
  return [before, await later(old, app, surroundings)];
}

async function later(
  folder: string | undefined,
  app: string | undefined,
  surroundings: Surroundings,
): Promise<Synthesised> {
  return folder === undefined ? synthesisedBy(app, surroundings) : inFolder(folder, surroundings);
}

function inFolder(folder: string, surroundings: Surroundings): Synthesised {
  const path = resolve(surroundings.folder, folder);
  if (!existsSync(path) || !statSync(path).isDirectory()) throw new Misuse(`${folder} is not a folder.`);
  const found = readSynthesised(path);
  if (found.blueprints.length === 0)
    throw new Misuse(`no blueprint is in ${folder}: no terrane/*.json. Is a construct of Terrane in the app?`);
  if (found.stacks.length === 0)
    throw new Misuse(`no template is in ${folder}: no manifest.json of an engine lies beside the blueprints.`);
  return found;
}
