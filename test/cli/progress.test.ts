import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { span } from '../../lib/cli/progress/archive';
import { progress } from '../../lib/cli/progress/progress';
import { folderWith, removeFolders, terrane } from './folders';

const PATH = process.env['PATH'];
afterEach(() => {
  process.env['PATH'] = PATH;
});
afterAll(removeFolders);

function ago(seconds: number): string {
  return new Date(Date.now() - seconds * 1000).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

function archive(change: object = {}): string {
  return JSON.stringify({
    chunks: 2_452_800,
    done: 1_226_399,
    failed: 12,
    rate: 48.07,
    requestsPerSecond: 48.9,
    workers: 30,
    started: ago(26_000),
    estimatedEnd: ago(-(7 * 3600 + 600 + 20)),
    updated: ago(4),
    state: 'running',
    ...change,
  });
}

const entry = (group: string, dead: readonly object[]) =>
  JSON.stringify({
    group,
    chunks: 124,
    done: 124 - dead.length,
    rows: 9,
    dead,
    object: `results/rows/${group}.parquet`,
  });
const DEAD = {
  chunk: 'TA.A04A.BHZ.20140101T000000Z',
  reason: 'htn.py line 12 in detect: ValueError: empty',
  attempts: 5,
};

describe('how far an archive is', () => {
  test('is a table of what people ask for', async () => {
    const folder = folderWith({ 'run/results/progress.json': archive() });
    const { code, out } = await terrane(folder, 'progress', 'run');
    expect(code).toBe(0);
    expect(out).toContain('run/results\n  state          running\n');
    expect(out).toContain('done           1,226,399 of 2,452,800 (49.9 %)\n');
    expect(out).toContain('failed         12, see --dead\n');
    expect(out).toContain('rate           48.07 pieces a second\n');
    expect(out).toContain('requests       48.9 a second\n');
    expect(out).toContain('workers        30\n');
    expect(out).toMatch(/estimated end {2}20.*Z, in 7 h 10 min\n/);
    expect(out).toMatch(/updated {8}20.*Z, [4-6] s ago\n/);
  });

  test('has the share of the cap where the driver tells the cap', async () => {
    const folder = folderWith({ 'progress.json': archive({ cap: 50 }) });
    expect((await terrane(folder, 'progress', '.')).out).toContain('48.9 a second of 50 (98 % of the cap)\n');
  });

  test('of a queue has neither requests nor workers to tell of', async () => {
    const folder = folderWith({ 'progress.json': archive({ workers: null, requestsPerSecond: 0 }) });
    expect((await terrane(folder, 'progress', '.')).out).toMatch(/ rate .*\n +started /);
  });

  test('says that nobody writes any more', async () => {
    const folder = folderWith({ 'progress.json': archive({ updated: ago(720) }) });
    expect((await terrane(folder, 'progress', '.')).out).toMatch(/12 min ago: nobody writes it any more\n/);
  });

  test('has no end to wait for when all is done', async () => {
    const done = { done: 2_452_788, state: 'done', updated: ago(86_400), estimatedEnd: null };
    const { out } = await terrane(folderWith({ 'progress.json': archive(done) }), 'progress', '.');
    expect(out).not.toContain('estimated end');
    expect(out).toMatch(/updated .*, 1 d 0 h ago\n/);
  });

  test('is given to programs as it was written', async () => {
    const text = archive();
    const folder = folderWith({ 'progress.json': text });
    expect(JSON.parse((await terrane(folder, 'progress', '.', '--json')).out)).toEqual(JSON.parse(text));
  });

  test('is asked for again until all is done', async () => {
    const folder = folderWith({ 'progress.json': archive() });
    let [out, err] = ['', ''];
    const add = (text: string) => {
      err += text;
      if (err.split('\n').length === 3) writeFileSync(join(folder, 'progress.json'), archive({ state: 'done' }));
    };
    const surroundings = { folder, out: (text: string) => (out += text), err: add };
    expect(await progress('.', { watch: true }, surroundings, 5)).toBe(0);
    expect(err).toMatch(/^(20.*Z running: 1,226,399 of 2,452,800 done, 12 failed, 48\.07 a second\n){2,}$/);
    expect(out).toContain('  state          done\n');
  });

  test('is drawn in its own place on a terminal', async () => {
    const folder = folderWith({ 'progress.json': archive({ estimatedEnd: null }) });
    let err = '';
    let reads = 0;
    const surroundings = {
      folder,
      columns: 60,
      out: () => undefined,
      err: (text: string) => (err += text),
      unread: () => ++reads === 2,
    };
    await progress('.', { watch: true }, surroundings, 5);
    expect(err.split('\x1b[10A\x1b[J')).toHaveLength(2);
    expect(err.split('\n').every((line) => line.length <= 70)).toBe(true);
  });

  test('is waited for where nothing has been written yet', async () => {
    const folder = folderWith({});
    const err = (text: string) => {
      expect(text).toBe('.: nothing yet\n');
      writeFileSync(join(folder, 'progress.json'), archive({ state: 'done' }));
    };
    expect(await progress('.', { watch: true }, { folder, out: () => undefined, err }, 5)).toBe(0);
  });
});

test('a live stream has a row for each consumer, and their sum', async () => {
  const consumer = (name: string, records: number) =>
    JSON.stringify({
      consumer: name,
      updated: ago(3),
      ...{ records, windows: 40, rows: 7, alerts: 2, dead: 0 },
      latency: { targetSeconds: 30, met: true, arrivalToAlert: { p95: 21.4 } },
      shards: { 'shard-0': {}, 'shard-1': {} },
    });
  const folder = folderWith({
    'results/metrics/a.json': consumer('a', 1000),
    'results/metrics/b.json': consumer('b', 500),
  });
  const { code, out } = await terrane(folder, 'progress', '.');
  expect(code).toBe(0);
  expect(out).toMatch(/ a +1,000 +40 +7 +2 +0 +21\.4 +2 {2}[3-5] s ago\n/);
  expect(out).toMatch(/ all +1,500 +80 +14 +4 +0/);
  expect(out).toContain("95 % of the alerts are to come within 30 s of a window's first record.");
});

describe('dead letters', () => {
  const ledger = (name: string, ...dead: object[]) => ({ [`results/ledger/${name}.json`]: entry(name, dead) });

  test('are listed with their reasons', async () => {
    const folder = folderWith({ ...ledger('TA.A04A.BHZ.2014-01', DEAD), ...ledger('TA.B04A.BHZ.2014-01') });
    const { code, out } = await terrane(folder, 'progress', '--dead', '.');
    expect(code).toBe(0);
    expect(out).toMatch(/ TA\.A04A\.BHZ\.20140101T000000Z +5 {2}htn\.py line 12 in detect: ValueError: empty\n/);
    expect(out).toContain('results: 1 dead letter.');
  });

  test('come with the command that does them again, behind the cap', async () => {
    const { out } = await terrane(folderWith(ledger('TA.A04A.BHZ.2014-01', DEAD)), 'progress', '--dead', '.');
    expect(out).toContain(
      '  sudo -u stream env PYTHONPATH=/opt/terrane /home/stream/env/bin/python -m terrane_stream replay --declaration /opt/terrane/stream/declaration.json --place /home/stream/place.json --code /opt/terrane/stream/code --scheduler tcp://head:8786 --source-url http://head:8060\n',
    );
  });

  test('of a bucket have no cap to go through', async () => {
    const { out } = await terrane(folderWith(ledger('objects-000000', DEAD)), 'progress', '--dead', '.');
    expect(out).toMatch(/--scheduler tcp:\/\/head:8786\n/);
  });

  test('are given to programs with their group', async () => {
    const folder = folderWith(ledger('TA.A04A.BHZ.2014-01', DEAD));
    const document = JSON.parse((await terrane(folder, 'progress', '--dead', '--json', '.')).out);
    expect(document.dead).toEqual([{ group: 'TA.A04A.BHZ.2014-01', ...DEAD }]);
  });

  test('of a queue are told by their messages', async () => {
    const letter = { id: 'a1b2', reason: 'work.py line 3 in work: KeyError: x', attempts: 5, body: '{}' };
    const folder = folderWith({ 'results/dead/a1b2.json': JSON.stringify(letter) });
    const { out } = await terrane(folder, 'progress', '--dead', '.');
    expect(out).toMatch(/ a1b2 +5 {2}work\.py line 3 in work: KeyError: x\n/);
    expect(out).toContain('send the messages again');
  });

  test("of a live stream are left to the head's own program", async () => {
    const { out } = await terrane(folderWith({ 'results/metrics/a.json': '{}' }), 'progress', '--dead', '.');
    expect(out).toMatch(
      /no dead letters of an archive or a queue.*\n {2}sudo -u stream .* terrane_stream rows dead --decl/,
    );
  });

  test('may be none', async () => {
    const folder = folderWith(ledger('TA.A04A.BHZ.2014-01'));
    expect((await terrane(folder, 'progress', '--dead', '.')).out).toBe('results: no dead letters\n');
  });
});

/** A program of this name on the PATH, which does what a line of shell says. */
function program(name: string, line: string): string {
  const folder = folderWith({ [name]: `#!/bin/sh\n${line}\n` });
  chmodSync(join(folder, name), 0o755);
  process.env['PATH'] = `${folder}${delimiter}${PATH}`;
  return folder;
}

describe('a bucket', () => {
  test('of AWS is read with its command line', async () => {
    program('aws', `[ "$*" = "s3 cp s3://noise/results/progress.json -" ] && printf '%s' '${archive()}'`);
    expect((await terrane(folderWith({}), 'progress', 's3://noise')).out).toContain('s3://noise/results\n  state');
  });

  test('of Oracle Cloud is read with its command line', async () => {
    const words = 'os object get --bucket-name noise --name a/results/progress.json --file -';
    program('oci', `[ "$*" = "${words}" ] && printf '%s' '${archive()}'`);
    expect((await terrane(folderWith({}), 'progress', 'oci://noise/a/')).out).toContain(
      'oci://noise/a/results\n  state',
    );
  });

  test.each([
    ['aws', 's3://noise/results/', 'case "$3" in */ledger/) cp "$0.entry" "$4/x.json";; esac'],
    ['oci', 'oci://noise/results', 'case "$7" in */ledger/) cp "$0.entry" "$9/x.json";; esac'],
  ])('has its ledger copied whole: %s', async (name, where, line) => {
    const folder = program(name, line);
    writeFileSync(join(folder, `${name}.entry`), entry('TA.A04A.BHZ.2014-01', [DEAD]));
    expect((await terrane(folderWith({}), 'progress', where, '--dead')).out).toContain('1 dead letter.');
  });

  test('without anything of a fleet is told from one that cannot be read', async () => {
    program(
      'aws',
      'echo "fatal error: An error occurred (404) when calling the HeadObject operation" >&2; [ "$5" = --recursive ]',
    );
    const nothing = await terrane(folderWith({}), 'progress', 's3://noise');
    expect([nothing.code, nothing.err]).toEqual([
      2,
      expect.stringContaining("nothing of a fleet's progress is in s3://noise/results"),
    ]);
    program('aws', 'echo "Unable to locate credentials" >&2; exit 253');
    const refused = await terrane(folderWith({}), 'progress', 's3://noise');
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('Unable to locate credentials')]);
  });

  test('needs the command line of its cloud', async () => {
    process.env['PATH'] = folderWith({});
    const { code, err } = await terrane(folderWith({}), 'progress', 'oci://noise');
    expect([code, err]).toEqual([
      2,
      expect.stringContaining("this needs Oracle Cloud's command line, `oci`, on the PATH."),
    ]);
  });
});

describe('a place', () => {
  test('that is not named ends with 2, and says what to name', async () => {
    const { code, err } = await terrane(folderWith({}), 'progress');
    expect([code, err]).toEqual([2, expect.stringContaining("It is the stack's output ResultsBucket")]);
  });

  test.each([
    ['gs://noise', "'gs://noise' is neither s3://bucket, nor oci://bucket, nor a folder"],
    ['nowhere', 'nowhere is not a folder.'],
    ['.', "nothing of a fleet's progress is in ."],
  ])('that is none (%s) ends with 2', async (where, words) => {
    expect(await terrane(folderWith({}), 'progress', where)).toMatchObject({
      code: 2,
      err: expect.stringContaining(words),
    });
  });
});

test('lengths of time are told as people say them', () => {
  expect([0, 59, 60, 3599, 3600, 90_000, 1_000_000].map((seconds) => span(seconds * 1000))).toEqual([
    ...['0 s', '59 s', '1 min', '59 min', '1 h 0 min', '1 d 1 h', '11 d 13 h'],
  ]);
});
