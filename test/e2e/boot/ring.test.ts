import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder, ROOT } from '../support/paths';

const SOURCE = join(ROOT, 'runtime/nodes/selftest/ring.c');
const MPI = { ...process.env, OMPI_MCA_mpi_yield_when_idle: '1' };

let folder: string;
beforeAll(() => {
  folder = emptyFolder('ring');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function compile(name: string, source: string): string {
  const program = join(folder, name);
  execFileSync('mpicc', ['-Wall', '-Werror', '-O2', '-o', program, source]);
  return program;
}

function run(program: string, ranks: number): { status: number | null; stdout: string } {
  const { status, stdout } = spawnSync(
    'mpirun',
    ['--allow-run-as-root', '--oversubscribe', '-np', String(ranks), program],
    {
      encoding: 'utf8',
      env: MPI,
      timeout: 60_000,
    },
  );
  return { status, stdout };
}

test.each([1, 2, 5])(
  'the ring passes over %i ranks, each of which says where it is',
  (ranks) => {
    const { status, stdout } = run(compile('ring', SOURCE), ranks);
    expect(status).toBe(0);
    expect(stdout.match(new RegExp(`^rank [0-9]+ of ${ranks} `, 'gm'))).toHaveLength(ranks);
  },
  90_000,
);

test('a token that is lost on the way is a failure', () => {
  const source = readFileSync(SOURCE, 'utf8');
  const wrong = source.replace('int sent = ++token;', 'int sent = token += 2;');
  expect(wrong).not.toBe(source);
  const file = join(folder, 'wrong.c');
  writeFileSync(file, wrong);
  expect(run(compile('wrong', file), 3).status).not.toBe(0);
}, 90_000);
