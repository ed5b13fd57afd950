import {
  awsCatalogue,
  type Blueprint,
  bucketObjects,
  Duration,
  declareStreamingWorkers,
  fdsn,
  liveStream,
  ociCatalogue,
  queue,
  type StreamingWorkersProps,
  seedLink,
} from '../../../lib';
import { bundleText } from '../../support/bundle-text';
import { ARCHIVE, RECORDS } from './bad-declarations';

const code = { files: [{ path: 'htn.py', text: 'def detect(stream):\n    return []\n' }] };
const noise: StreamingWorkersProps = {
  source: fdsn(ARCHIVE),
  worker: { code, handler: 'htn.detect', requirements: ['scikit-learn==1.7.2'] },
  workers: { machine: 'c7i.large', max: 30 },
};
const live: StreamingWorkersProps = {
  ...noise,
  source: liveStream({ expected: RECORDS }),
  workers: { machine: 'c7i.large', min: 1, max: 1 },
  alerts: { emails: ['a@example.org'] },
};

const declare = (props: StreamingWorkersProps): Blueprint =>
  declareStreamingWorkers(props, { path: 'Noise/Ta', catalogue: awsCatalogue, region: 'us-east-1' }).blueprint;
const told = (blueprint: Blueprint) => JSON.parse(bundleText(blueprint, 'stream/declaration.json'));
const place = (blueprint: Blueprint) =>
  (blueprint.partOf('document', 'cluster-document').content as { stream: object }).stream;
const granted = (blueprint: Blueprint, on: string): string[] =>
  blueprint.data.grants.filter((grant) => grant.on === on).map(({ to, access }) => `${to} ${access}`);
const ways = (blueprint: Blueprint, port: number): string[] =>
  blueprint.data.flows
    .filter(
      ({ ports, protocol }) => protocol !== 'all' && ports !== undefined && ports.first <= port && port <= ports.last,
    )
    .map(({ from, to }) => `${end(from)} > ${end(to)}`);
const end = (each: object): string => Object.values(each)[0] as string;

describe('an archive', () => {
  const blueprint = declare(noise);

  test('is a cluster of one partition that grows from nothing, on spot with a way out', () => {
    expect(blueprint.data.facts).toMatchObject({
      archetype: 'StreamingWorkers',
      partitions: [{ name: 'workers', min: 0, max: 30 }],
    });
    expect(blueprint.partOf('fleet', 'workers-fleet')).toMatchObject({
      pricing: 'spot',
      onDemandFallback: true,
      threadsPerCore: 2,
    });
  });

  test('tells its programs what to do, and where', () => {
    expect(told(blueprint)).toEqual({
      format: 1,
      name: 'noise-ta',
      engine: 'archive',
      source: {
        kind: 'fdsn',
        url: 'https://service.example.org',
        network: 'TA',
        stations: [{ code: 'A04A' }, { code: 'B04A' }],
        location: '*',
        channels: ['BHZ'],
        from: '2014-01-01T00:00:00Z',
        to: '2015-01-01T00:00:00Z',
        chunkSeconds: 21_600,
        requestsPerSecond: 50,
        concurrent: 64,
      },
      worker: {
        handler: 'htn.detect',
        threads: 2,
        timeoutSeconds: 900,
        attempts: 5,
        backoffSeconds: 2,
        backoffMaxSeconds: 180,
      },
      workers: { partition: 'workers', min: 0, max: 30, nodeRequestsPerSecond: 1.62, useful: 30 },
      results: { prefix: 'results/' },
    });
    expect(place(blueprint)).toEqual({
      results: { kind: 's3', bucket: { ref: 'results', attribute: 'name' }, region: { env: 'region' } },
    });
  });

  test("carries the author's program unchanged, and what it needs", () => {
    expect(bundleText(blueprint, 'stream/code/htn.py')).toBe(code.files[0]?.text);
    expect(bundleText(blueprint, 'stream/requirements.txt')).toBe('scikit-learn==1.7.2\n');
  });

  test('reaches the source by the head alone', () => {
    expect(ways(blueprint, 8060)).toEqual(['compute-group > head-group']);
    expect(ways(blueprint, 8786)).toEqual(['compute-group > head-group']);
    expect(ways(blueprint, 8787)).toEqual([]);
  });

  test('opens the port of a source that has one of its own, on the head alone', () => {
    const other = declare({ ...noise, source: fdsn({ ...ARCHIVE, url: 'http://centre.example.org:8073' }) });
    expect(ways(other, 8073)).toEqual(['head-group > 0.0.0.0/0']);
  });

  test('runs cap, scheduler and driver as an account without rights', () => {
    const head = bundleText(blueprint, 'boot/head.sh');
    for (const name of ['cap', 'scheduler', 'driver']) expect(head).toContain(`unit_file terrane-${name}.service`);
    expect(head.match(/^User=stream$/gm)).toHaveLength(3);
  });

  test('starts them anew when another declaration has come', () => {
    expect(bundleText(blueprint, 'services/update.sh')).toContain(
      'systemctl restart terrane-cap terrane-scheduler terrane-driver',
    );
  });

  test('counts chunks of stations that were there for a part of the period only', () => {
    const part = declare({
      ...noise,
      source: fdsn({ ...ARCHIVE, stations: [{ code: 'A04A', from: '2014-01-01T03:00:00', to: '2014-01-02' }] }),
    });
    expect(part.data.facts.streaming?.work).toMatchObject({ pieces: 4, requests: 4 });
  });

  test('takes a code of a station with a hyphen, as the FDSN has it, and of a network without', () => {
    const hyphen = (change: object) => () => declare({ ...noise, source: fdsn({ ...ARCHIVE, ...change }) });
    expect(hyphen({ stations: ['OBS-01'] })).not.toThrow();
    expect(hyphen({ network: 'T-A' })).toThrow(/network-code/);
  });

  test('says nothing of cost where a price is not known', () => {
    const { blueprint: unpriced } = declareStreamingWorkers(noise, {
      path: 'N/T',
      catalogue: { ...awsCatalogue, onDemand: () => undefined } as typeof awsCatalogue,
    });
    expect(unpriced.data.facts.streaming?.work?.fleets[0]).not.toHaveProperty('usd');
  });
});

describe('objects of a bucket', () => {
  const blueprint = declare({
    ...noise,
    source: bucketObjects({ bucket: 'observatory', prefix: '2014/', region: 'us-east-1' }),
  });

  test('are read and never written', () => {
    expect(granted(blueprint, 'source')).toEqual(['head-identity read', 'compute-identity read']);
    expect(told(blueprint).source).toEqual({ kind: 'objects', bucket: 'observatory', prefix: '2014/', format: 'file' });
  });

  test('need no cap', () => {
    expect(ways(blueprint, 8060)).toEqual([]);
    expect(bundleText(blueprint, 'boot/head.sh')).not.toContain('terrane-cap');
  });
});

describe('a live stream', () => {
  const blueprint = declare(live);

  test('has as many shards as its load needs, and a table of who has which', () => {
    expect(blueprint.partOf('stream', 'stream')).toMatchObject({ shards: 1, retentionHours: 24 });
    expect(granted(blueprint, 'stream')).toEqual(['compute-identity consume']);
    expect(granted(blueprint, 'leases')).toEqual(['compute-identity lease']);
    expect(granted(blueprint, 'alerts')).toEqual(['compute-identity publish']);
  });

  test('is never left alone: one worker stays, paid on demand', () => {
    expect(blueprint.partOf('fleet', 'workers-fleet')).toMatchObject({ minCount: 1, pricing: 'on-demand' });
  });

  test('tells windows, and what an alert may take', () => {
    const quick = declare({
      ...live,
      window: { size: Duration.seconds(2), allowedLateness: Duration.seconds(0) },
      alerts: { within: Duration.seconds(5), packet: Duration.seconds(1) },
    });
    expect(told(quick).live).toEqual({
      window: { sizeSeconds: 2, everySeconds: 2 },
      allowedLatenessSeconds: 0,
      checkpointSeconds: 60,
      latencyTargetSeconds: 5,
      shards: 1,
    });
    expect(quick.data.facts.streaming?.live?.latency).toEqual({
      packetSeconds: 1,
      pollSeconds: 1,
      windowSeconds: 2,
      latenessSeconds: 0,
      targetSeconds: 5,
    });
  });

  test("on Oracle Cloud is entered by a user, whose token is the institution's secret; each consumer may ask as often as one", () => {
    const { blueprint: oracle } = declareStreamingWorkers(
      {
        ...live,
        source: liveStream({
          expected: { ...RECORDS, consumers: 2 },
          poll: Duration.seconds(0.2),
          login: { user: 'tenancy/alice', secret: 'ocid1.vaultsecret.oc1..token' },
        }),
        workers: { machine: 'VM.Standard.E5.Flex.8.64', min: 1, max: 1 },
      },
      { path: 'Noise/Ta', catalogue: ociCatalogue, region: 'eu-frankfurt-1' },
    );
    expect(oracle.partsOf('table')).toEqual([]);
    expect(oracle.partOf('secret', 'stream-login').existingId).toBe('ocid1.vaultsecret.oc1..token');
    expect(place(oracle)).toMatchObject({
      stream: { kind: 'kafka', security: { user: { join: ['tenancy/alice/', { ref: 'stream', attribute: 'pool' }] } } },
    });
    expect(ways(oracle, 9092)).toEqual(['compute-group > 0.0.0.0/0']);
  });
});

test('a SeedLink server is bridged by the head, which alone may put records', () => {
  const blueprint = declare({
    ...live,
    source: seedLink({
      server: 'seedlink.example.org:18000',
      streams: [{ network: 'IU', station: 'ANMO', selector: 'BHZ' }],
      through: { expected: RECORDS },
    }),
  });
  expect(granted(blueprint, 'stream')).toContain('head-identity publish');
  expect(granted(blueprint, 'stream')).not.toContain('compute-identity publish');
  expect(ways(blueprint, 18_000)).toEqual(['head-group > 0.0.0.0/0']);
  expect(told(blueprint)).toMatchObject({
    source: { format: 'miniseed' },
    seedlink: { server: 'seedlink.example.org:18000' },
  });
});

test('a queue hides a message for twice the time that a worker may take', () => {
  const blueprint = declare({ ...noise, source: queue() });
  expect(blueprint.partOf('queue', 'queue')).toMatchObject({
    visibilitySeconds: 1800,
    attempts: 5,
    retentionHours: 96,
  });
  expect(granted(blueprint, 'queue')).toEqual([
    'compute-identity consume',
    'compute-identity backlog',
    'head-identity backlog',
  ]);
});

test('what the author says of the cluster underneath is kept', () => {
  const blueprint = declare({
    ...noise,
    users: [{ name: 'ada', uid: 2001 }],
    software: { packages: ['gdal-bin'] },
    tags: { project: 'noise' },
    results: { bucket: 'ours' },
  });
  expect(blueprint.partOf('bucket', 'results').existingName).toBe('ours');
  expect(bundleText(blueprint, 'boot/head.sh')).toContain('gdal-bin');
  expect(blueprint.data.tags).toEqual({ project: 'noise' });
});
