import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Blueprint } from 'terrane';
import { blueprints, EXAMPLES, GOLDEN } from '../../examples/synthesise';
import { pythonProgram, ROOT } from '../support/paths';

const READ =
  'import sys, pathlib; from terrane_hub.declaration import read_declaration; print(read_declaration(pathlib.Path(sys.argv[1])).name)';
const folder = mkdtempSync(join(tmpdir(), 'terrane-declarations-'));

afterAll(() => rmSync(folder, { recursive: true }));

/** One app a cloud says it all: a blueprint is the same on both engines. */
const GATEWAYS = GOLDEN.filter(([id, , golden]) =>
  readdirSync(join(EXAMPLES, id, golden)).some((name) =>
    readFileSync(join(EXAMPLES, id, golden, name), 'utf8').includes('hub/declaration.json'),
  ),
);
/** What gateways of the examples are told, by example and construct. */
const TOLD = GATEWAYS.flatMap(([id, engine]) =>
  [...blueprints(id, engine)].flatMap(([name, json]) => {
    const files = Blueprint.fromJson(json)
      .partsOf('bundle')
      .flatMap((bundle) => bundle.files);
    return files
      .filter(({ path }) => path === 'hub/declaration.json')
      .map(({ text }) => ({ what: `${id} ${engine} ${name}`, text: text as string }));
  }),
);

test.each(TOLD)("$what: the gateway's programs understand what they are told", ({ text }) => {
  const file = join(folder, 'declaration.json');
  writeFileSync(file, text);
  const env = { ...process.env, PYTHONPATH: join(ROOT, 'runtime/nodes'), PYTHONDONTWRITEBYTECODE: '1' };
  const said = execFileSync(pythonProgram('hub', 'python'), ['-c', READ, file], { encoding: 'utf8', env });
  expect(said.trim()).toBe((JSON.parse(text) as { name: string }).name);
});
