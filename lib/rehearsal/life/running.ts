import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Control } from '../control/client';
import { rehearsalsFolder } from '../folders';
import { processesOf } from './processes';

/** A rehearsal that runs. */
export interface Running {
  readonly name: string;
  /** Everything that it keeps. */
  readonly folder: string;
  /** Where AWS's tools on this machine find it, e.g. `http://127.0.0.1:43211`. */
  readonly endpoint: string;
  readonly region: string;
  /** Where OCI's tools find it, and the Region that it begins with. */
  readonly oci: { readonly endpoint: string; readonly region: string };
  readonly account: string;
  /** The first process of its own namespaces. */
  readonly pid: number;
  /** The process that holds the endpoint. */
  readonly outer: number;
  readonly image: string;
  readonly control: Control;
}

export function folderOf(name: string): string {
  return join(rehearsalsFolder(), name);
}

/** Names of all folders of rehearsals, also of those that have ended without being taken down. */
export function knownNames(): string[] {
  const folder = rehearsalsFolder();
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** The rehearsal of a name, where it is ready and its processes live. */
export function runningOf(name: string): Running | undefined {
  const folder = folderOf(name);
  const file = join(folder, 'rehearsal.json');
  if (!existsSync(file)) return undefined;
  const facts = JSON.parse(readFileSync(file, 'utf8')) as Omit<Running, 'folder' | 'control'> & { control: string };
  if (!processesOf(folder).includes(facts.outer)) return undefined;
  return { ...facts, folder, control: new Control(facts.control) };
}

export function allRunning(): Running[] {
  return knownNames().flatMap((name) => runningOf(name) ?? []);
}
