import {
  awsCatalogue,
  bucketObjects,
  Duration,
  declareStreamingWorkers,
  fdsn,
  liveStream,
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
    .filter(({ code: id }) => /^(fleet|source|stream)-/.test(id))
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
