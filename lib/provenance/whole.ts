import type { SynthesisedFile } from './document';
import type { Node, ProvenanceDocument } from './vocabulary';
import { CONTEXT } from './vocabulary';

/** One graph of several: a node that is in more than one of them is in it once. */
export function merged(documents: readonly ProvenanceDocument[]): ProvenanceDocument {
  const nodes = new Map(
    documents.flatMap((document) => document['@graph'].map((node) => [node['@id'], node] as const)),
  );
  return { '@context': CONTEXT, '@graph': [...nodes.values()] };
}

/** The same with the time at which its files were made; without one, as it is. */
export function timed(document: ProvenanceDocument, at: string | undefined): ProvenanceDocument {
  if (at === undefined) return document;
  return {
    ...document,
    '@graph': document['@graph'].map((node) => (isFile(node) ? { ...node, generatedAtTime: at } : node)),
  };
}

function isFile(node: Node): node is Node & SynthesisedFile {
  return typeof node['path'] === 'string' && typeof node['sha256'] === 'string';
}
