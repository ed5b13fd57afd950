import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { RehearsalError } from './problem';

/**
 * Does something while nobody else holds the lock of a file. The kernel gives the lock back when this process ends,
 * however it ends: `flock` holds it as long as its standard input is open.
 *
 * @param waiting called once where somebody else has it
 */
export async function withLock<T>(file: string, waiting: () => void, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  const holder = spawn('flock', ['--exclusive', file, 'sh', '-c', 'echo held; exec cat > /dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const patience = setTimeout(waiting, PATIENCE_MS);
  try {
    await new Promise<void>((resolve, reject) => {
      holder.stdout.once('data', () => resolve());
      holder.once('error', (error) => reject(new RehearsalError(`flock does not run: ${error.message}`)));
      holder.once('exit', (code) => reject(new RehearsalError(`${file} cannot be locked: flock ended with ${code}`)));
    });
    clearTimeout(patience);
    return await work();
  } finally {
    clearTimeout(patience);
    const ended = new Promise((resolve) => holder.once('close', resolve));
    holder.stdin.end();
    if (holder.exitCode === null && holder.pid !== undefined) await ended;
  }
}

const PATIENCE_MS = 500;
