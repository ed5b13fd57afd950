import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Blueprint } from 'terrane';
import { snapshot } from 'terrane/testing';
import { blueprints, EXAMPLES, GOLDEN, IDS } from './synthesise';

test.each(GOLDEN)('%s by %s gives what %s says (npm run golden writes it, CI never does)', (id, engine, folder) => {
  const golden = join(EXAMPLES, id, folder);
  const found = [...blueprints(id, engine)].map(([name, json]) => ({ name, blueprint: Blueprint.fromJson(json) }));
  const expected = found.flatMap(({ name, blueprint }) => goldenFiles(name.replace(/\.json$/, ''), blueprint));
  expect(readdirSync(golden).sort()).toEqual(expected.map(([name]) => name).sort());
  for (const [name, text] of expected) expect(text).toBe(readFileSync(join(golden, name), 'utf8'));
});

/** Examples whose apps share a declaration; in the institution's, each engine brings a network of its own. */
const SHARED = IDS.filter((id) => ['declaration.ts', 'cdk.ts'].every((file) => existsSync(join(EXAMPLES, id, file))));

test.each(SHARED)('%s is one blueprint on both engines', (id) => {
  const [byCdktf, byCdk] = [blueprints(id, 'cdktf'), blueprints(id, 'cdk')];
  expect(byCdktf.size).toBeGreaterThan(0);
  expect(byCdktf).toEqual(byCdk);
});

test.each(IDS)('%s has a README', (id) => {
  expect(existsSync(join(EXAMPLES, id, 'README.md'))).toBe(true);
});

/** What of a cluster is worth reading in a review: its blueprint in short, and the configuration that Slurm gets, if it is there. */
function goldenFiles(name: string, blueprint: Blueprint): [string, string][] {
  const conf = blueprint.partsOf('bundle')[0]?.files.find((file) => file.path === 'slurm/slurm.conf')?.text;
  return [
    [`${name}.blueprint.txt`, snapshot(blueprint)],
    ...(conf === undefined ? [] : ([[`${name}.slurm.conf`, conf]] as [string, string][])),
  ];
}
