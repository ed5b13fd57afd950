import type { JsonWithText, Text } from '../../blueprint';

type Place = { readonly [key: string]: JsonWithText };

/** Who enters a stream where machines cannot as what they are: a user, and the secret part that holds a token of theirs. */
export interface StreamLogin {
  readonly user: string;
  readonly secret: string;
}

/** How programs on nodes are told where things are; `terrane_stream/place.py` reads it. Parts are named by their ids. */
export interface CloudPlaces {
  /** How programs speak to a stream. */
  readonly protocol: 'kinesis' | 'kafka';
  /** @param region where the bucket is, if not where the machines are */
  bucket(part: string, region?: Text): Place;
  topic(part: string): Place;
  queue(part: string): Place;
  /** The stream, and where its readers agree on shards if it knows no groups of readers. */
  stream(part: string, leases: string, login: StreamLogin | undefined): Place;
}
