import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const read = (...path: string[]) => JSON.parse(readFileSync(join(ROOT, ...path, 'package.json'), 'utf8'));

test('the repository that shows the test kit pins what this one pins', () => {
  const { version, devDependencies } = read();
  const { dependencies, devDependencies: own } = read('examples', 'blueprint-tests');
  const { terrane, ...others } = { ...dependencies, ...own };
  expect(terrane).toBe(version);
  for (const [name, pinned] of Object.entries(others)) expect([name, pinned]).toEqual([name, devDependencies[name]]);
});
