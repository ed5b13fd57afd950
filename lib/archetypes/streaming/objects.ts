import type { Grant } from '../../blueprint';
import type { Problems } from '../problems';
import type { PlannedSource } from './planned-source';
import type { BucketObjectsProps, SourceOf } from './sources';
import { HEAD, type SourceSurroundings, STREAMING, WORKER } from './surroundings';

type Objects = SourceOf<'bucket'>;

const KEYS: readonly (keyof Objects)[] = ['kind', 'bucket', 'prefix', 'format', 'region', 'expected'];
/** S3: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html; Oracle Cloud: letters, digits, -, _ and ., 256 at most. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{1,254}[A-Za-z0-9]$/;

/** Objects of a bucket, each a chunk. */
export function planObjects(source: Objects, around: SourceSurroundings, problems: Problems): PlannedSource {
  problems.onlyKeys('source', source, KEYS);
  problems.matching(
    'bucket-name',
    'source.bucket',
    source.bucket,
    NAME,
    "a bucket's name has letters, digits, '-', '.' and '_', three at least; no s3:// before it.",
  );
  const format = problems.oneOf('source.format', source.format, ['miniseed', 'file'], 'file');
  const figures = planExpected(source.expected, format, around, problems);
  const reads = [HEAD, WORKER].map((to): Grant => ({ to, access: 'read', on: STREAMING.source }));
  return {
    engine: 'archive',
    title: `objects of bucket ${source.bucket}${source.prefix === undefined ? '' : ` below ${source.prefix}`}`,
    json: { kind: 'objects', bucket: source.bucket, prefix: source.prefix ?? '', format },
    more: {},
    place: {
      bucket: around.places.bucket(STREAMING.source, source.region),
    },
    parts: [
      {
        kind: 'bucket',
        id: STREAMING.source,
        description: `what ${around.name} works off`,
        versioned: false,
        existingName: source.bucket,
      },
    ],
    grants: reads,
    flows: [],
    ...(source.region === undefined ? {} : { region: source.region }),
    ...(figures === undefined ? {} : { archive: figures }),
  };
}

function planExpected(
  expected: BucketObjectsProps['expected'],
  format: 'miniseed' | 'file',
  { threads }: SourceSurroundings,
  problems: Problems,
): PlannedSource['archive'] {
  if (expected === undefined) return undefined;
  const { objects, bytesPerObject, secondsPerObject } = expected;
  let sound = true;
  for (const [name, value] of Object.entries({ objects, bytesPerObject, secondsPerObject })) {
    if (value > 0) continue;
    sound = false;
    problems.error('expected-not-positive', `source.expected.${name}`, `given ${value}; it is above 0.`);
  }
  if (!sound) return undefined;
  return {
    chunks: objects,
    requests: objects,
    chunksPerNodeSecond: threads / secondsPerObject,
    data: { bytes: bytesPerObject, together: threads, inMemory: format === 'miniseed' },
  };
}
