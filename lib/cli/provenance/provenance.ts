import { merged, type ProvenanceDocument, provenanceText, timed } from '../../provenance';
import { load } from '../load';
import { EXIT, Misuse, type Surroundings } from '../streams';
import { readDocuments, type StoredDocument } from './read';
import { asText } from './text';

export interface ProvenanceOptions {
  readonly json?: boolean;
  readonly at?: string;
}

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/** What made every blueprint; ends with 1 where a file is not as it was synthesised. */
export async function provenance(
  folder: string | undefined,
  { json, at }: ProvenanceOptions,
  surroundings: Surroundings,
): Promise<number> {
  if (at !== undefined && (!TIME.test(at) || Number.isNaN(Date.parse(at))))
    throw new Misuse(`--at ${at} is no time in UTC. Write it as 2026-11-22T12:00:00Z.`);
  const documents = readDocuments(await load(folder, surroundings), surroundings);
  if (json === true) surroundings.out(provenanceText(timed(merged(documents.map(contentOf)), at)));
  else surroundings.out(documents.map(asText).join('\n'));
  const changed = documents.flatMap(({ files }) => files.filter(({ state }) => state !== 'unchanged'));
  for (const { path, state } of changed)
    surroundings.err(`${path} is ${state === 'gone' ? 'not there any more' : 'not as it was synthesised'}\n`);
  return changed.length === 0 ? EXIT.fine : EXIT.errors;
}

function contentOf({ document }: StoredDocument): ProvenanceDocument {
  return document;
}
