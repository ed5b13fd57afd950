import { OCEAN, ocean } from '../reports/ocean';
import { OCI_OCEAN } from '../reports/oci-ocean';
import { SAMPLE, sampleBlueprint } from '../support/sample-blueprint';
import { cdkOut, cdktfOut, folderWith, removeFolders, terrane } from './folders';

afterAll(removeFolders);

const RUN = {
  partition: 'compute',
  nodes: { typical: 12, max: 12 },
  hours: { typical: 10, max: 12 },
  extraNodeHours: 0,
};
const USAGE = { runs: { surge: RUN }, amounts: { internetOut: { typical: 100, max: 200 } } };
const WITH_BOOK = { ...OCEAN.facts, budgetUsdPerMonth: 1000, usage: USAGE };
const FOLDER = folderWith(cdkOut(ocean({ facts: WITH_BOOK })));
const LISTED = folderWith(cdkOut(sampleBlueprint({ facts: { ...SAMPLE.facts, usage: USAGE } })));

describe('terrane cost', () => {
  test('prints every line at three levels of use, by the price book first and by list prices below', async () => {
    const { code, out } = await terrane(FOLDER, 'cost', '.');
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}by 2018, as published \(2018-12-31; /m);
    expect(out).toMatch(/head-machine +head \(c5d\.9xlarge\) +1\.73 +hour +1,262\.90 +1,262\.90 +1,262\.90/);
    expect(out).toMatch(/^ {2}all +>= 1,262\.90 +>= 1,262\.90 +>= 33,653\.00$/m);
    expect(out).toMatch(/by AWS list prices \(.*\)\n {2}sum/);
  });

  test('says what is not known and what is not stated, by name', async () => {
    const { out } = await terrane(FOLDER, 'cost', '.');
    expect(out).toMatch(/ {2}price not known: aws\.ebs\.gp3\.storage; /);
    expect(out).toMatch(/ {2}use not stated: .*nodes of compute-fleet \(c5\.9xlarge\)/);
    expect(out).not.toMatch(/use not stated: [\s\S]*data out to the internet/);
  });

  test('says how long the budget lasts', async () => {
    const { out } = await terrane(FOLDER, 'cost', '.', '--per', 'hour');
    expect(out).toContain(
      'budget 1,000.00 USD a month, used up after: minimum at most 578 h, typical at most 49.8 h, maximum at most 21.7 h',
    );
    expect(out).toMatch(/machines +1\.7300 +20\.0900 +46\.1000/);
  });

  test('prints one level with its units', async () => {
    const { out } = await terrane(LISTED, 'cost', '.', '--at', 'typical');
    expect(out).toMatch(/data out to the internet +0\.09 +GiB +100 +9\.00/);
    expect(out.split('\n').find((row) => row.includes('so many'))).not.toContain('minimum');
  });

  test('prints runs line by line, and in short below a month', async () => {
    const { out } = await terrane(FOLDER, 'cost', '.', '--per', 'run');
    expect(out).toContain("USD for the run 'surge'");
    expect(out).toMatch(/nodes of compute-fleet \(c5\.9xlarge\) +1\.53 +node-hour +183\.60 +183\.60 +220\.32/);
    const month = await terrane(FOLDER, 'cost', '.');
    expect(month.out).toMatch(/surge +200\.90 +>= 200\.90 +>= 241\.08/);
  });

  test('says where no run is declared', async () => {
    const folder = folderWith(cdkOut(sampleBlueprint()));
    expect((await terrane(folder, 'cost', '.', '--per', 'run')).out).toContain('no run is declared: usage.runs says');
  });

  test('adds constructs of both clouds up, and says that something is missing', async () => {
    const oci = sampleBlueprint(OCI_OCEAN);
    const folder = folderWith({ ...cdkOut(sampleBlueprint()), ...cdktfOut(oci, 'oci.out') });
    const { out } = await terrane(folder, 'cost', '.', '--at', 'min', '--per', 'hour');
    expect(out).toMatch(/All constructs, USD an hour\n[\s\S]*together +5\.9934\n$/);
    const most = await terrane(folder, 'cost', '.', '--at', 'max');
    expect(most.out).toMatch(/together +>= [0-9,.]+\n {2}'>=': something is not known or not stated/);
  });

  test('counts the prices of another Region', async () => {
    const { out } = await terrane(LISTED, 'cost', '.', '--region', 'eu-west-1');
    expect(out).toMatch(/NAT gateway of 'network' +not known +hour +not known/);
    expect(out).toMatch(/price not known: .*aws\.efs\.standard\.storage/);
  });

  test('is plain text of 120 columns at most', async () => {
    for (const args of [[], ['--per', 'run'], ['--at', 'max']]) {
      const { out } = await terrane(FOLDER, 'cost', '.', ...args);
      expect(out.split('\n').filter((line) => line.length > 120 || /[^\x20-\x7e]/.test(line))).toEqual([]);
    }
  });

  test('gives one JSON document to programs: all periods, levels and price lists', async () => {
    const { out } = await terrane(FOLDER, 'cost', '.', '--json');
    const { constructs, together } = JSON.parse(out);
    expect(constructs[0].tariffs.map(({ name }: { name: string }) => name)).toEqual([
      '2018, as published',
      'AWS list prices',
    ]);
    const [book] = constructs[0].tariffs;
    expect(book.runs[0]).toMatchObject({ per: 'run', run: 'surge' });
    expect(book.month.total.min).toMatchObject({ usd: 1262.9, microUsd: 1_262_900_000, notStated: [] });
    expect(together.month.min.usd).toBe(1262.9);
  });

  test.each([
    ['--per', 'week'],
    ['--at', 'usual'],
  ])('refuses %s %s, and says what is allowed', async (option, value) => {
    const { code, err } = await terrane(LISTED, 'cost', '.', option, value);
    expect([code, err]).toEqual([2, expect.stringContaining('Allowed choices are')]);
  });

  test('explains itself with an example and the form of the file of prices', async () => {
    const { code, out } = await terrane(LISTED, 'cost', '--help');
    expect(code).toBe(0);
    expect(out).toMatch(/"format": 1[\s\S]*Examples:[\s\S]*terrane cost cdk\.out --per run/);
  });
});

describe('prices of a file', () => {
  const GOOD = {
    format: 1,
    provider: 'aws',
    name: 'Contract 2026',
    date: '2026-03-01',
    source: 'annex B',
    machines: { 'c5d.9xlarge': 1.5, 'c5.9xlarge': 1.2 },
    spot: { 'c5.9xlarge': 0.5 },
    services: { 'aws.nat.hour': 0.04 },
  };
  const priced = (prices: unknown, text = JSON.stringify(prices, null, 2)) =>
    terrane(
      folderWith({ ...cdkOut(sampleBlueprint({ facts: WITH_BOOK })), 'prices.json': text }),
      'cost',
      '.',
      '--per',
      'hour',
      '--prices',
      'prices.json',
    );

  test('count instead of the declaration’s price book', async () => {
    const { code, out } = await priced(GOOD);
    expect(code).toBe(0);
    expect(out).toContain('by Contract 2026 (2026-03-01; annex B)');
    expect(out).not.toContain('2018');
    expect(out).toMatch(/machines +1\.5000 +15\.9000 +36\.3000/);
    expect(out).toMatch(/NAT gateway of 'network' +0\.04 +hour +0\.0400/);
    expect(out).toMatch(/price not known: aws\.ebs\.gp3\.storage/);
  });

  test('are filled up from the list where the file says so', async () => {
    const { out } = await priced({ ...GOOD, otherwise: 'list' });
    expect(out).toMatch(/volume 'state' +0\.08 +GiB-month/);
    expect(out).not.toContain('price not known: aws.ebs');
  });

  const wrong = async (prices: unknown, text?: string) => {
    const { code, err, out } = await priced(prices, text);
    expect([code, out]).toEqual([2, '']);
    return err;
  };

  test('that are wrong are refused with line and column, and the nearest name, all at once', async () => {
    const err = await wrong({
      ...GOOD,
      machines: { 'c5.9xlrage': 1.2, 'c5d.9xlarge': 'cheap' },
      services: { 'aws.nat.hours': 0.04 },
    });
    expect(err.trim().split('\n')).toEqual([
      "terrane: prices.json:8:5: machines.c5.9xlrage: AWS has no machine type of this name here. Did you mean 'c5.9xlarge'?",
      'prices.json:9:5: machines.c5d.9xlarge: given "cheap"; a price is a number of USD from 0 to 100000.',
      "prices.json:15:5: services.aws.nat.hours: AWS has no service of this id here. Did you mean 'aws.nat.hour'?",
    ]);
  });

  test('with unknown, missing and wrong fields are refused', async () => {
    const { name: _, ...nameless } = GOOD;
    const err = await wrong({ ...nameless, sources: 'x', currency: 'EUR', provider: 'asw', machines: 3 });
    expect(err).toContain("prices.json:13:3: sources: there is no such field. Did you mean 'source'?");
    expect(err).toContain("prices.json:1:1: 'name' is missing");
    expect(err).toContain('currency: given "EUR"; allowed are "USD".');
    expect(err).toContain('provider: given "asw"; allowed are "aws", "oci". Did you mean \'aws\'?');
    expect(err).toContain('machines: is a list of names with their prices in USD');
  });

  test.each([
    ['no JSON', '{ "format": 1, ', /prices\.json:1:\d+: /],
    ['a key twice', '{ "format": 1,\n "format": 1 }', /prices\.json:2:2: Map keys must be unique/],
    ['a list', '[]', /prices\.json:1:1: is no price book/],
    ['nothing', '', /prices\.json:1:1: is no price book/],
  ])('of a file with %s are refused', async (_, text, says) => {
    expect(await wrong(undefined, text)).toMatch(says);
  });

  test('of a file that is not there are refused', async () => {
    const { code, err } = await terrane(LISTED, 'cost', '.', '--prices', 'nowhere.json');
    expect([code, err]).toEqual([2, expect.stringContaining('nowhere.json cannot be read')]);
  });

  test('of a provider that nothing is on are refused', async () => {
    const { provider: _, machines: __, spot: ___, services: ____, ...rest } = GOOD;
    expect(await wrong({ ...rest, provider: 'oci' })).toContain(
      'prices.json has prices of OCI, but what is built is on AWS.',
    );
  });
});
