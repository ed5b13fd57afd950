import { ocean } from '../reports/ocean';
import { withPart } from '../rules/changed';
import { SAMPLE, sampleBlueprint } from '../support/sample-blueprint';
import { cdkOut, cdktfOut, folderWith, removeFolders, terrane } from './folders';

afterAll(removeFolders);

const GOOD = folderWith({ ...cdkOut(ocean()), ...cdktfOut(ocean()) });
const BAD = folderWith(cdkOut(sampleBlueprint(withPart('fileSystem', 'home', { retain: false }))));

describe('terrane check', () => {
  test('ends with 0 where there is no error, and tells the warnings', async () => {
    const { code, out } = await terrane(GOOD, 'check', 'cdk.out');
    expect(code).toBe(0);
    expect(out).toContain('[budget-below-head]');
    expect(out).toContain('Stack/Sample: no errors, 2 warnings');
  });

  test('ends with 1 where there is an error', async () => {
    const { code, out } = await terrane(BAD, 'check', '.');
    expect(code).toBe(1);
    expect(out).toMatch(
      /error {4}Stack\/Sample: home\.retain\n +\[unretained-home\]\n +the file system 'home' would go/,
    );
  });

  test('ends with 2 where the folder does not exist', async () => {
    expect(await terrane(GOOD, 'check', 'nowhere')).toMatchObject({
      code: 2,
      err: 'terrane: nowhere is not a folder.\n',
      out: '',
    });
  });

  test('ends with 2 where no blueprint is in the folder', async () => {
    const { code, err } = await terrane(folderWith({}), 'check', '.');
    expect([code, err]).toEqual([2, expect.stringContaining('no blueprint is in .')]);
  });

  test('lists what is acknowledged, with the reason', async () => {
    const acknowledged = [{ code: 'budget-below-head', reason: 'gone in a week' }];
    const folder = folderWith(cdkOut(sampleBlueprint({ acknowledged })));
    expect((await terrane(folder, 'check', '.')).out).toMatch(
      /accepted {2}Stack\/Sample: budget[\s\S]*Reason given: gone in a week/,
    );
  });

  test('gives one JSON document to programs', async () => {
    const { out } = await terrane(BAD, 'check', '.', '--json');
    const document = JSON.parse(out);
    expect(Object.keys(document)).toEqual(['blueprints', 'findings', 'acknowledged']);
    expect(document.findings[0]).toMatchObject({ code: 'unretained-home', level: 'error' });
  });
});

describe('terrane show', () => {
  test('prints the published prices, the cores and the quota need', async () => {
    const { code, out } = await terrane(GOOD, 'show', '.');
    expect(code).toBe(0);
    for (const price of [/ 1 +3\.26 /, / 3 +6\.32 /, / 6 +10\.91 /, / 12 +20\.09 /, / 29 +46\.10 /])
      expect(out).toMatch(price);
    expect(out).toContain('29 nodes: 522 physical cores (1,044 vCPUs)');
    expect(out).toMatch(/L-1216C47A {2}on demand +1,080 +5 +not stated/);
  });

  test('shows a blueprint of both engines once, with both templates', async () => {
    const { out } = await terrane(GOOD, 'show', '.');
    expect(out.match(/HpcCluster 'sample'/g)).toHaveLength(1);
    expect(out).toContain('CloudFormation  cdk.out/Stack.template.json');
    expect(out).toContain('Terraform       cdktf.out/stacks/Stack/cdk.tf.json');
  });

  test('is plain text of 120 columns at most', async () => {
    const login = withPart('machine', 'head-machine', { rootGiB: 8 });
    const long = { path: '/data', source: 'managed NFS '.repeat(20) };
    const folder = folderWith(cdkOut(sampleBlueprint({ ...login, facts: { ...SAMPLE.facts, mounts: [long] } })));
    for (const command of ['show', 'check']) {
      const { out } = await terrane(folder, command, '.');
      expect(out.split('\n').filter((line) => line.length > 120 || /[^\x20-\x7e]/.test(line))).toEqual([]);
    }
  });

  test('prices further node counts, and says which no partition can have', async () => {
    const { out, err } = await terrane(GOOD, 'show', '.', '--nodes', '2,30');
    expect(out).toMatch(/ 2 +4\.79 +4\.79\n/);
    expect(err).toBe('Stack/Sample: no partition may have 30 nodes; the largest max is 29\n');
  });

  test('refuses node counts that are none', async () => {
    const { code, err } = await terrane(GOOD, 'show', '.', '--nodes', 'many');
    expect([code, err]).toEqual([2, expect.stringContaining('Give whole numbers with commas between them')]);
  });

  test('says where a price is not known', async () => {
    const { out } = await terrane(GOOD, 'show', '.', '--region', 'mars-north-1');
    expect(out).toContain('mars-north-1; not known: c5d.9xlarge, c5.9xlarge');
    expect(out).toMatch(/ 29 +46\.10 +not known\n/);
  });

  test('gives one JSON document to programs', async () => {
    const { out } = await terrane(GOOD, 'show', '.', '--json');
    const [shown] = JSON.parse(out).blueprints;
    expect(Object.keys(shown)).toEqual(['content', 'capacity', 'cost', 'quota', 'findings', 'acknowledged', 'places']);
    expect(shown.cost.tariffs[0].totals[2]).toEqual({ what: 'all nodes', nodes: 29, usdPerHour: 46.1 });
  });
});

describe('terrane', () => {
  test('explains itself with an example', async () => {
    const { code, out } = await terrane(GOOD, '--help');
    expect(code).toBe(0);
    expect(out).toMatch(/Examples:[\s\S]*terrane show cdk\.out --nodes 2,8/);
  });

  test('tells its version', async () => {
    expect(await terrane(GOOD, '--version')).toMatchObject({ code: 0, out: '0.1.0\n' });
  });

  test.each([['no-such-command'], ['show', '--bogus'], []])('ends with 2 on misuse: %s', async (...args) => {
    expect((await terrane(GOOD, ...args)).code).toBe(2);
  });
});
