import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Misuse } from '../streams';
import type { ChosenFleet } from './choose';

export interface SourceOptions {
  /** Another data centre in place of the declared one. */
  readonly sourceUrl?: string;
  /** A folder in place of the declared bucket. */
  readonly sourceFolder?: string;
}

/** Where a local run reads: one of the two. */
export interface LocalSource {
  /** Address of a data centre, without a slash at its end. */
  readonly url?: string;
  /** Absolute. */
  readonly folder?: string;
}

const URL_FORM = /^https?:\/\/[A-Za-z0-9.-]+(:\d{1,5})?(\/[A-Za-z0-9._~/-]*)?$/;

/** @throws Misuse where what is given does not go with what is declared */
export function sourceOf({ name, declaration }: ChosenFleet, options: SourceOptions, root: string): LocalSource {
  const { source } = declaration;
  const { sourceUrl, sourceFolder } = options;
  if (source.kind === 'fdsn') {
    if (sourceFolder !== undefined)
      throw new Misuse(`--source-folder stands in for a bucket, but '${name}' reads ${source.url}: give --source-url.`);
    return { url: checkedUrl(sourceUrl ?? source.url) };
  }
  if (sourceUrl !== undefined)
    throw new Misuse(`--source-url stands in for a data centre, but '${name}' reads a bucket: give --source-folder.`);
  if (sourceFolder === undefined)
    throw new Misuse(
      `'${name}' reads a bucket: copy some of its objects to a folder, and give that by --source-folder.`,
    );
  const folder = resolve(root, sourceFolder);
  if (existsSync(folder) && statSync(folder).isDirectory()) return { folder };
  throw new Misuse(`--source-folder: ${sourceFolder} is not a folder.`);
}

function checkedUrl(url: string): string {
  if (URL_FORM.test(url)) return url.replace(/\/+$/, '');
  throw new Misuse(`--source-url: '${url}' is no address of a data centre, such as http://127.0.0.1:8080.`);
}
