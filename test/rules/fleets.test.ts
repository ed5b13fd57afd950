import {
  awsCatalogue,
  bucketObjects,
  Duration,
  declareStreamingWorkers,
  fdsn,
  liveStream,
  queue,
  type StreamingWorkersProps,
} from '../../lib';

const code = { files: [{ path: 'htn.py', text: 'def detect(stream):\n    return []\n' }] };
const stations = Array.from({ length: 100 }, (_, index) => `T${index}`);
const source = fdsn({
  url: 'https://service.example.org',
  network: 'TA',
  stations,
  channels: ['BHZ'],
  from: '2014-01-01',
  to: '2015-01-01',
});
const fleet: StreamingWorkersProps = {
  source,
  worker: { code, handler: 'htn.detect' },
  workers: { machine: 'c7i.large', max: 30 },
};

function warningsOf(change: Partial<StreamingWorkersProps>): string[] {
  const { warnings } = declareStreamingWorkers(
    { ...fleet, ...change },
    { path: 'Noise/Ta', catalogue: awsCatalogue, region: 'us-east-1' },
  );
  return warnings
    .filter(({ code: id }) => /^(fleet|source|stream|workers|objects|queue|alerts)-|^budget-below-standing/.test(id))
    .map(({ code: id, path, message }) => `${id} ${path.replace('Noise/Ta: ', '')}: ${message}`);
}

test('a fleet that its source feeds has nothing to be told', () => {
  expect(warningsOf({})).toEqual([]);
});

test('nodes beyond the cap are counted', () => {
  expect(warningsOf({ workers: { machine: 'c7i.large', max: 100 } })).toEqual([
    expect.stringMatching(/^fleet-over-cap workers\.max: given 100, but 50 requests a second feed 30 nodes of 1\.62/),
  ]);
});

test('nodes beyond the pieces of work are counted: of 128 over 100 pieces 28 have none', () => {
  // 25 days of one station, in pieces of 6 hours.
  const short = fdsn({
    url: 'https://service.example.org',
    network: 'TA',
    stations: ['A04A'],
    channels: ['BHZ'],
    from: '2014-01-01',
    to: '2014-01-26',
    maxRequestsPerSecond: 1000,
  });
  expect(warningsOf({ source: short, workers: { machine: 'c7i.large', max: 128 } })).toEqual([
    'workers-over-pieces workers.max: given 128, but there are 100 pieces of work; the other 28 nodes would find none. Give max 100 or less, or smaller pieces.',
  ]);
  expect(warningsOf({ source: short, workers: { machine: 'c7i.large', max: 100 } })).toEqual([]);
});

test('a burstable machine is named, as is a deadline that cannot be met, and a budget', () => {
  const found = warningsOf({
    workers: { machine: 't3.large', max: 4 },
    deadline: Duration.hours(1),
    budget: { usdPerMonth: 31 },
    priceBook: { name: 'own', date: '2026-01-01', source: 'a contract', machines: { 't3.large': 5, 'c7a.medium': 1 } },
  });
  expect(found).toEqual([
    expect.stringContaining("fleet-burstable workers.machine: given 't3.large'"),
    expect.stringMatching(/^fleet-over-deadline deadline: given 1 h, but 4 nodes take 6\.3 h\. Give more nodes/),
  ]);
});

test('work that costs more than the month has is told with its price', () => {
  const many = fdsn({
    url: 'https://service.example.org',
    network: 'TA',
    stations: Array.from({ length: 5000 }, (_, index) => `T${index}`),
    channels: ['BHZ'],
    from: '2005-01-01',
    to: '2015-01-01',
  });
  expect(warningsOf({ source: many, budget: { usdPerMonth: 100 } })).toEqual([
    expect.stringMatching(
      /^fleet-over-budget budget\.usdPerMonth: given 100 USD, but all \d+ pieces of work cost about \d+ USD/,
    ),
  ]);
});

test('a bucket in another Region is paid for by the byte', () => {
  expect(warningsOf({ source: bucketObjects({ bucket: 'archive', region: 'us-west-2' }) })).toEqual([
    expect.stringMatching(/^source-other-region source\.region: given 'us-west-2', but the fleet is in us-east-1/),
  ]);
});

test('shards that stay empty are told in per cent of their load', () => {
  const expected = { stations: 40, recordsPerStationPerSecond: 1.8, bytesPerRecord: 81 };
  expect(
    warningsOf({ source: liveStream({ expected, shards: 8 }), workers: { machine: 'c7i.large', min: 1, max: 1 } }),
  ).toEqual([
    expect.stringMatching(/^stream-shards-idle source\.shards: given 8, but the load fills 1 % of them; 1 would do/),
  ]);
});

const objects = (
  expected: { objects: number; bytesPerObject: number; secondsPerObject: number },
  format?: 'miniseed',
) => bucketObjects({ bucket: 'archive', expected, ...(format === undefined ? {} : { format }) });

function errorsOf(change: Partial<StreamingWorkersProps>): string {
  try {
    warningsOf(change);
  } catch (error) {
    return String(error);
  }
  return '';
}

test('records of 100 MB are worked off by 8 threads in 32 GiB', () => {
  const records = { objects: 1_000_000, bytesPerObject: 100_000_000, secondsPerObject: 8 };
  expect(warningsOf({ source: objects(records, 'miniseed'), workers: { machine: 'm7i.2xlarge', max: 40 } })).toEqual(
    [],
  );
});

test('objects that fill the memory of a node are an error, as are files that fill its temporary folder', () => {
  // 4 GiB: two of 2 GiB in memory, or two of 1 GiB in half of it.
  const sized = (gib: number) => ({ objects: 10, bytesPerObject: gib * 1024 ** 3, secondsPerObject: 600 });
  expect(errorsOf({ source: objects(sized(2), 'miniseed') })).toBe('');
  expect(errorsOf({ source: objects(sized(2.1), 'miniseed') })).toContain(
    'source.expected.bytesPerObject: given 2254857830.4; 2 at a time are 4.2 GiB, and the memory of c7i.large has 4.0.',
  );
  expect(errorsOf({ source: objects(sized(1)) })).toBe('');
  expect(errorsOf({ source: objects(sized(1.1)) })).toContain('and /tmp, half of the memory, of c7i.large has 2.0');
  expect(errorsOf({ source: objects(sized(1.1)), image: { distribution: 'ubuntu-24.04' } })).toBe('');
  expect(errorsOf({ source: objects(sized(26)), image: { distribution: 'ubuntu-24.04' } })).toContain(
    'and the root volume of c7i.large has 50.0',
  );
});

test('objects that come slower than they are worked off are told with how much longer that takes', () => {
  // c7i.large carries 12.5 Gbit a second: two threads that each do 1 GB in a second would fetch 16.
  const one = { objects: 1000, bytesPerObject: 1_000_000_000 };
  expect(warningsOf({ source: objects({ ...one, secondsPerObject: 1.28 }) })).toEqual([]);
  expect(warningsOf({ source: objects({ ...one, secondsPerObject: 1 }) })).toEqual([
    expect.stringMatching(
      /^objects-over-network .*: 2 threads of a node would fetch 16\.0 Gbit a second, and c7i\.large carries 12\.5 at most\. The run takes 1\.3 times as long/,
    ),
  ]);
});

test('messages that are not done before they are deleted are counted in hours', () => {
  // 4 nodes of 2 threads, a minute a message: 480 an hour, 46,080 in four days.
  const work = (messages: number) => ({
    source: queue({ expected: { messages, secondsPerMessage: 60 } }),
    workers: { machine: 'c7i.large', max: 4 },
  });
  expect(warningsOf(work(46_080))).toEqual([]);
  expect(warningsOf(work(48_000))).toEqual([
    expect.stringMatching(
      /^queue-work-over-retention source\.retention: a message is kept for 96 h, but 4 nodes take 100 h for all 48000/,
    ),
  ]);
});

test('attempts that take longer than a message lives are told with the time that they take', () => {
  const waits = (hours: number) => ({
    source: queue({ visibility: Duration.hours(12), retention: Duration.hours(hours) }),
  });
  expect(warningsOf(waits(60))).toEqual([]);
  expect(warningsOf(waits(59))).toEqual([
    expect.stringMatching(
      /^queue-attempts-over-retention source\.retention: given 59 h, but 5 attempts of 43200 s each take 60\.0 h.*Give at least 60 h/,
    ),
  ]);
});

test('alerts in time on machines that may be taken away are a warning, also where nobody said spot', () => {
  const expected = { stations: 40, recordsPerStationPerSecond: 1.8, bytesPerRecord: 81 };
  const alerts = (within: Duration | undefined, workers: object) =>
    warningsOf({
      source: liveStream({ expected }),
      alerts: within === undefined ? {} : { within },
      workers: { machine: 'c7i.large', max: 1, ...workers },
    });
  expect(alerts(Duration.minutes(2), { min: 1 })).toEqual([]);
  expect(alerts(undefined, {})).toEqual([]);
  expect(alerts(Duration.minutes(2), {})).toEqual([
    expect.stringMatching(
      /^alerts-on-spot workers\.pricing: with min 0 the default is 'spot', but an alert may take 120 s/,
    ),
  ]);
  expect(alerts(Duration.minutes(2), { min: 1, pricing: 'spot' })).toEqual([
    expect.stringMatching(/^alerts-on-spot workers\.pricing: given 'spot'/),
  ]);
});

test('a budget pays for the nodes that are always there, too', () => {
  const expected = { stations: 40, recordsPerStationPerSecond: 1.8, bytesPerRecord: 81 };
  // 730 hours at list prices: a head of 0.05132 USD an hour, 2 workers of 0.08925 USD.
  const standing = (usdPerMonth: number) =>
    warningsOf({
      source: liveStream({ expected, shards: 2 }),
      head: { machine: 'c7a.medium' },
      workers: { machine: 'c7i.large', min: 2, max: 2 },
      budget: { usdPerMonth },
    });
  expect(standing(1000)).toEqual([]);
  expect(standing(60)).toEqual([
    expect.stringMatching(
      /^budget-below-standing budget\.usdPerMonth: given 60 USD, but the head and the 2 nodes that are always there cost 169 USD in 730 hours/,
    ),
  ]);
});
