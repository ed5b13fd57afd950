import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { EXIT, Misuse, type Surroundings } from '../streams';
import { ask } from './ask';
import { addressOf, checked, type StationsOptions } from './asked';
import { stationsIn } from './epochs';
import { documentOf, foundWords, noneWords, stationYears } from './words';

/** Asks a data centre for the stations of a network, and writes them to a file that the declaration reads. */
export async function stations(options: StationsOptions, surroundings: Surroundings): Promise<number> {
  const { out, err, folder } = surroundings;
  const asked = checked(options);
  const text = await ask(addressOf(options, asked), (line) => err(`${line}\n`));
  const found = text === undefined ? [] : stationsIn(text, options.network, asked.period);
  if (found.length === 0) {
    const reason = noneWords(options);
    if (options.json === true) out(`${JSON.stringify({ error: reason, kind: 'none' }, null, 2)}\n`);
    else err(`terrane: ${reason}\n`);
    return EXIT.errors;
  }
  const file = resolve(folder, options.out);
  write(file, documentOf(options, asked, found));
  const years = stationYears(found);
  const document = { file: options.out, stations: found.length, stationYears: Number(years.toFixed(3)) };
  out(options.json === true ? `${JSON.stringify(document, null, 2)}\n` : foundWords(options, found, years));
  return EXIT.fine;
}

function write(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    throw new Misuse(`${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
