import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { dotOf, mermaidOf, type Picture, pictureOf } from '../reports';
import type { Format } from './formats';
import { catalogueOf, load } from './load';
import { EXIT, Misuse, type Surroundings } from './streams';

export interface DrawOptions {
  /** @default 'svg' */
  readonly format?: Format;
  /** Folder for one file a blueprint. @default printed, where there is one blueprint */
  readonly into?: string;
}

const ENDINGS: { readonly [F in Format]: string } = { svg: 'svg', mermaid: 'mmd', dot: 'dot' };

/** Draws every blueprint. */
export async function draw(
  folder: string | undefined,
  { format = 'svg', into }: DrawOptions,
  surroundings: Surroundings,
): Promise<number> {
  const found = await load(folder, surroundings);
  const names = found.map(({ blueprint }) => blueprint.data.path);
  if (into === undefined && found.length > 1)
    throw new Misuse(`there are ${found.length} to draw: ${names.join(', ')}. Give --into FOLDER for a file each.`);
  const write = await writer(format);
  for (const each of found) {
    const text = write(pictureOf(each.blueprint, catalogueOf(each)));
    if (into === undefined) surroundings.out(text);
    else keep(text, resolve(surroundings.folder, into), each.blueprint.data.name, format, surroundings);
  }
  return EXIT.fine;
}

function keep(text: string, folder: string, name: string, format: Format, { out }: Surroundings): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.${ENDINGS[format]}`);
  writeFileSync(file, text);
  out(`${file}\n`);
}

async function writer(format: Format): Promise<(picture: Picture) => string> {
  if (format === 'mermaid') return mermaidOf;
  if (format === 'dot') return dotOf;
  const { svgWriter } = require('../reports/picture/svg') as typeof import('../reports/picture/svg');
  return svgWriter();
}
