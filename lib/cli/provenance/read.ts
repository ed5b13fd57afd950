import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Node, type ProvenanceDocument, sha256 } from '../../provenance';
import type { Found } from '../find';
import { Misuse, type Surroundings } from '../streams';

/** A document and what became of the files that it speaks of. */
export interface StoredDocument {
  /** The synthesised folder, as it is shown. */
  readonly folder: string;
  readonly document: ProvenanceDocument;
  readonly files: readonly FileState[];
}

export interface FileState {
  readonly path: string;
  readonly sha256: string;
  readonly state: 'unchanged' | 'changed' | 'gone';
}

/** The documents of all blueprints, in every folder that they were found in. @throws Misuse where one has none */
export function readDocuments(found: readonly Found[], { folder: root }: Surroundings): StoredDocument[] {
  return found.flatMap(({ blueprint, places }) =>
    places.map(({ folder }) => {
      const { path } = blueprint.data;
      const place = resolve(root, folder);
      const file = join(place, 'terrane', `${path.replaceAll('/', '.')}.prov.jsonld`);
      if (!existsSync(file))
        throw new Misuse(`${path} in ${folder} has no provenance: no ${file}. Synthesise it with this version.`);
      const document = parse(file);
      return { folder, document, files: ofType(document, 'prov:Entity').flatMap((node) => stateOf(node, place)) };
    }),
  );
}

function parse(file: string): ProvenanceDocument {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Misuse(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof content === 'object' && content !== null && Array.isArray((content as { '@graph'?: unknown })['@graph']))
    return content as ProvenanceDocument;
  throw new Misuse(`${file} holds no graph of provenance.`);
}

/** Nodes that are of a type. */
export function ofType(document: ProvenanceDocument, type: string): readonly Node[] {
  return document['@graph'].filter((node) => [node['@type']].flat().includes(type));
}

function stateOf({ path, sha256: hash }: Node, place: string): FileState[] {
  if (typeof path !== 'string' || typeof hash !== 'string') return [];
  const file = join(place, path);
  if (!existsSync(file)) return [{ path, sha256: hash, state: 'gone' }];
  return [{ path, sha256: hash, state: sha256(readFileSync(file)) === hash ? 'unchanged' : 'changed' }];
}
