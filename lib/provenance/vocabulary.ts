/** A node that a statement is about. */
export interface Node {
  readonly '@id': string;
  readonly '@type': readonly string[] | string;
  readonly [property: string]: unknown;
}

/** What Terrane's own words are named by; there is no page behind it. */
const OWN = 'urn:terrane:vocabulary:';

const LINK = (id: string) => ({ '@id': id, '@type': '@id' });

/**
 * The words of the documents, inline: they are read without a network.
 * https://www.w3.org/TR/prov-o/, https://www.w3.org/TR/json-ld11/, https://schema.org/
 */
export const CONTEXT = {
  '@version': 1.1,
  prov: 'http://www.w3.org/ns/prov#',
  schema: 'https://schema.org/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  terrane: OWN,
  used: LINK('prov:used'),
  wasAssociatedWith: LINK('prov:wasAssociatedWith'),
  wasDerivedFrom: LINK('prov:wasDerivedFrom'),
  wasGeneratedBy: LINK('prov:wasGeneratedBy'),
  generatedAtTime: { '@id': 'prov:generatedAtTime', '@type': 'xsd:dateTime' },
  name: 'schema:name',
  version: 'schema:softwareVersion',
  sha256: 'schema:sha256',
  date: { '@id': 'schema:dateModified', '@type': 'xsd:date' },
  path: 'terrane:path',
  constructPath: 'terrane:constructPath',
  archetype: 'terrane:archetype',
  provider: 'terrane:provider',
  region: 'terrane:region',
  engine: 'terrane:engine',
  part: 'terrane:part',
  asked: { '@id': 'terrane:asked', '@type': '@json' },
  taken: 'terrane:taken',
  distribution: 'terrane:distribution',
  resolution: 'terrane:resolution',
  rule: 'terrane:rule',
  reason: 'terrane:reason',
} as const;

/** An RDF graph as JSON-LD. */
export interface ProvenanceDocument {
  readonly '@context': typeof CONTEXT;
  readonly '@graph': readonly Node[];
}
