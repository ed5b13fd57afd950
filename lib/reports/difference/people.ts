import { type Meaning, meaning } from './meaning';

const PERSON = /^\s*person '?([a-z_][a-z0-9_-]*)'? (\d+)$/gm;

/**
 * Whether people of a boot script have other uids, or are there no more: files in /home belong to a uid. Nothing where they are
 * the same.
 */
export function peopleMoved({ from, to }: { readonly from: unknown; readonly to: unknown }): Meaning | undefined {
  const [was, is] = [uids(from), uids(to)];
  const moved = [...was].filter(([name, uid]) => is.has(name) && is.get(name) !== uid).map(([name]) => name);
  if (moved.length > 0)
    return meaning(
      'data-loss',
      `${moved.join(', ')}: another uid. Files in /home belong to the former uid, and whoever has it then gets them.`,
      `Keep the uid, or on the head: sudo chown -R --from=OLD NEW /home/${moved[0]}`,
    );
  return undefined;
}

function uids(script: unknown): Map<string, string> {
  if (typeof script !== 'string') return new Map();
  return new Map([...script.matchAll(PERSON)].map(([, name, uid]) => [name as string, uid as string]));
}
