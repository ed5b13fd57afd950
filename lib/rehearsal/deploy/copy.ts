import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';

const LEFT_OUT = /^(\.terraform|\.git|node_modules|.*\.tfstate(\..*)?|\.terraform\.tfstate\.lock\.info)$/;
/** Of another version of a provider than a folder of plugins may hold. */
const LOCK = '.terraform.lock.hcl';
// Modules beside the folder, and files that an expression takes from there.
const REFERENCE = /"(?:\$\{path\.(?:module|root|cwd)\}\/)?(\.\.?\/[^"$]*)/g;

/**
 * Copies a folder of Terraform below another, with all that it refers to by relative paths; states and what `init` made
 * are left out. Absolute paths are kept below the target, so that relative ones lead to the same.
 *
 * @returns where the folder is now
 */
export function copyTerraform(folder: string, target: string, withLock = true): string {
  const copied: string[] = [];
  const waiting = [folder];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const path = next;
    if (!existsSync(path) || copied.some((done) => path === done || path.startsWith(done + sep))) continue;
    const place = join(target, path);
    copyTree(path, place, (each) => isWanted(each, target, withLock));
    copied.push(path);
    if (statSync(path).isDirectory()) waiting.push(...referencesBelow(path));
  }
  return join(target, folder);
}

// Links may lead to what is not copied: what they lead to takes their place.
function copyTree(from: string, to: string, wanted: (path: string) => boolean): void {
  if (!wanted(from)) return;
  if (!statSync(from).isDirectory()) {
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(from, to);
    return;
  }
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) copyTree(join(from, name), join(to, name), wanted);
}

function isWanted(path: string, target: string, withLock: boolean): boolean {
  const name = basename(path);
  if (path === target || !existsSync(path) || LEFT_OUT.test(name)) return false;
  // A link to a folder that it lies in has no end.
  if (`${realpathSync(dirname(path))}${sep}`.startsWith(`${realpathSync(path)}${sep}`)) return false;
  return withLock || name !== LOCK;
}

function referencesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (LEFT_OUT.test(entry.name)) return [];
    if (entry.isDirectory()) return referencesBelow(path);
    return /\.tf(\.json)?$/.test(entry.name) ? references(readFileSync(path, 'utf8'), folder) : [];
  });
}

/** Paths outside their own folder that a text of Terraform names, absolute. */
export function references(text: string, folder: string): string[] {
  const named = [...text.matchAll(REFERENCE)].map((match) => resolve(folder, match[1] as string));
  return [...new Set(named)].filter((path) => path !== folder && !path.startsWith(folder + sep) && path !== sep);
}
