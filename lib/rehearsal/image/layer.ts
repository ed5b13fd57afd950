import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Something that goes into the hosts' image: packages, then files, then a script that is run on the root folder. */
export interface Layer {
  readonly packages: readonly string[];
  /** Folder whose content is copied over the root folder. */
  readonly files?: string;
  /** Bash script; its argument is the root folder. */
  readonly finish?: string;
}

/** A layer as it lies in a folder: `packages.txt` (a name a line, `#` begins a comment), `files/`, `finish.sh`. */
export function layerIn(folder: string): Layer {
  const list = join(folder, 'packages.txt');
  const [files, finish] = [join(folder, 'files'), join(folder, 'finish.sh')];
  return {
    packages: existsSync(list) ? packageNames(readFileSync(list, 'utf8')) : [],
    ...(existsSync(files) ? { files } : {}),
    ...(existsSync(finish) ? { finish } : {}),
  };
}

export function packageNames(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((name) => name !== '');
}

/** Every input of a layer as text, so that equal texts make equal images. */
export function layerInputs({ packages, files, finish }: Layer): string[] {
  return [
    `packages ${[...packages].sort().join(' ')}`,
    ...(files === undefined ? [] : fileInputs(files, '')),
    ...(finish === undefined ? [] : [`finish ${readFileSync(finish, 'utf8')}`]),
  ];
}

function fileInputs(folder: string, below: string): string[] {
  return readdirSync(join(folder, below))
    .filter((name) => name !== '__pycache__')
    .sort()
    .flatMap((name) => {
      const path = join(below, name);
      const full = join(folder, path);
      const stat = lstatSync(full);
      if (stat.isDirectory()) return fileInputs(folder, path);
      if (stat.isSymbolicLink()) return [`link ${path} ${readlinkSync(full)}`];
      return [`file ${path} ${stat.mode & 0o777} ${readFileSync(full).toString('base64')}`];
    });
}
