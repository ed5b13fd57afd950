import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readStations } from '../../lib';
import { retryAfter } from '../../lib/cli/stations/ask';
import { channelLines, closeServers, serverOf } from './centre';
import { folderWith, removeFolders, terrane } from './folders';

afterEach(closeServers);
afterAll(removeFolders);

const PERIOD = ['--from', '2014-01-01', '--to', '2015-01-01'];

async function ask(url: string, ...more: string[]) {
  const folder = folderWith({});
  const asked = ['--url', url, '--network', 'TA', ...PERIOD, '--out', 'lists/stations.json', ...more];
  const result = await terrane(folder, 'stations', ...asked);
  return { ...result, file: join(folder, 'lists/stations.json') };
}

const ANSWER = channelLines(
  ['TA', 'B04A', '2013-06-01T00:00:00.0000', '2014-03-02T11:59:59.9999'],
  ['TA', 'A04A', '2004-09-18T00:00:00.0000', '2014-02-01T00:00:00.0000'],
  ['TA', 'A04A', '2014-02-01T06:30:00.0000', '2599-12-31T23:59:59.0000'],
  ['TA', 'C04A', '2014-10-01T00:00:00.5000', ''],
);

describe('terrane stations', () => {
  test('writes one span for each station, from its epochs, within the period', async () => {
    const { url } = await serverOf({ status: 200, body: ANSWER });
    const { code, file } = await ask(url);
    expect(code).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe(`{
  "source": "${url}",
  "network": "TA",
  "channel": "BHZ",
  "asked": {"from":"2014-01-01T00:00:00Z","to":"2015-01-01T00:00:00Z"},
  "stations": [
    {"code":"A04A","from":"2014-01-01T00:00:00Z","to":"2015-01-01T00:00:00Z"},
    {"code":"B04A","from":"2014-01-01T00:00:00Z","to":"2014-03-02T12:00:00Z"},
    {"code":"C04A","from":"2014-10-01T00:00:00Z","to":"2015-01-01T00:00:00Z"}
  ]
}
`);
  });

  test('writes what the library reads', async () => {
    const { url } = await serverOf({ status: 200, body: ANSWER });
    expect(readStations((await ask(url)).file).map(({ code }) => code)).toEqual(['A04A', 'B04A', 'C04A']);
  });

  test('tells stations and station-years to people', async () => {
    const { url } = await serverOf({ status: 200, body: ANSWER });
    const { out } = await ask(url);
    expect(out).toMatch(/ station {2}from +to +days\n +A04A +2014-01-01T00:00:00Z {2}2015-01-01T00:00:00Z {2}365\.0\n/);
    expect(out).toContain('lists/stations.json: 3 stations of TA, 1.418 station-years from 2014-01-01 to 2015-01-01.');
    expect(out).toContain("In the declaration: stations: readStations('lists/stations.json')");
  });

  test('cuts a long table, and tells the last of it', async () => {
    const epochs = Array.from(
      { length: 30 },
      (_, index) => ['TA', `S${index + 10}`, '2010-01-01T00:00:00', ''] as const,
    );
    const { url } = await serverOf({ status: 200, body: channelLines(...epochs) });
    const { out } = await ask(url);
    expect(out).toMatch(/S26 .*\n +\.\.\.\n +S37 .*\n +S38 .*\n +S39 /);
    expect(out).toContain('30 stations of TA');
  });

  test('gives one JSON document to programs', async () => {
    const { url } = await serverOf({ status: 200, body: ANSWER });
    const { out } = await ask(url, '--json');
    expect(JSON.parse(out)).toEqual({ file: 'lists/stations.json', stations: 3, stationYears: 1.418 });
  });

  test('asks the station service for channels in its text format', async () => {
    const { url, seen } = await serverOf({ status: 200, body: ANSWER });
    await ask(`${url}/`, '--channel', 'BHZ,LHZ', '--location', '--', '--station', 'A*');
    const [asked] = seen;
    expect(asked?.pathname).toBe('/fdsnws/station/1/query');
    expect(Object.fromEntries(asked?.searchParams ?? [])).toEqual({
      format: 'text',
      level: 'channel',
      network: 'TA',
      station: 'A*',
      location: '--',
      channel: 'BHZ,LHZ',
      starttime: '2014-01-01T00:00:00',
      endtime: '2015-01-01T00:00:00',
    });
  });

  test('keeps in the file what narrowed the question', async () => {
    const { url } = await serverOf({ status: 200, body: ANSWER });
    const { file } = await ask(url, '--station', 'A*', '--location', '00');
    expect(JSON.parse(readFileSync(file, 'utf8')).asked).toEqual({
      from: '2014-01-01T00:00:00Z',
      to: '2015-01-01T00:00:00Z',
      location: '00',
      station: 'A*',
    });
  });

  test('leaves out what a service adds of other networks and times', async () => {
    const body = channelLines(
      ['US', 'A04A', '2010-01-01T00:00:00', ''],
      ['TA', 'OLD', '2004-01-01T00:00:00', '2014-01-01T00:00:00'],
      ['TA', 'NEW', '2015-01-01T00:00:00', ''],
      ['TA', 'C04A', '2010-01-01T00:00:00', ''],
    );
    const { url } = await serverOf({ status: 200, body });
    expect(readStations((await ask(url)).file).map(({ code }) => code)).toEqual(['C04A']);
  });
});

describe('a data centre without an answer', () => {
  test('that knows no such station ends with 1, and writes no file', async () => {
    const { url } = await serverOf({ status: 204 });
    const { code, err, file } = await ask(url, '--station', 'X*');
    expect([code, existsSync(file)]).toEqual([1, false]);
    expect(err).toBe(
      `terrane: ${url} knows no station of network TA with station X*, channel BHZ from 2014-01-01 to 2015-01-01.\n`,
    );
  });

  test('tells programs too that there is none', async () => {
    const { url } = await serverOf({ status: 204 });
    expect(JSON.parse((await ask(url, '--json')).out)).toMatchObject({ kind: 'none' });
  });

  test.each([429, 503])('that is busy (%s) is asked again', async (status) => {
    const busy = { status, headers: { 'retry-after': '0' } };
    const { url, seen } = await serverOf(busy, busy, { status: 200, body: ANSWER });
    const { code, err } = await ask(url);
    expect([code, seen.length]).toEqual([0, 3]);
    expect(err).toContain(`is busy (${status}): asking again after 0 s\n`);
  });

  test('that stays busy is asked again three times, no more', async () => {
    const { url, seen } = await serverOf({ status: 429, headers: { 'retry-after': '0' } });
    const { code, err } = await ask(url);
    expect([code, seen.length]).toEqual([2, 4]);
    expect(err).toContain('is still busy (429) after 3 repetitions. Try later.');
  });

  test('that asks for a long pause is not waited for', async () => {
    const { url, seen } = await serverOf({ status: 503, headers: { 'retry-after': '3600' } });
    const { code, err } = await ask(url);
    expect([code, seen.length]).toEqual([2, 1]);
    expect(err).toContain('asks to come back after 3600 s. Try then.');
  });

  test('that refuses the question is quoted', async () => {
    const { url } = await serverOf({ status: 400, body: 'Error 400: Bad Request\n\nunknown channel' });
    const { code, err } = await ask(url);
    expect(code).toBe(2);
    expect(err).toMatch(/answers 400\. Look at the codes and times that were given; what the service says:\nError 400/);
  });

  test('that is none says to look at the address', async () => {
    const { url } = await serverOf({ status: 404, body: '<html>' });
    expect((await ask(url)).err).toContain('There is no FDSN station service there: look at --url.');
  });

  test('that answers with a page is told from one that answers with stations', async () => {
    const { url } = await serverOf({ status: 200, body: '<!DOCTYPE html><html></html>' });
    expect(await ask(url)).toMatchObject({
      code: 2,
      err: "terrane: the service answered with what is no line of a channel: '<!DOCTYPE html><html></html>'.\n",
    });
  });

  test('that is not there ends with 2, with the reason', async () => {
    const { url } = await serverOf({ status: 204 });
    await closeServers();
    const { code, err } = await ask(url);
    expect(code).toBe(2);
    expect(err).toMatch(/cannot be reached: connect ECONNREFUSED .*Look at --url and at this machine's network\.\n$/);
  });
});

describe('what is asked wrongly', () => {
  test.each([
    ['--url', 'service.iris.edu', 'the base address of a data centre'],
    ['--url', 'https://service.iris.edu/fdsnws', 'the base address of a data centre'],
    ['--network', 'T*', 'one network code'],
    ['--channel', 'BHZZ', 'channel codes'],
    ['--location', '0', 'a location code'],
    ['--station', 'a04a', 'station codes'],
    ['--from', '2014-02-30', 'no day or second of UTC'],
    ['--to', '2014-01-01', 'is not after --from'],
  ])('%s %s ends with 2', async (option, value, words) => {
    const { code, err } = await ask('https://service.iris.edu', option, value);
    expect(code).toBe(2);
    expect(err).toContain(`terrane: ${option}: '${value}'`);
    expect(err).toContain(words);
  });

  test('without a network ends with 2', async () => {
    expect(await terrane(folderWith({}), 'stations', '--url', 'https://service.iris.edu')).toMatchObject({
      code: 2,
      err: "error: required option '--network <code>' not specified\n",
    });
  });
});

test('a pause is asked for in seconds, or by a date', () => {
  const soon = new Date(Date.now() + 60_000).toUTCString();
  expect([retryAfter('17'), retryAfter(null), retryAfter('later')]).toEqual([17, undefined, undefined]);
  expect(retryAfter(soon)).toBeGreaterThan(57);
  expect(retryAfter('Wed, 21 Oct 2015 07:28:00 GMT')).toBe(0);
});

test('the help has an example', async () => {
  expect((await terrane(folderWith({}), 'stations', '--help')).out).toContain(
    '$ terrane stations --url https://service.iris.edu',
  );
});
