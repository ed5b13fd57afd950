import { askAccounts } from '../../lib/cli/quota/live';
import { readerOver } from '../../lib/cli/quota/live-oci';
import { quotaLines } from '../../lib/reports';
import { ocean } from '../reports/ocean';
import { SAMPLE } from '../support/sample-blueprint';
import { cdkOut, folderWith, removeFolders, terrane } from './folders';

afterAll(removeFolders);

const stated = (value: number) => ocean({ facts: { ...SAMPLE.facts, quotas: { 'L-1216C47A': value } } });
const FILES = {
  'enough.yaml': '# of 2026\nL-1216C47A: 1152\nL-0263D0A3: 20\n',
  'short.json': '{"L-1216C47A": 1000}',
  'aws.json': JSON.stringify({ Quotas: [{ QuotaCode: 'L-1216C47A', Value: 1152 }] }),
  'oci.json': JSON.stringify({
    data: [
      { name: 'L-1216C47A', value: 2000, 'availability-domain': 'a' },
      { name: 'L-1216C47A', value: 1152, 'availability-domain': 'b' },
    ],
  }),
  'bad.yaml': 'L-1216C47A: many\nL-0263D0A3: -1\n',
  'empty.yaml': '',
  'broken.json': '{"L-1216C47A": ',
};
const FOLDER = folderWith({ ...cdkOut(ocean()), ...cdkOut(stated(1152), 'enough'), ...FILES });

test('what is short of a new account alone is said, with the command that asks for it, and ends with 0', async () => {
  const { code, out } = await terrane(FOLDER, 'quota', 'cdk.out');
  expect(code).toBe(0);
  expect(out).toMatch(/L-1216C47A +ec2 +1,080 +5 +short by default/);
  expect(out).toContain('--quota-code L-1216C47A --desired-value 1080');
  expect(out).toContain('24 to 36 hours');
});

test('what is stated suffices', async () => {
  const { code, out } = await terrane(FOLDER, 'quota', 'enough');
  expect([code, out]).toEqual([0, expect.stringMatching(/1,080 +5 +1,152 +enough/)]);
  expect(out).not.toContain('How to ask');
});

test.each(['enough.yaml', 'aws.json', 'oci.json'])('%s states what the account has', async (file) => {
  const { code, out } = await terrane(FOLDER, 'quota', 'cdk.out', '--quotas', file);
  expect([code, out]).toEqual([0, expect.stringMatching(/1,080 +5 +1,152 +enough/)]);
});

test('ends with 1 where something is short of what is stated', async () => {
  const { code, out } = await terrane(FOLDER, 'quota', 'cdk.out', '--quotas', 'short.json');
  expect([code, out]).toEqual([1, expect.stringContaining('L-1216C47A: 1,080 are needed, stated are 1,000')]);
});

test.each([
  ['bad.yaml', 'L-1216C47A is "many", which is no number from 0; L-0263D0A3 is -1, which is no number from 0'],
  ['empty.yaml', 'holds no mapping of codes to numbers'],
  ['broken.json', 'is neither YAML nor JSON'],
  ['nowhere.yaml', 'cannot be read'],
])('%s is misuse that says why', async (file, why) => {
  const { code, err } = await terrane(FOLDER, 'quota', 'cdk.out', '--quotas', file);
  expect([code, err]).toEqual([2, expect.stringContaining(why)]);
});

test('gives one JSON document to programs', async () => {
  const { out } = await terrane(FOLDER, 'quota', 'cdk.out', '--json');
  const { quotas } = JSON.parse(out);
  expect(quotas).toHaveLength(1);
  expect(Object.keys(quotas[0])).toEqual(['provider', 'region', 'paths', 'asOf', 'lines']);
  expect(quotas[0].lines[0]).toMatchObject({ code: 'L-1216C47A', needed: 1080, verdict: 'short', basis: 'default' });
});

describe('--live', () => {
  const quiet = { folder: FOLDER, err: () => undefined };

  test('says which package it needs where that is not there', async () => {
    const { code, err } = await terrane(FOLDER, 'quota', 'cdk.out', '--live', '--region', 'us-west-2');
    // Beside this project it may be installed: then the account cannot be asked.
    expect(code).toBe(2);
    expect(err).toMatch(/npm install @aws-sdk\/client-service-quotas@\d|Service Quotas in us-west-2/);
  });

  test("the account's own value counts before what is stated", async () => {
    const makers = { aws: () => async () => ({ value: 1000, used: 12 }), oci: () => fail };
    const [report] = await askAccounts(quotaLines([stated(1152)]), { region: 'us-west-2' }, quiet, makers);
    expect(report?.lines[0]).toMatchObject({ verdict: 'short', basis: 'account', account: { value: 1000, used: 12 } });
  });

  test('what the account does not say leaves what is stated', async () => {
    const makers = { aws: () => async () => ({ value: null, used: null, why: 'not known' }), oci: () => fail };
    const [report] = await askAccounts(quotaLines([stated(1152)]), { region: 'us-west-2' }, quiet, makers);
    expect(report?.lines[0]).toMatchObject({ verdict: 'enough', basis: 'stated' });
  });

  test('a quota without a code is not asked for', async () => {
    const asked: (string | null)[] = [];
    const reader = async ({ code }: { code: string | null }) => {
      asked.push(code);
      return { value: 1e6, used: null };
    };
    const [report] = await askAccounts(quotaLines([ocean()]), { region: 'us-west-2' }, quiet, {
      aws: () => reader,
      oci: () => fail,
    });
    expect(asked).not.toContain(null);
    expect(report?.lines.find(({ code }) => code === null)?.account?.why).toBe('its code is not known here');
  });
});

async function fail(): Promise<never> {
  throw new Error('is not to be asked');
}

describe('limits of Oracle Cloud', () => {
  const [line] = quotaLines([ocean()])[0]?.lines ?? [];
  const domains = [
    { availabilityDomain: 'x:AD-2', value: 20 },
    { availabilityDomain: 'x:AD-1', value: 10 },
  ];
  const client = (availability: () => Promise<{ resourceAvailability: { used?: number } }>) => ({
    regionId: '',
    listLimitValues: async () => ({ items: domains }),
    getResourceAvailability: availability,
  });
  const limit = (at: string | null) => ({ ...(line as NonNullable<typeof line>), service: 'compute', code: 'x', at });
  const used = client(async () => ({ resourceAvailability: { used: 3 } }));

  test.each([
    ['zone 2', 20],
    ['zone 1', 10],
    ['x:AD-2', 20],
    [null, 10],
  ])('of %s are those of its availability domain, else the least', async (at, value) => {
    expect(await readerOver(used, 'ocid1.tenancy')(limit(at))).toEqual({ value, used: 3 });
  });

  test('a limit whose use is not told has a value all the same', async () => {
    const none = client(async () => Promise.reject(Object.assign(new Error('none'), { statusCode: 404 })));
    expect(await readerOver(none, 'ocid1.tenancy')(limit(null))).toEqual({ value: 10, used: null });
  });

  test('credentials that are not accepted end it', async () => {
    const refused = client(async () => Promise.reject(Object.assign(new Error('no'), { statusCode: 401 })));
    await expect(readerOver(refused, 'ocid1.tenancy')(limit(null))).rejects.toThrow('does not accept');
  });
});
