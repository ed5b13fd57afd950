import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Centre, startCentre } from '../support/centre';
import { emptyFolder, pythonProgram, ROOT } from '../support/paths';

const [STATIONS, DAYS, CAP] = [4, 4, 20];
const PIECES = STATIONS * DAYS * 4;
const MINUTES = 60_000;

const DETECTOR = `
def detect(stream):
    trace = stream[0]
    return [{"channel": trace.id, "samples": len(trace), "peak": float(abs(trace.data).max())}]
`;
const FAILING = `
def detect(stream):
    if stream[0].stats.station == "S003":
        raise ValueError("a gap")
    return None
`;

const SIZES = `
import os

def detect(path):
    return [{"bytes": os.path.getsize(path)}]
`;

let centre: Centre;
let folder: string;

beforeAll(async () => {
  centre = await startCentre(STATIONS, DAYS);
  folder = emptyFolder('local-fleet');
  mkdirSync(join(folder, 'detector'));
}, MINUTES);

afterAll(async () => {
  await centre?.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly seconds: number;
}

/** The command as a user calls it, in the folder of the app. */
function terrane(args: readonly string[], during?: (pid: number) => Promise<void>): Promise<Ended> {
  const began = Date.now();
  const env = { ...process.env, TERRANE_STREAM_PYTHON: pythonProgram('stream', 'python') };
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, env, timeout: 2 * MINUTES };
    const child = execFile(process.execPath, [join(ROOT, 'dist/bin/terrane.js'), ...args], options, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err, seconds: (Date.now() - began) / 1000 }),
    );
    during?.(child.pid as number).catch(reject);
  });
}

/** An app of CDK with one fleet; its stations are those that `terrane stations` wrote. */
function declare(detector: string, requestsPerSecond = CAP): void {
  writeFileSync(join(folder, 'detector/probe.py'), detector);
  writeFileSync(join(folder, 'cdk.json'), JSON.stringify({ app: 'node app.js' }));
  writeFileSync(
    join(folder, 'app.js'),
    `const { App, Stack } = require('${ROOT}/node_modules/aws-cdk-lib/core');
const { fdsn, pythonFolder, readStations } = require('${ROOT}/dist/lib');
const { StreamingWorkers } = require('${ROOT}/dist/lib/targets/aws-cdk');
const app = new App();
new StreamingWorkers(new Stack(app, 'Noise'), 'Probe', {
  source: fdsn({
    url: 'https://service.example.org',
    network: 'XX',
    stations: readStations('stations.json'),
    channels: ['LHZ'],
    from: '2012-01-01',
    to: '2012-02-01',
    maxRequestsPerSecond: ${requestsPerSecond},
  }),
  worker: { code: pythonFolder('detector'), handler: 'probe.detect' },
  workers: { machine: 'c7i.large', max: 4 },
  clusterName: 'probe',
});
app.synth();
`,
  );
}

const run = (...more: readonly string[]) => ['run', '--local', '--source-url', centre.url, ...more];

/** The most requests in any second, wherever it begins. */
function busiestSecond(arrivals: readonly number[]): number {
  const sorted = [...arrivals].sort((a, b) => a - b);
  return Math.max(0, ...sorted.map((time) => sorted.filter((other) => other >= time && other < time + 1000).length));
}

/** Programs that have the work folder in their command. */
function left(): string {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,stat=,args='], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .filter((line) => line.includes(folder) && !/^ *\d+ Z/.test(line))
    .join('\n');
}

test('`terrane stations` writes what the data centre says of its stations', async () => {
  const list = ['--network', 'XX', '--channel', 'LHZ', '--from', '2012-01-01', '--to', '2012-02-01'];
  const { code, err } = await terrane(['stations', '--url', centre.url, ...list, '--out', 'stations.json']);
  expect([code, err]).toEqual([0, '']);
  const { stations } = JSON.parse(readFileSync(join(folder, 'stations.json'), 'utf8'));
  expect(stations).toEqual(
    ['S000', 'S001', 'S002', 'S003'].map((station) => {
      return { code: station, from: '2012-01-01T00:00:00Z', to: '2012-01-05T00:00:00Z' };
    }),
  );
});

test(
  'a declared fleet does all of an archive on this machine, under its cap, in less than a minute',
  async () => {
    declare(DETECTOR);
    const { code, out, err, seconds } = await terrane(run('--json'));
    expect([code, err.includes('probe, 2 workers, in terrane-run/probe')]).toEqual([0, true]);
    const outcome = JSON.parse(out);
    expect(outcome).toMatchObject({ name: 'probe', chunks: PIECES, done: PIECES, failed: 0, rows: PIECES, dead: [] });
    expect(outcome.first[0]).toMatchObject({
      chunk: 'XX.S000.LHZ.20120101T000000Z',
      channel: 'XX.S000..LHZ',
      samples: 21600,
    });
    const arrivals = centre.arrivals();
    expect(arrivals).toHaveLength(PIECES);
    expect(busiestSecond(arrivals)).toBeLessThanOrEqual(CAP);
    expect(seconds).toBeLessThan(60);
    expect(left()).toBe('');
  },
  2 * MINUTES,
);

test('`terrane progress` tells what the driver wrote there', async () => {
  const { code, out } = await terrane(['progress', 'terrane-run/probe']);
  expect(code).toBe(0);
  expect(out).toContain(`done           ${PIECES} of ${PIECES} (100.0 %)\n`);
  expect(out).toMatch(/requests {7}[\d.]+ a second of 20 \(/);
});

test(
  'the same command again goes on with what is done',
  async () => {
    const before = centre.arrivals().length;
    const { code, out, err } = await terrane(run('cdk.out'));
    expect([code, err.includes('going on with what is done there')]).toEqual([0, true]);
    expect(out).toContain(`${PIECES} of ${PIECES} pieces done, 0 failed, ${PIECES} rows,`);
    expect(centre.arrivals()).toHaveLength(before);
  },
  2 * MINUTES,
);

test(
  'another detector begins anew, and what fails for good ends with 1 and its reasons',
  async () => {
    declare(FAILING);
    const { code, out, err } = await terrane(run());
    expect([code, err.includes('anew: what was there came of another declaration or detector')]).toEqual([1, true]);
    expect(err).toMatch(/ {2}XX\.S003\.LHZ\.\d+T\d+Z, attempt 1: probe\.py line 4 in detect: ValueError: a gap\n/);
    expect(out).toMatch(/XX\.S003\.LHZ\.20120101T000000Z +5 {2}probe\.py line 4 in detect: ValueError: a gap\n/);
    expect(out).toContain(`48 of ${PIECES} pieces done, 16 failed, 0 rows,`);
    const dead = await terrane(['progress', '--dead', 'terrane-run/probe']);
    expect(dead.out).toContain('16 dead letters.');
  },
  2 * MINUTES,
);

test(
  'a trial does the first pieces alone, in a folder of its own',
  async () => {
    declare(DETECTOR);
    const { code, out } = await terrane(run('--chunks', '18', '--workers', '1'));
    expect(code).toBe(0);
    expect(out).toMatch(/18 of 18 pieces done, 0 failed, 18 rows, .* s: terrane-run\/probe-first-18\/results\n/);
  },
  2 * MINUTES,
);

test(
  'a detector that cannot be loaded ends with 1, and its reason',
  async () => {
    declare('import nosuchmodule\n\n\ndef detect(stream):\n    return None\n');
    const { code, err } = await terrane(run());
    expect([code, err]).toEqual([1, expect.stringContaining("ModuleNotFoundError: No module named 'nosuchmodule'")]);
    expect(left()).toBe('');
  },
  2 * MINUTES,
);

test(
  'a fleet of a bucket works off files of this machine',
  async () => {
    const files = ['a.dat', 'b/c.dat', 'b/d.dat'];
    for (const [index, file] of files.entries()) {
      mkdirSync(dirname(join(folder, 'objects', file)), { recursive: true });
      writeFileSync(join(folder, 'objects', file), 'x'.repeat(index));
    }
    declare(SIZES);
    const app = readFileSync(join(folder, 'app.js'), 'utf8');
    const source = `bucketObjects({ bucket: 'observatory' })`;
    writeFileSync(
      join(folder, 'app.js'),
      app.replace(/source: fdsn\([\s\S]*?\n {2}\}\)/, `source: ${source}`).replace('fdsn,', 'bucketObjects,'),
    );
    const { code, out } = await terrane(['run', '--local', '--source-folder', 'objects', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      ...{ chunks: 3, done: 3, failed: 0, rows: 3 },
      first: files.map((chunk, bytes) => ({ chunk, bytes })),
    });
  },
  2 * MINUTES,
);

test(
  'Ctrl-C ends every process, and the same command goes on',
  async () => {
    // Slow enough to be met at work.
    declare(DETECTOR, 4);
    const before = centre.arrivals().length;
    const interrupted = await terrane(run(), async (pid) => {
      while (centre.arrivals().length < before + 20) await sleep(100);
      process.kill(pid, 'SIGINT');
    });
    expect([interrupted.code, left()]).toEqual([130, '']);
    const { code, out } = await terrane(run());
    expect([code, out]).toEqual([0, expect.stringContaining(`${PIECES} of ${PIECES} pieces done`)]);
    // The group of the first station was finished before.
    expect(centre.arrivals().length).toBeLessThan(before + 2 * PIECES);
  },
  3 * MINUTES,
);
