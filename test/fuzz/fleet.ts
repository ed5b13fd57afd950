import fc from 'fast-check';
import {
  bucketObjects,
  fdsn,
  liveStream,
  queue,
  type StreamingWorkersProps,
  type StreamSource,
  seedLink,
} from '../../lib';
import { type Cloud, common } from './cluster';
import { type Mix, some } from './model';

type Live = Parameters<typeof liveStream>[0];

const BEGINS = fc.constantFrom('2014-01-01', '2014-02-01T12:00:00');
const ENDS = fc.constantFrom('2014-06-30', '2015-01-01');
const CODES = fc.stringMatching(/^[A-Z][A-Z0-9]{1,4}$/);

function live(mix: Mix, cloud: Cloud) {
  const { duration, secret } = common(mix, cloud);
  return {
    expected: some<Live['expected']>(
      {
        stations: mix.whole(1, 5000),
        recordsPerStationPerSecond: mix.of(fc.double({ min: 0.001, max: 5, noNaN: true }), fc.double()),
        bytesPerRecord: mix.whole(1, 60_000),
        consumers: mix.whole(1, 5),
      },
      ['stations', 'recordsPerStationPerSecond', 'bytesPerRecord'],
    ),
    shards: mix.whole(1, 200),
    retention: duration,
    format: mix.word('json', 'miniseed'),
    partitionKey: mix.text(fc.constantFrom('station')),
    timeField: mix.text(fc.constantFrom('time')),
    poll: duration,
    existingName: mix.text(fc.constantFrom('campus')),
    existingPool: mix.text(fc.constantFrom('ocid1.streampool.oc1.eu-frankfurt-1.aaaapool')),
    login: some<NonNullable<Live['login']>>({ user: mix.text(fc.constantFrom('tenancy/user')), secret }, [
      'user',
      'secret',
    ]),
  };
}

function source(mix: Mix, cloud: Cloud): fc.Arbitrary<StreamSource> {
  const { duration } = common(mix, cloud);
  const span = some<{ code: string; from?: string; to?: string }>(
    { code: mix.text(CODES), from: mix.text(BEGINS), to: mix.text(ENDS) },
    ['code'],
  );
  const archive = some<Parameters<typeof fdsn>[0]>(
    {
      url: mix.text(fc.constantFrom('https://service.example.org')),
      network: mix.text(fc.constantFrom('TA', 'XX')),
      stations: mix.list(fc.oneof(mix.text(CODES), span), 6),
      channels: fc.array(mix.text(fc.constantFrom('BHZ', 'BHN')), { minLength: 1, maxLength: 2 }),
      location: mix.text(fc.constantFrom('00', '--', '*')),
      from: mix.text(BEGINS),
      to: mix.text(ENDS),
      chunk: duration,
      maxRequestsPerSecond: mix.whole(1, 100),
      maxConcurrent: mix.whole(1, 50),
      requestsPerNodeSecond: mix.whole(1, 20),
    },
    ['url', 'network', 'stations', 'channels', 'from', 'to'],
  );
  const objects = some<Parameters<typeof bucketObjects>[0]>(
    {
      bucket: mix.text(fc.constantFrom('archive')),
      prefix: mix.text(fc.constantFrom('2014/')),
      format: mix.word('miniseed', 'file'),
      region: mix.text(fc.constantFrom('us-east-1', 'us-west-2')),
      expected: fc.record({
        objects: mix.whole(1, 100_000),
        bytesPerObject: mix.whole(1, 1_000_000),
        secondsPerObject: mix.whole(1, 3600),
      }),
    },
    ['bucket'],
  );
  const stream = live(mix, cloud);
  const { format, partitionKey, timeField, ...through } = stream;
  return fc.oneof(
    archive.map(fdsn),
    objects.map(bucketObjects),
    some<Live>(stream, ['expected']).map(liveStream),
    some<Parameters<typeof seedLink>[0]>(
      {
        server: mix.text(fc.constantFrom('rtserve.example.org:18000')),
        streams: mix.list(
          fc.record({
            network: mix.text(fc.constantFrom('XX')),
            station: mix.text(CODES),
            selector: mix.text(fc.constantFrom('BH?.D')),
          }),
        ),
        through: some<Parameters<typeof seedLink>[0]['through']>(through, ['expected']),
      },
      ['server', 'streams', 'through'],
    ).map(seedLink),
    some<Parameters<typeof queue>[0] & object>(
      {
        visibility: duration,
        retention: duration,
        expected: fc.record({ messages: mix.whole(1, 1_000_000), secondsPerMessage: mix.whole(1, 3600) }),
      },
      [],
    ).map(queue),
  );
}

export function streamingWorkers(mix: Mix, cloud: Cloud): fc.Arbitrary<StreamingWorkersProps> {
  const { duration, hook, machine, mounts, priceBook, secret, size, subnets, software, ...model } = common(mix, cloud);
  const file = fc.record({
    path: mix.text(fc.constantFrom('count.py')),
    text: mix.text(fc.constantFrom('def detect(stream):\n    return []\n')),
  });
  return mix.object(
    some<StreamingWorkersProps>(
      {
        ...model,
        priceBook,
        software: software.map(({ packages, early }) => ({
          ...(packages === undefined ? {} : { packages }),
          ...(early === undefined ? {} : { early }),
        })),
        source: source(mix, cloud),
        worker: some<StreamingWorkersProps['worker']>(
          {
            code: fc.record({
              files: mix.of(
                file.map((first) => [first]),
                fc.array(file, { maxLength: 2 }),
              ),
            }),
            handler: mix.text(fc.constantFrom('count.detect')),
            requirements: mix.list(mix.text(fc.constantFrom('scipy==1.17.0'))),
            threads: mix.whole(1, 4),
            timeout: duration,
            attempts: mix.whole(1, 5),
          },
          ['code', 'handler'],
        ),
        workers: mix.object(
          some<StreamingWorkersProps['workers']>(
            {
              machine,
              alternatives: mix.list(mix.text(fc.constantFrom('c7a.large'))),
              min: mix.whole(0, 2),
              max: mix.whole(1, 20),
              typical: mix.list(mix.whole(0, 20)),
              pricing: mix.word('on-demand', 'spot'),
              onDemandFallback: fc.boolean(),
              idle: duration,
            },
            ['machine', 'max'],
          ),
        ),
        window: some<NonNullable<StreamingWorkersProps['window']>>(
          { size: duration, every: duration, allowedLateness: duration, checkpoint: duration },
          [],
        ),
        alerts: some<NonNullable<StreamingWorkersProps['alerts']>>(
          { emails: mix.list(mix.text(fc.constantFrom('ada@example.edu'))), within: duration, packet: duration },
          [],
        ),
        deadline: duration,
        head: fc.record({ machine }),
      },
      ['source', 'worker', 'workers'],
    ),
  );
}
