import { FAULT_COMMANDS, faultOf } from '../../lib/cli/rehearse/fault-commands';
import { changeLine, hostLines } from '../../lib/cli/rehearse/hosts-table';
import { Screen } from '../../lib/cli/rehearse/screen';
import { weightOf } from '../../lib/cli/rehearse/tool-lines';
import { removedWords, reportWords, standInsTable, verdictWords } from '../../lib/cli/rehearse/words';
import type { Report } from '../../lib/rehearsal';
import { HEAD, NODE } from '../rehearsal/samples';
import { folderWith, removeFolders, terrane } from './folders';

const own = process.env['TERRANE_CACHE'];

beforeAll(() => {
  process.env['TERRANE_CACHE'] = folderWith({});
});
afterAll(() => {
  if (own === undefined) delete process.env['TERRANE_CACHE'];
  else process.env['TERRANE_CACHE'] = own;
  removeFolders();
});

const HERE = folderWith({});
const COMMANDS = ['prepare', 'up', 'deploy', 'destroy', 'down', 'status', 'run', 'shell', 'logs', 'report', 'fault'];

describe('terrane rehearse', () => {
  test.each([[], ...COMMANDS.map((name) => [name]), ...FAULT_COMMANDS.map(({ kind }) => ['fault', kind])])(
    'explains itself with an example: %s %s',
    async (...words) => {
      const { code, out } = await terrane(HERE, 'rehearse', ...words.filter(Boolean), '--help');
      expect(code).toBe(0);
      expect(out).toMatch(new RegExp(`Examples?:\n  \\$ terrane ${['rehearse', ...words].join(' ')}`));
    },
  );

  test('says which exit code means what', async () => {
    expect((await terrane(HERE, 'rehearse', '--help')).out).toContain(
      'Ends with 0 when it passed, 1 when it failed, 2',
    );
  });

  test.each([
    [['status'], 'no rehearsal runs'],
    [['report', '--name', 'ocean'], "the rehearsal 'ocean' does not run"],
    [['run', 'head', '--', 'sinfo', '--version'], 'no rehearsal runs'],
    [['run', 'head', 'sinfo', '--version'], 'no rehearsal runs'],
    [['down', '--name', 'ocean'], "nothing is left of a rehearsal 'ocean'"],
    [['nowhere'], 'nowhere does not exist.\n'],
    [['stauts'], "stauts does not exist. Did you mean 'status'?\n"],
    [['stauts', '--follow'], "unknown option '--follow'\nDid you mean 'status'?\n"],
    [['shel', 'head'], "Did you mean 'shell'?\n"],
    [[], 'nothing to deploy is in'],
    [['fault'], 'lets something go wrong'],
    [['fault', 'spot', 'head', '--seconds', '-1'], 'Give a number above 0'],
    [['--parameter', 'x'], 'Give a name and a value'],
    [['--outside', 'centre'], 'Give NAME:PORT=HOST:PORT, e.g. centre.example.org:8073=127.0.0.1:18073.\n'],
    [['up', '--outside', 'a.example.org:80=10.0.0.1:80'], 'HOST is this machine: 127.0.0.1 or localhost.'],
    [['up', ...['1', '2'].flatMap((port) => ['--outside', `a.org:80=127.0.0.1:${port}`])], 'a.org:80 is given twice.'],
  ])('ends with 2 on misuse, and says why: %j', async (words, why) => {
    const { code, err, out } = await terrane(HERE, 'rehearse', ...words);
    expect([code, err, out]).toEqual([2, expect.stringContaining(why), '']);
  });

  test.each([[['status', '--bogus']], [['--bogus']], [['app', '--bogus']]])(
    'takes no command and no app for a misspelt command: %j',
    async (words) => {
      const { err } = await terrane(folderWith({ 'app/cdk.json': '{}' }), 'rehearse', ...words);
      expect(err).toBe("error: unknown option '--bogus'\n");
    },
  );

  describe('without root', () => {
    const getuid = jest.spyOn(process, 'getuid');
    beforeEach(() => getuid.mockReturnValue(1000));
    afterAll(() => getuid.mockRestore());
    const folder = folderWith({ 'cdk.json': '{"app": "node app.js"}' });

    test('ends with 3 and a sentence', async () => {
      const { code, err, out } = await terrane(folder, 'rehearse');
      expect([code, out]).toEqual([3, '']);
      expect(err).toMatch(/root/);
    });

    test('ends with 0 and the sentence where it was asked to try', async () => {
      const { code, err } = await terrane(folder, 'rehearse', '--where-possible');
      expect([code, err]).toEqual([0, expect.stringMatching(/^Not rehearsed: .*root.*\n$/)]);
    });
  });

  test('tells programs as JSON why it cannot go on', async () => {
    const { code, out } = await terrane(HERE, 'rehearse', 'status', '--json');
    expect([code, JSON.parse(out)]).toEqual([2, { error: expect.stringContaining('no rehearsal'), kind: 'misuse' }]);
  });

  test('down --all is content with nothing', async () => {
    expect(await terrane(HERE, 'rehearse', 'down', '--all')).toEqual({
      code: 0,
      out: 'no rehearsal is there\n',
      err: '',
    });
  });
});

describe('a fault', () => {
  const command = (kind: string) =>
    FAULT_COMMANDS.find((each) => each.kind === kind) as (typeof FAULT_COMMANDS)[number];

  test('has its arguments and options as fields', () => {
    expect(faultOf(command('fill'), ['head', '/home'], {})).toEqual({ kind: 'fill', host: 'head', path: '/home' });
    expect(faultOf(command('capacity'), ['c7i.large'], { times: 1 })).toEqual({
      kind: 'capacity',
      type: 'c7i.large',
      times: 1,
    });
  });

  test('leaves out what is not given, and has a default where the cloud has none', () => {
    expect(faultOf(command('metadata'), [undefined], { refuse: true })).toEqual({ kind: 'metadata', refuse: true });
    expect(faultOf(command('metadata'), ['head'], {})).toEqual({ kind: 'metadata', host: 'head', seconds: 5 });
    expect(faultOf(command('slow'), ['s3'], {})).toEqual({ kind: 'slow', service: 's3', seconds: 5 });
  });
});

describe('hosts', () => {
  test('stand in a table by name, in 120 columns', () => {
    const lines = hostLines([HEAD, { ...NODE, reason: 'why '.repeat(60) }]);
    expect(lines[0]).toMatch(/^ {2}host +instance +address +type +state +boot s +MiB {2}phase$/);
    expect(lines[1]).toMatch(/^ {2}compute-1 +i-0b+ +10\.0\.1\.6 +m7i\.large +booting +120 {2}mount-home: why/);
    expect(lines.at(-1)).toMatch(/^ {2}ocean-head +i-0a+ +10\.0\.1\.5 +m7i\.large +ready +7\.3 +120$/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  test('a change is a line', () => {
    expect(changeLine(HEAD)).toBe(`ocean-head (${HEAD.id}) is ready, after 7.3 s`);
  });
});

describe('the screen', () => {
  const STATUS = { name: 'x', region: 'r', account: '1', seconds: 1, standIns: [] };

  function screen(columns?: number): { screen: Screen; written: string[] } {
    const written: string[] = [];
    const surroundings = { out: () => undefined, err: (text: string) => void written.push(text), folder: '/' };
    return { screen: new Screen({ ...surroundings, ...(columns === undefined ? {} : { columns }) }), written };
  }

  test('writes a line per change to a file', () => {
    const { screen: one, written } = screen();
    for (const hosts of [[NODE], [NODE], [{ ...NODE, stage: 'join' }], []]) one.status({ ...STATUS, hosts });
    expect(written).toEqual([
      `compute-1 (${NODE.id}) is booting: mount-home\n`,
      `compute-1 (${NODE.id}) is booting: join\n`,
      `${NODE.id} is gone\n`,
    ]);
  });

  test('tells work that takes long to a file, but not every second', () => {
    const { screen: one, written } = screen();
    for (const line of ['image: packages (1 s)', 'image: packages (2 s)', 'image: packing (3 s)']) one.now(line);
    expect(written).toEqual(['image: packages (1 s)\n', 'image: packing (3 s)\n']);
  });

  test('redraws hosts and work in place on a terminal, below the lines that stay', () => {
    const { screen: one, written } = screen(60);
    one.status({ ...STATUS, hosts: [HEAD] });
    one.now('self test ...');
    one.note('done');
    const [table, again] = [written.slice(0, 2), written.slice(-2)];
    expect(table[1]).toHaveLength(60);
    expect(written).toContain('\x1b[3A\x1b[J');
    expect(written.indexOf('done\n')).toBeGreaterThan(written.indexOf('\x1b[3A\x1b[J'));
    expect(again).toEqual(table);
  });
});

test.each([
  ['Mpas | 43/45 | 5:14:01 PM | CREATE_COMPLETE | AWS::EC2::Instance | Ocean/Head', 'passes'],
  ['Mpas | 43/45 | 5:14:01 PM | CREATE_FAILED | AWS::EC2::Instance | Ocean/Head no capacity', 'stays'],
  ['Mpas | 43/45 | 5:14:01 PM | ROLLBACK_IN_PROGRESS | AWS::CloudFormation::Stack | Mpas', 'stays'],
  [' ❌  Mpas failed: x', 'stays'],
  ['aws_instance.head: Still creating... [10s elapsed]', 'passes'],
  ['aws_instance.head: Creation complete after 12s [id=i-1]', 'passes'],
  ['Apply complete! Resources: 26 added, 0 changed, 0 destroyed.', 'stays'],
  ['│ Error: no such image', 'stays'],
  ['      + cidr_block = "10.0.0.0/16"', 'left out'],
  ['', 'left out'],
])("a line of an engine's tool: %s", (line, weight) => {
  expect(weightOf(line)).toBe(weight);
});

describe('what is told', () => {
  test('what differs from the cloud', () => {
    expect(standInsTable([{ what: 'EFA', instead: 'absent' }])).toMatch(
      /^What differs from the cloud\n +what +here\n +EFA +absent\n$/,
    );
  });

  test('a verdict: what passed, what failed and on what it rests, and the times', () => {
    const text = verdictWords({
      passed: false,
      checks: [
        { name: 'hosts', result: 'passed', sentence: '2 hosts ready', lines: [] },
        { name: 'flows', result: 'failed', sentence: '1 flow refused', lines: ['head may not reach x'] },
      ],
      steps: [{ name: 'deploy', seconds: 3.21 }],
    });
    expect(text).toBe(
      [
        '  ok      hosts  2 hosts ready',
        '  FAILED  flows  1 flow refused',
        '                 head may not reach x',
        '',
        'The rehearsal failed: flows (deploy 3.2 s).',
        '',
      ].join('\n'),
    );
  });

  test('a report without what was not found', () => {
    const none = { refused: [], unevaluated: [], unusedRules: [], orphans: [], failures: [], mounts: [], troubles: [] };
    const some = { denied: [{ sentence: 'no', count: 2 }], notRehearsed: [{ sentence: 'ami-1 is other' }] };
    const report: Report = { ...none, ...some, unusedGrants: [], calls: 3 };
    expect(reportWords(report)).toBe(
      [
        'denied calls (1)\n  no (2 times)',
        'not rehearsed as the cloud does it (1)\n  ami-1 is other',
        '3 calls of hosts\n',
      ].join('\n\n'),
    );
  });

  test('what went with a rehearsal', () => {
    const nothing = { name: 'ocean', mounts: [], loops: [], cgroups: [] };
    expect(removedWords({ ...nothing, ended: 'asked', folder: '/c/ocean' })).toBe(
      'ocean: hosts powered off; removed /c/ocean\n',
    );
    expect(
      removedWords({ ...nothing, ended: 'before', cgroups: ['/a', '/b'], loops: ['loop0'], folder: undefined }),
    ).toBe('ocean: it had ended before; removed 1 loop device, 2 cgroup folders\n');
  });
});
