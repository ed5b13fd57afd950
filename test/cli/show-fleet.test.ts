import { Duration } from '../../lib';
import { bucketObjects } from '../../lib/archetypes/streaming';
import { ocean } from '../reports/ocean';
import { ARCHIVE, fleet, LIVE } from './fleets';
import { cdkOut, folderWith, removeFolders, terrane } from './folders';

afterAll(removeFolders);

const folderOf = (props: Parameters<typeof fleet>[0]) => folderWith(cdkOut(fleet(props)));
const shown = async (props: Parameters<typeof fleet>[0]) => (await terrane(folderOf(props), 'show', '.')).out;

describe('the fleet of an archive', () => {
  test('is told in pieces, requests and station-years, with its cap', async () => {
    const out = await shown(ARCHIVE);
    expect(out).toContain(
      [
        'Fleet',
        '  archive: TA, 1680 stations, BHZ, from https://service.iris.edu',
        '  2,452,800 pieces, 2,452,800 requests, 1,680 station-years',
        '  a node makes 1.62 requests a second',
        '  cap of the whole fleet: 50 requests a second, which can feed 30 nodes',
        '  to be done within 20 hours',
      ].join('\n'),
    );
  });

  test('has a row for each size, marked where the cap binds and where the deadline is passed', async () => {
    const out = await shown(ARCHIVE);
    expect(out).toMatch(/nodes {2}requests a second {2}hours +USD {2}USD a station-year {2}remark\n/);
    expect(out).toMatch(/ 20 +32\.40 +21\.0 +\d+\.\d\d +0\.\d{4} {2}over the deadline\n/);
    expect(out).toMatch(/ 50 +50\.00 +13\.6 +\d+\.\d\d +0\.\d{4} {2}the cap binds\n/);
  });

  test('has no column of station-years, and no cap, where objects of a bucket are the source', async () => {
    const { deadline: _, ...rest } = ARCHIVE;
    const expected = { objects: 3600, bytesPerObject: 1e6, secondsPerObject: 2 };
    const out = await shown({
      ...rest,
      source: bucketObjects({ bucket: 'observatory', region: 'eu-west-1', expected }),
      workers: { machine: 'c7i.large', max: 4 },
    });
    expect(out).toContain('  archive: objects of bucket observatory, eu-west-1\n  3,600 pieces, 3,600 requests\n');
    expect(out).toContain('  no cap on the source\n');
    expect(out).toMatch(/nodes {2}requests a second {2}hours +USD {2}remark\n/);
  });

  test('says so where nobody knows how much there is to do', async () => {
    const { deadline: _, ...rest } = ARCHIVE;
    const out = await shown({ ...rest, source: bucketObjects({ bucket: 'observatory' }) });
    expect(out).toContain('objects of bucket observatory\n  how much there is to do is not known\n');
  });
});

describe('the fleet of a live stream', () => {
  test('has three ceilings of shards, and the load of the one that binds', async () => {
    const out = await shown(LIVE);
    expect(out).toContain('  shards: 1; the load needs 1\n');
    expect(out).toMatch(/ records in +1 {2}binds: 7\.2 % of what it takes\n +bytes in +1\n +bytes out +1\n/);
  });

  test('has a budget of latency, added up', async () => {
    expect(await shown(LIVE)).toContain(
      "  an alert after packet 0 s + poll 1 s + window 20 s + allowed lateness 8 s = 29 s\n  and the detector's own time; the target is 30 s\n",
    );
  });

  test('says so where no latency is asked for', async () => {
    const { alerts: _, ...rest } = LIVE;
    const out = await shown({ ...rest, window: { size: Duration.minutes(30) } });
    expect(out).toContain(
      "window 1,800 s + allowed lateness 30 s = 1,831 s\n  and the detector's own time; no target is given",
    );
  });
});

test('a fleet is plain text of 120 columns at most', async () => {
  for (const props of [ARCHIVE, LIVE])
    expect((await shown(props)).split('\n').filter((line) => line.length > 120 || /[^\x20-\x7e]/.test(line))).toEqual(
      [],
    );
});

test('programs get what the blueprint knows of a fleet, as it is', async () => {
  const blueprint = fleet(ARCHIVE);
  const { out } = await terrane(folderWith(cdkOut(blueprint)), 'show', '.', '--json');
  expect(JSON.parse(out).blueprints[0].streaming).toEqual(blueprint.data.facts.streaming);
});

test('a cluster that no source feeds has no such section', async () => {
  const folder = folderWith(cdkOut(ocean()));
  expect((await terrane(folder, 'show', '.')).out).not.toContain('Fleet\n');
});
