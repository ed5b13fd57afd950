// Writes the table of equivalents into the README, from the built project (npm run build first).
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(fileURLToPath(import.meta.url), '../..');
const { equivalenceTable } = createRequire(import.meta.url)(join(ROOT, 'dist/lib/targets/shared/equivalence.js'));
const file = join(ROOT, 'README.md');
const [BEGIN, END] = ['<!-- equivalents: written by npm run equivalents -->', '<!-- end of equivalents -->'];
const text = readFileSync(file, 'utf8');
const [before, after] = [text.split(BEGIN)[0], text.split(END)[1]];
if (after === undefined) throw new Error(`README.md has no place for the table: ${BEGIN} ... ${END}`);
writeFileSync(file, `${before}${BEGIN}\n${equivalenceTable()}\n${END}${after}`);
