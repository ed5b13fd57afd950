import { setTimeout as sleep } from 'node:timers/promises';
import { Redrawn } from '../redrawn';
import { EXIT, Misuse, type Surroundings } from '../streams';
import { type ArchiveProgress, archiveLine, archiveTable, isOver } from './archive';
import { dead } from './dead';
import { type ConsumerMetrics, liveLine, liveTable } from './live';
import { placeOf, type ResultsPlace } from './place';

export interface ProgressOptions {
  readonly watch?: boolean;
  readonly dead?: boolean;
  readonly json?: boolean;
}

/** As often as a driver writes. */
const EVERY_MS = 10_000;

/** How far a fleet is, from what it has written beside its results. */
export async function progress(
  where: string | undefined,
  options: ProgressOptions,
  surroundings: Surroundings,
  everyMs = EVERY_MS,
): Promise<number> {
  if (where === undefined) throw new Misuse(WHERE);
  const place = placeOf(where, surroundings.folder);
  if (options.dead === true) return dead(place, options.json === true, surroundings);
  return options.watch === true
    ? watch(place, options.json === true, surroundings, everyMs)
    : once(place, options.json === true, surroundings);
}

const WHERE = [
  'say where the results are: what is synthesised does not know the name that the cloud gives the bucket.',
  "It is the stack's output ResultsBucket, or in Terraform NAMEResultsBucket:",
  '  $ terrane progress s3://BUCKET     on AWS',
  '  $ terrane progress oci://BUCKET    on Oracle Cloud',
  '  $ terrane progress FOLDER          of `terrane run --local`',
].join('\n');

/** What a fleet has written of how far it is. */
type Reading =
  | { readonly kind: 'archive'; readonly progress: ArchiveProgress }
  | { readonly kind: 'live'; readonly consumers: readonly ConsumerMetrics[] };

/** Nothing where nothing has been written yet. */
async function look(place: ResultsPlace): Promise<Reading | undefined> {
  const text = await place.read('progress.json');
  if (text !== undefined) return { kind: 'archive', progress: parsed<ArchiveProgress>(text, place) };
  const consumers = (await place.readAll('metrics')).map((each) => parsed<ConsumerMetrics>(each, place));
  return consumers.length === 0 ? undefined : { kind: 'live', consumers };
}

function parsed<T>(text: string, { shown }: ResultsPlace): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new Misuse(`${shown}: what is written there of its progress is no JSON.`);
  }
}

async function once(place: ResultsPlace, json: boolean, { out }: Surroundings): Promise<number> {
  const reading = await look(place);
  if (reading === undefined)
    throw new Misuse(
      `nothing of a fleet's progress is in ${place.shown}: neither progress.json nor metrics/*.json. Is that the results' bucket, and has the fleet begun?`,
    );
  out(json ? `${JSON.stringify(contentOf(reading), null, 2)}\n` : tableOf(reading, place));
  return EXIT.fine;
}

async function watch(place: ResultsPlace, json: boolean, surroundings: Surroundings, everyMs: number): Promise<number> {
  const show = json ? showJson(surroundings) : showText(place, surroundings);
  for (let reading = await look(place); ; reading = await lookAgain(place, reading, surroundings)) {
    const over = reading?.kind === 'archive' && isOver(reading.progress);
    show(reading, over);
    if (over || surroundings.unread?.() === true) return EXIT.fine;
    await sleep(everyMs);
  }
}

type Show = (reading: Reading | undefined, over: boolean) => void;

function showJson({ out }: Surroundings): Show {
  return (reading) => {
    if (reading !== undefined) out(`${JSON.stringify(contentOf(reading))}\n`);
  };
}

function showText(place: ResultsPlace, surroundings: Surroundings): Show {
  const screen = new Redrawn(surroundings);
  const nothing = `${place.shown}: nothing yet\n`;
  return (reading, over) => {
    const table = reading === undefined ? nothing : tableOf(reading, place);
    if (over) {
      screen.erase();
      surroundings.out(table);
    } else if (screen.possible) screen.draw(table);
    else surroundings.err(reading === undefined ? nothing : `${lineOf(reading)}\n`);
  };
}

/** What was there before, where the cloud does not answer this time. */
async function lookAgain(
  place: ResultsPlace,
  before: Reading | undefined,
  { err }: Surroundings,
): Promise<Reading | undefined> {
  try {
    return await look(place);
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    err(`${error.message}\n`);
    return before;
  }
}

function contentOf(reading: Reading): unknown {
  return reading.kind === 'archive' ? reading.progress : { consumers: reading.consumers };
}

function tableOf(reading: Reading, { shown }: ResultsPlace): string {
  const now = new Date();
  const body = reading.kind === 'archive' ? archiveTable(reading.progress, now) : liveTable(reading.consumers, now);
  return `${shown}\n${body}`;
}

function lineOf(reading: Reading): string {
  return reading.kind === 'archive' ? archiveLine(reading.progress) : liveLine(reading.consumers);
}
