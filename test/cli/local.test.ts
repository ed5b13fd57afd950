import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { bucketObjects, pythonFolder, queue, type StreamingWorkersProps } from '../../lib';
import { Children } from '../../lib/cli/local/children';
import { chooseFleet } from '../../lib/cli/local/choose';
import { driverLines } from '../../lib/cli/local/driver-lines';
import { Interruption } from '../../lib/cli/local/interruption';
import { lacks, type Seen } from '../../lib/cli/local/machine';
import { freePorts } from '../../lib/cli/local/ports';
import { layOut, type Work, type WorkOptions } from '../../lib/cli/local/work';
import { Screen } from '../../lib/cli/rehearse/screen';
import { ocean } from '../reports/ocean';
import { ARCHIVE, fleet, LIVE } from './fleets';
import { cdkOut, folderWith, removeFolders, terrane } from './folders';

afterAll(removeFolders);

const { deadline: _, ...OF_ARCHIVE } = ARCHIVE;
const OBJECTS: StreamingWorkersProps = { ...OF_ARCHIVE, source: bucketObjects({ bucket: 'observatory' }) };
const folderOf = (props: StreamingWorkersProps) => folderWith(cdkOut(fleet(props)));

describe('terrane run', () => {
  test.each<[string, string, readonly string[], string]>([
    ['without --local', folderOf(ARCHIVE), [], 'To the cloud it goes as all that is synthesised, by `cdk deploy` or'],
    ['of a live stream', folderOf(LIVE), ['--local'], "'noise' reads a live stream, which the cloud has"],
    [
      'of a queue',
      folderOf({ ...OF_ARCHIVE, source: queue() }),
      ['--local'],
      'only archives (fdsn, bucketObjects) run',
    ],
    ['where no fleet is declared', folderWith(cdkOut(ocean())), ['--local'], 'no fleet is among what is declared'],
    ['of another name', folderOf(ARCHIVE), ['--local', '--name', 'nois'], "there is noise. Did you mean 'noise'?"],
    ['of a bucket without files', folderOf(OBJECTS), ['--local'], 'copy some of its objects to a folder'],
    ['of a bucket, from a centre', folderOf(OBJECTS), ['--local', '--source-url', 'http://a'], 'give --source-folder.'],
    ['of a centre, from files', folderOf(ARCHIVE), ['--local', '--source-folder', '.'], 'give --source-url.'],
    [
      'from no address',
      folderOf(ARCHIVE),
      ['--local', '--source-url', 'here'],
      "'here' is no address of a data centre",
    ],
    ['from no folder', folderOf(OBJECTS), ['--local', '--source-folder', 'no'], '--source-folder: no is not a folder.'],
    ['with no workers', folderOf(ARCHIVE), ['--local', '--workers', '0'], 'Give a whole number above 0.'],
  ])('%s ends with 2', async (_case, folder, args, words) => {
    const { code, err } = await terrane(folder, 'run', ...args, 'cdk.out');
    expect([code, err]).toEqual([2, expect.stringContaining(words)]);
    expect(existsSync(join(folder, 'terrane-run'))).toBe(false);
  });

  test('wants a name where several fleets are declared', async () => {
    const other = fleet({ ...ARCHIVE, clusterName: 'other' }, 'Stack/Other').toJson();
    const folder = folderWith({ ...cdkOut(fleet(ARCHIVE)), 'cdk.out/terrane/Stack.Other.json': other });
    const { code, err } = await terrane(folder, 'run', '--local', 'cdk.out');
    expect([code, err]).toEqual([2, expect.stringMatching(/there are 2 fleets: \w+, \w+\. Give one by --name\./)]);
  });

  test('tells a source that does not answer before anything is begun', async () => {
    const folder = folderOf(ARCHIVE);
    const [port] = await freePorts(1);
    const nowhere = ['--source-url', `http://127.0.0.1:${port}`];
    const { code, err } = await terrane(folder, 'run', '--local', 'cdk.out', ...nowhere);
    expect([code, err]).toEqual([
      2,
      expect.stringContaining(`http://127.0.0.1:${port} does not answer: connect ECONN`),
    ]);
    expect(existsSync(join(folder, 'terrane-run'))).toBe(false);
  });
});

describe('a machine', () => {
  const whole: Seen = { platform: 'linux', has: () => true, python: { version: [3, 13], venv: true } };

  test('with everything lacks nothing', () => {
    expect(lacks(whole, true)).toEqual([]);
  });

  test('is told everything that it lacks at once', () => {
    const bare = {
      ...whole,
      has: () => false,
      python: { version: [3, 9] as const, venv: true },
      unreachable: 'no answer',
    };
    expect(lacks(bare, true).map((sentence) => sentence.slice(0, 24))).toEqual([
      'There is no flock: `apt-',
      'There is no setpriv: `ap',
      'There is no nginx: `apt-',
      'There is no haproxy: `ap',
      'Python 3.11 or newer is ',
      'no answer',
    ]);
  });

  test('needs no cap for files', () => {
    expect(lacks({ ...whole, has: (command) => !['nginx', 'haproxy'].includes(command) }, false)).toEqual([]);
  });

  test('without Linux cannot run it', () => {
    expect(lacks({ ...whole, platform: 'darwin' }, true)).toEqual([expect.stringContaining('needs Linux')]);
  });

  test.each<[string, Partial<Seen>, string]>([
    ['no Python', { python: undefined }, 'There is no Python 3'],
    ['a Python without venv', { python: { version: [3, 12], venv: false } }, 'apt-get install python3-venv'],
    ['an own Python that is not there', { own: { program: '/x', exists: false } }, 'TERRANE_STREAM_PYTHON names /x'],
  ])('with %s says so', (_case, part, words) => {
    expect(lacks({ ...whole, ...part }, true)).toEqual([expect.stringContaining(words)]);
  });
});

describe('the folder of a local run', () => {
  const found = (props: StreamingWorkersProps) => [{ blueprint: fleet(props), places: [] }];
  const OPTIONS: WorkOptions = { workers: 2 };
  const URL = { url: 'http://127.0.0.1:8080' };

  function laid(root: string, options: Partial<WorkOptions> = {}, props = ARCHIVE): Work {
    const work = layOut(chooseFleet(found(props), undefined), URL, { ...OPTIONS, ...options }, root);
    mkdirSync(work.results, { recursive: true });
    writeFileSync(join(work.results, 'progress.json'), '{}');
    return work;
  }

  const kept = (work: Work) => existsSync(join(work.results, 'progress.json'));

  test('holds the programs and the detector as nodes get them', () => {
    const { programs, code, requirements, shown } = laid(folderWith({}));
    expect(shown).toBe('terrane-run/noise');
    expect(readFileSync(join(code, 'htn.py'), 'utf8')).toContain('def detect(stream)');
    for (const file of [
      join(programs, 'terrane_stream/driver.py'),
      join(programs, 'terrane_node/clock.py'),
      ...requirements,
    ])
      expect(existsSync(file)).toBe(true);
  });

  test('has the declaration with the other centre and as many threads as this machine', () => {
    const { declaration } = laid(folderWith({}));
    const { source, worker, workers } = JSON.parse(readFileSync(declaration, 'utf8'));
    expect(source).toMatchObject({ kind: 'fdsn', url: 'http://127.0.0.1:8080', network: 'TA', requestsPerSecond: 50 });
    expect(worker).toMatchObject({
      handler: 'htn.detect',
      threads: Math.min(2, Math.max(1, Math.floor(availableParallelism() / 2))),
    });
    expect(workers).toMatchObject({ min: 2, max: 2, useful: 2 });
  });

  test('is the place of the results', () => {
    const { place, folder, results } = laid(folderWith({}));
    expect(JSON.parse(readFileSync(place, 'utf8'))).toEqual({ results: { kind: 'folder', path: folder } });
    expect(results).toBe(join(folder, 'results/'));
  });

  test('has a folder in place of a bucket', () => {
    const work = layOut(chooseFleet(found(OBJECTS), undefined), { folder: '/data' }, OPTIONS, folderWith({}));
    expect(JSON.parse(readFileSync(work.place, 'utf8'))).toMatchObject({ bucket: { kind: 'folder', path: '/data' } });
  });

  test('keeps results of the same detector, with any number of workers', () => {
    const root = folderWith({});
    laid(root);
    expect(layOut(chooseFleet(found(ARCHIVE), undefined), URL, { workers: 1 }, root)).toMatchObject({ before: 'same' });
  });

  test.each<[string, Partial<WorkOptions>, StreamingWorkersProps]>([
    [
      'another detector',
      {},
      { ...ARCHIVE, worker: { ...ARCHIVE.worker, code: pythonFolder('examples/seismic-noise/detector') } },
    ],
    ['another number of attempts', {}, { ...ARCHIVE, worker: { ...ARCHIVE.worker, attempts: 2 } }],
    ['other packages', {}, { ...ARCHIVE, worker: { ...ARCHIVE.worker, requirements: ['scikit-learn==1.7.2'] } }],
    ['--fresh', { fresh: true }, ARCHIVE],
  ])('begins anew with %s', (_case, options, props) => {
    const root = folderWith({});
    laid(root);
    const work = layOut(chooseFleet(found(props), undefined), URL, { ...OPTIONS, ...options }, root);
    expect([work.before, kept(work)]).toEqual(['removed', false]);
  });

  test('of some pieces is another than that of all', () => {
    const root = folderWith({});
    const all = laid(root);
    expect(laid(root, { chunks: 20 }).shown).toBe('terrane-run/noise-first-20');
    expect(kept(all)).toBe(true);
  });

  test('is not one that holds something else', () => {
    const root = folderWith({ 'thesis/chapter-1.tex': '' });
    expect(() => laid(root, { work: 'thesis' })).toThrow('thesis is there already, and is not of a local run');
  });
});

describe('programs of a local fleet', () => {
  const members = (session: number) =>
    execFileSync('ps', ['-eo', 'sid=,stat='], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => new RegExp(`^ *${session} [^Z]`).test(line)).length;

  test('end with all that they started, in whatever group', async () => {
    const children = new Children(folderWith({}));
    const lines: string[] = [];
    const started = new Promise<number>((resolve) => {
      const script = 'set -m; sleep 600 & sleep 600 & echo $$; exec sleep 600';
      children.start('shell', 'bash', ['-c', script], {
        env: process.env,
        onLine: (line) => {
          lines.push(line);
          resolve(Number(line));
        },
      });
    });
    const session = await started;
    expect(members(session)).toBe(3);
    await children.kill();
    expect([members(session), lines.length]).toEqual([0, 1]);
  });

  test('are asked to end before they are killed', async () => {
    const folder = folderWith({});
    const children = new Children(folder);
    const script = `trap 'echo asked; exit 7' INT; echo ready; while :; do sleep 0.02; done`;
    const child = await new Promise<ReturnType<typeof children.start>>((resolve) => {
      const made = children.start('patient', 'bash', ['-c', script], {
        env: process.env,
        signal: 'SIGINT',
        onLine: (line) => line === 'ready' && resolve(made),
      });
    });
    await children.ask(child);
    expect([await child.ended, readFileSync(child.log, 'utf8')]).toEqual([7, 'ready\nasked\n']);
    await children.kill();
  });

  test('are mourned with the end of their log', async () => {
    const children = new Children(folderWith({}));
    const child = children.start('cap', 'sh', ['-c', 'echo "nginx refuses its configuration"; exit 3'], {
      env: process.env,
    });
    await expect(children.mourn(child)).rejects.toThrow(/cap ended with 3; in .*cap\.log:\n {2}nginx refuses/);
    await children.kill();
  });

  test('are not begun after the end', async () => {
    const children = new Children(folderWith({}));
    await children.kill();
    expect(() => children.start('late', 'true', [], { env: process.env })).toThrow('late is not started any more');
  });
});

test('an interruption is told once, and asked for again is hurried', async () => {
  let hurried = 0;
  const interruption = new Interruption(() => hurried++);
  try {
    process.emit('SIGINT', 'SIGINT');
    expect([await interruption.happened, hurried]).toEqual([130, 0]);
    process.emit('SIGINT', 'SIGINT');
    expect(hurried).toBe(1);
  } finally {
    interruption.forget();
  }
  expect(process.listenerCount('SIGINT')).toBe(0);
});

test('of what a driver writes, progress and the first troubles are shown', () => {
  let err = '';
  const screen = new Screen({ out: () => undefined, err: (text) => (err += text), folder: '/' });
  const show = driverLines(screen, { logs: '/w/logs', folder: '/w', shown: 'w' } as Work);
  show('INFO distributed: nothing');
  show('2026-11-22T00:00:00Z running: 1 of 2 chunks done');
  for (let piece = 1; piece <= 13; piece++) {
    show(`WARNING terrane.stream: P${piece}, attempt 1: htn.py line 3 in detect: ValueError: x`);
    show(`WARNING terrane.stream: P${piece}, attempt 2, the last: htn.py line 3 in detect: ValueError: x`);
  }
  show('terrane_stream driver: the first 100 chunks failed, all of them');
  expect(err.split('\n')).toEqual([
    '2026-11-22T00:00:00Z running: 1 of 2 chunks done',
    ...Array.from(
      { length: 10 },
      (_each, index) => `  P${index + 1}, attempt 1: htn.py line 3 in detect: ValueError: x`,
    ),
    '  ... more in w/logs/driver.log',
    '  the first 100 chunks failed, all of them',
    '',
  ]);
});
