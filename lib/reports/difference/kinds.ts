import type { Kind, Part, PartOf } from '../../blueprint';
import { BUNDLE, DOCUMENT } from './contents';
import { BUCKET, DISK, FILE_SYSTEM, QUEUE, SECRET, STREAM, TABLE } from './data-parts';
import { FLEET, MACHINE } from './machine-parts';
import { type KindMeaning, meaning } from './meaning';
import {
  BALANCER,
  BUDGET,
  DNS_RECORD,
  DNS_ZONE,
  GATE,
  IDENTITY,
  NETWORK,
  OUTPUT,
  PLACEMENT_GROUP,
  PUBLIC_ADDRESS,
  SECURITY_GROUP,
  STORE_ENDPOINT,
  SUBNET,
  TOPIC,
} from './other-parts';
import { FUNCTION, SCHEDULE } from './stop-meanings';

type Meanings = { readonly [K in Kind]: KindMeaning<PartOf<K>> };

const MEANINGS: Meanings = {
  network: NETWORK,
  subnet: SUBNET,
  storeEndpoint: STORE_ENDPOINT,
  securityGroup: SECURITY_GROUP,
  identity: IDENTITY,
  placementGroup: PLACEMENT_GROUP,
  disk: DISK,
  fileSystem: FILE_SYSTEM,
  bucket: BUCKET,
  secret: SECRET,
  stream: STREAM,
  queue: QUEUE,
  topic: TOPIC,
  table: TABLE,
  bundle: BUNDLE,
  document: DOCUMENT,
  machine: MACHINE,
  gate: GATE,
  fleet: FLEET,
  publicAddress: PUBLIC_ADDRESS,
  balancer: BALANCER,
  dnsZone: DNS_ZONE,
  dnsRecord: DNS_RECORD,
  budget: BUDGET,
  output: OUTPUT,
  function: FUNCTION,
  schedule: SCHEDULE,
};

/** What changes of a part mean. */
export function meaningOf(part: Part): KindMeaning {
  return (
    ((MEANINGS as { readonly [kind: string]: KindMeaning<never> })[part.kind] as KindMeaning | undefined) ??
    unknownKind(part)
  );
}

// A blueprint of a later version: what it holds is not known, and the harshest is said.
function unknownKind({ kind, id }: Part): KindMeaning {
  const harsh = () =>
    meaning(
      'data-loss',
      `This version does not know parts of kind '${kind}', and what they hold.`,
      'Compare with the version that has made the blueprint.',
    );
  return {
    title: () => `${kind} ${id}`,
    properties: {},
    added: () => meaning('in-place', 'It is made.'),
    removed: harsh,
    replaced: harsh,
  };
}

/** Kinds whose parts hold what people or programs wrote. */
export const HOLDS_DATA: ReadonlySet<string> = new Set<Kind>([
  'disk',
  'fileSystem',
  'bucket',
  'stream',
  'queue',
  'table',
  'secret',
]);

/** Kinds that are no resource of any engine's by themselves. */
export const NO_RESOURCE: ReadonlySet<string> = new Set<Kind>(['bundle', 'output', 'document', 'gate']);
