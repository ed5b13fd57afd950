import { mkdtempSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The project's root. */
export const ROOT = resolve(__dirname, '../../..');

/** Where prepared environments and images are kept between runs. */
export const CACHE =
  process.env['TERRANE_CACHE'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'terrane');

/** A program of a prepared Python environment. */
export function pythonProgram(environment: string, program: string): string {
  return join(CACHE, `python-${environment}`, 'bin', program);
}

/** The Python that has the emulator, as `terrane rehearse prepare` made it for the suites. */
export function rehearsalPython(): string {
  const program = process.env['TERRANE_REHEARSAL_PYTHON'];
  if (program === undefined) throw new Error('TERRANE_REHEARSAL_PYTHON is not set: run the suites by `npm run e2e`.');
  return program;
}

/** A new empty folder; the caller removes it. */
export function emptyFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `terrane-${name}-`));
}
