import { spawn } from 'node:child_process';
import type { App } from './app';

/** How a program ended, and what it wrote to stdout and stderr. */
export interface Ended {
  readonly failed: boolean;
  readonly words: string;
}

export type Run = (app: App, folder: string) => Promise<Ended>;

/** Runs an app by the shell, as the engines' own command lines do. */
export const run: Run = (app, folder) =>
  new Promise((resolve) => {
    const child = spawn(app.command, {
      cwd: folder,
      shell: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...app.defaults, ...process.env, ...app.env },
    });
    let words = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        words += chunk;
      });
    }
    child.on('error', (error) => resolve({ failed: true, words: error.message }));
    child.on('close', (code) => resolve({ failed: code !== 0, words }));
  });
