import type { Flow, Grant, JsonWithText, LiveFacts, Part, PieceFacts, StreamingFacts } from '../../blueprint';

/** What the archive engine goes through. */
export interface ArchiveFigures {
  readonly chunks: number;
  readonly requests: number;
  /** Stations times years; nothing where the source has no stations. */
  readonly stationYears?: number;
  /** Pieces that one node does in a second while nothing slows it down. */
  readonly chunksPerNodeSecond: number;
  /** Cap of the whole fleet, in requests a second. */
  readonly cap?: number;
  readonly data?: PieceFacts;
}

/** A source with every default in place: what it is made of, and what programs on nodes are told of it. */
export interface PlannedSource {
  readonly engine: StreamingFacts['engine'];
  /** In words, e.g. `TA, 1,680 stations, BHZ, from https://service.iris.edu`. */
  readonly title: string;
  /** Where it is, if that was said. */
  readonly region?: string;
  /** Of the declaration that nodes read. */
  readonly json: { readonly [key: string]: JsonWithText };
  /** Further keys of that declaration, beside `source`. */
  readonly more: { readonly [key: string]: JsonWithText };
  /** Of the places that nodes read. */
  readonly place: { readonly [key: string]: JsonWithText };
  readonly parts: readonly Part[];
  readonly grants: readonly Grant[];
  readonly flows: readonly Flow[];
  readonly archive?: ArchiveFigures;
  readonly live?: LiveFacts;
}
