import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../../support/paths';

/** `terrane rehearse ...` as a user calls it. */
export function rehearse(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const program = join(ROOT, 'dist/bin/terrane.js');
    execFile(process.execPath, [program, 'rehearse', ...args], { timeout: 180_000 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr });
    });
  });
}
