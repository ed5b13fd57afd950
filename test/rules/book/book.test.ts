import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BOOK } from '../../../lib/rules/book';

const LIB = join(__dirname, '../../../lib');

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((each) =>
    each.isDirectory() ? files(join(folder, each.name)) : [join(folder, each.name)],
  );
}

const TEXTS = new Map(files(LIB).map((file) => [file, readFileSync(file, 'utf8')]));
const IDS = BOOK.map(({ id }) => id);

test('every rule has an id of its own, in kebab case, and a file of that name', () => {
  expect(IDS.filter((id) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  expect(IDS.filter((id, index) => IDS.indexOf(id) !== index)).toEqual([]);
  const named = [...TEXTS.keys()].filter((file) => file.startsWith(join(LIB, 'rules')));
  expect(IDS.filter((id) => !named.some((file) => file.endsWith(`/${id}.ts`)))).toEqual([]);
});

test('every file of a rule is in the book', () => {
  const declared = [...TEXTS.values()].flatMap(
    (text) => /= (?:rule|heldElsewhere)\(\{\n\s+id: '([a-z0-9-]+)'/.exec(text)?.slice(1) ?? [],
  );
  expect(declared.filter((id) => !IDS.some((each) => each === id))).toEqual([]);
});

test('every rule that is held elsewhere is held somewhere', () => {
  const held = (id: string): boolean =>
    [...TEXTS].some(([file, text]) => !file.endsWith(`/${id}.ts`) && text.includes(`'${id}'`));
  expect(BOOK.filter((each) => !('check' in each) && !held(each.id)).map(({ id }) => id)).toEqual([]);
});
