import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { Misuse, type Surroundings } from '../streams';

/**
 * Checks a revision of the repository out beside it, lets something be done in the folder that corresponds to this one, and
 * takes it away again. Installed packages are those of this folder.
 */
export async function atRevision<T>(
  revision: string,
  { folder, err }: Surroundings,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const root = git(folder, 'rev-parse', '--show-toplevel');
  const commit = git(folder, 'rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`);
  const place = mkdtempSync(join(tmpdir(), 'terrane-revision-'));
  const tree = join(place, 'tree');
  err(`checking ${revision} (${commit.slice(0, 12)}) out\n`);
  try {
    git(root, 'worktree', 'add', '--detach', '--quiet', tree, commit);
    lendPackages(root, tree, folder);
    return await use(join(tree, relative(root, folder)));
  } finally {
    tidy(root, tree);
    rmSync(place, { recursive: true, force: true });
  }
}

function git(folder: string, ...command: readonly string[]): string {
  try {
    return execFileSync('git', command, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new Misuse(`git ${command.join(' ')}: ${said}`);
  }
}

// What git does not keep: packages, in this folder and those above.
function lendPackages(root: string, tree: string, folder: string): void {
  for (let here = folder; ; here = dirname(here)) {
    const packages = join(here, 'node_modules');
    const there = join(tree, relative(root, here), 'node_modules');
    if (existsSync(packages) && existsSync(dirname(there)) && !existsSync(there)) symlinkSync(packages, there);
    if (here === root || here === dirname(here)) return;
  }
}

function tidy(root: string, tree: string): void {
  if (existsSync(tree)) git(root, 'worktree', 'remove', '--force', tree);
}
