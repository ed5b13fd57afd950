import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Blueprint } from 'terrane';
import { snapshot } from 'terrane/testing';
import { awsCatalogue } from '../../lib/catalogue/aws';
import { pictureOf } from '../../lib/reports';
import { svgWriter } from '../../lib/reports/picture/svg';
import { blueprints, EXAMPLES, GOLDEN, IDS } from './synthesise';
// Its tests run here, for what takes time is the synthesis.
import './rules-of-templates';

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

const PICTURED = IDS.filter((id) => existsSync(join(EXAMPLES, id, 'picture.svg')));

test.each(PICTURED)(
  '%s is drawn as its README shows it',
  async (id) => {
    const [first] = [...blueprints(id, 'cdk').entries()].sort(([a], [b]) => (a < b ? -1 : 1));
    const drawn = (await svgWriter())(pictureOf(Blueprint.fromJson(first?.[1] as string), awsCatalogue));
    expect(drawn).toBe(readFileSync(join(EXAMPLES, id, 'picture.svg'), 'utf8'));
    expect(readFileSync(join(EXAMPLES, id, 'README.md'), 'utf8')).toContain('](picture.svg)');
  },
  60_000,
);

/** What of a cluster is worth reading in a review: its blueprint in short, and the configuration that Slurm gets, if it is there. */
function goldenFiles(name: string, blueprint: Blueprint): [string, string][] {
  const conf = blueprint.partsOf('bundle')[0]?.files.find((file) => file.path === 'slurm/slurm.conf')?.text;
  return [
    [`${name}.blueprint.txt`, snapshot(blueprint)],
    ...(conf === undefined ? [] : ([[`${name}.slurm.conf`, conf]] as [string, string][])),
  ];
}
