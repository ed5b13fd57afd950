import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { environment, folderFor } from './environment';
import { runtimeFolder } from './folders';
import { RehearsalError } from './problem';
import type { Progress } from './progress';

const NAME = 'rehearsal';

/**
 * The Python that runs the control plane, with the emulator and what it needs: the one that TERRANE_REHEARSAL_PYTHON
 * names, else an environment in the cache, made when the requirements are new.
 */
export async function pythonProgram(progress: Progress): Promise<string> {
  const given = process.env['TERRANE_REHEARSAL_PYTHON'] ?? '';
  if (given !== '') return checked(given);
  const requirements = [join(runtimeFolder(), 'requirements.txt')];
  return environment({ name: NAME, title: 'Python environment of the emulator', requirements }, progress);
}

export function environmentFolder(requirements: string): string {
  return folderFor(NAME, requirements);
}

function checked(program: string): string {
  if (existsSync(program)) return program;
  throw new RehearsalError(`TERRANE_REHEARSAL_PYTHON names ${program}, which does not exist.`, 'misuse');
}
