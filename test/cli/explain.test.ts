import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { page } from '../../lib/cli/explain/page';
import { BOOK } from '../../lib/rules';
import { folderWith, removeFolders, terrane } from './folders';

afterAll(removeFolders);

const FOLDER = folderWith({});

describe('terrane explain', () => {
  test('tells all of a rule', async () => {
    const { code, out } = await terrane(FOLDER, 'explain', 'partitions-none');
    expect(code).toBe(0);
    expect(out).toContain('error: no template comes of it');
    expect(out).toContain('partitions: {}');
    expect(out).toContain('https://slurm.schedmd.com/');
  });

  test('lists every rule', async () => {
    const { out } = await terrane(FOLDER, 'explain');
    for (const { id } of BOOK) expect(out).toContain(id);
    expect(out).toContain(`${BOOK.length} rules`);
  });

  test('gives the whole book to programs', async () => {
    const { out } = await terrane(FOLDER, 'explain', '--json');
    const book = JSON.parse(out);
    expect(book.map(({ id }: { id: string }) => id)).toEqual(BOOK.map(({ id }) => id));
    expect(Object.keys(book[0])).toEqual(['id', 'level', 'title', 'why', 'remedy', 'source', 'example']);
  });

  test('a code that no rule has is misuse, and the nearest is named', async () => {
    const { code, err } = await terrane(FOLDER, 'explain', 'partition-none');
    expect(code).toBe(2);
    expect(err).toContain("there is no rule 'partition-none'. Did you mean 'partitions-none'?");
  });
});

test('the page of the rule book is written anew when a rule changes: npm run golden', () => {
  expect(readFileSync(join(__dirname, '../../lib/rules/README.md'), 'utf8')).toBe(page());
});
