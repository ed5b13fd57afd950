import { DEPLOY_TIME, join, ref } from '../../lib/blueprint';
import { SAMPLE } from '../support/sample-blueprint';
import { findingsOf, onlyFinding, withPart } from './changed';

describe('user-data-too-long', () => {
  test('longer user data than EC2 takes is an error', () => {
    expect(
      onlyFinding('user-data-too-long', withPart('machine', 'head-machine', { userData: 'x'.repeat(16385) })),
    ).toMatch(/^head: the user data has about 16385 bytes; EC2 takes 16384/);
  });

  test('the longest user data that EC2 takes is fine', () => {
    expect(
      findingsOf('user-data-too-long', withPart('machine', 'head-machine', { userData: 'x'.repeat(16384) })),
    ).toEqual([]);
  });

  test('what references become counts', () => {
    const userData = join('x'.repeat(16384), ref('munge', 'id'));
    expect(findingsOf('user-data-too-long', withPart('machine', 'head-machine', { userData }))).toHaveLength(1);
  });

  test('letters of several bytes count as such', () => {
    expect(
      findingsOf('user-data-too-long', withPart('machine', 'head-machine', { userData: 'ü'.repeat(8193) })),
    ).toHaveLength(1);
  });
});

describe('document-too-long', () => {
  test('a document that no parameter holds is an error', () => {
    const change = withPart('document', 'cluster-document', { content: { text: 'x'.repeat(8192) } });
    expect(onlyFinding('document-too-long', change)).toContain(
      '/terrane/sample/cluster has about 8208 bytes; a parameter holds 8192',
    );
  });

  test('a short document is fine', () => {
    expect(findingsOf('document-too-long', {})).toEqual([]);
  });
});

describe('name-too-long', () => {
  test('a name that a service does not take is an error', () => {
    const name = 'a'.repeat(101);
    expect(onlyFinding('name-too-long', withPart('budget', 'budget', { name }))).toContain(
      'has 101 characters; allowed are 100',
    );
  });

  test('a label of a DNS name counts by itself', () => {
    const name = `head.${'a'.repeat(64)}.terrane.internal`;
    expect(onlyFinding('name-too-long', withPart('dnsRecord', 'head-name', { name }))).toContain('the DNS label');
  });

  test('names as long as allowed are fine', () => {
    expect(findingsOf('name-too-long', withPart('budget', 'budget', { name: 'a'.repeat(100) }))).toEqual([]);
  });
});

const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, 'v']));

describe('too-many-tags', () => {
  // A machine has terrane:cluster, :role, :head, :node, :partition, :phase, :reason and Name.
  test('more tags than a resource carries are an error', () => {
    expect(onlyFinding('too-many-tags', { tags: tags(43) })).toBe(
      "tags: given 43 tags, with the cluster's own 51 on a machine; AWS allows 50. Leave 1 out.",
    );
  });

  test('as many tags as it carries are fine', () => {
    expect(findingsOf('too-many-tags', { tags: tags(42) })).toEqual([]);
  });
});

describe('tag-too-long', () => {
  test('a long key is an error', () => {
    expect(onlyFinding('tag-too-long', { tags: { ['k'.repeat(129)]: 'v' } })).toContain(
      'the key has 129 characters; allowed are 1 to 128',
    );
  });

  test('a long value is an error', () => {
    expect(onlyFinding('tag-too-long', { tags: { key: 'v'.repeat(257) } })).toContain(
      'tags.key: the value has 257 characters',
    );
  });

  test('the longest key and value are fine', () => {
    expect(findingsOf('tag-too-long', { tags: { ['k'.repeat(128)]: 'v'.repeat(256) } })).toEqual([]);
  });

  test('a value known only at deployment is not measured', () => {
    expect(findingsOf('tag-too-long', { tags: { key: DEPLOY_TIME } })).toEqual([]);
  });
});

describe('tag-key-reserved', () => {
  test.each(['aws:owner', 'AWS:owner', 'terrane:role'])('the key %s is an error', (key) => {
    expect(onlyFinding('tag-key-reserved', { tags: { [key]: 'v' } })).toContain('is reserved for');
  });

  test('another prefix is fine', () => {
    expect(findingsOf('tag-key-reserved', { tags: { 'institution:owner': 'v', awsome: 'v' } })).toEqual([]);
  });
});

describe('tag-key-characters', () => {
  test.each(['cost centre', 'a/b', '_index'])("the key '%s' is an error", (key) => {
    expect(onlyFinding('tag-key-characters', { tags: { [key]: 'v' } })).toContain(`given '${key}'`);
  });

  test('the characters that instance metadata takes are fine', () => {
    expect(findingsOf('tag-key-characters', { tags: { 'a+b-c=d.e,f_g:h@i': 'v' } })).toEqual([]);
  });
});

describe('budgets', () => {
  const budget = (usdPerMonth: number) => withPart('budget', 'budget', { usdPerMonth });

  test('a budget below the head for a month is a warning', () => {
    expect(onlyFinding('budget-below-head', budget(1261))).toMatch(
      /^budget\.usdPerMonth: given 1261 USD, but the head \(c5d\.9xlarge\) alone costs 1262 USD in 730 hours/,
    );
  });

  test('a budget for just the head is fine', () => {
    expect(findingsOf('budget-below-head', budget(1262))).toEqual([]);
  });

  test('a budget below the head for a day is an error', () => {
    expect(onlyFinding('budget-below-one-day', budget(41))).toContain('alone costs 42 USD in 24 hours');
  });

  test('a budget for a day of the head is no error', () => {
    expect(findingsOf('budget-below-one-day', budget(42))).toEqual([]);
  });

  test("where the list has no price for the head, the author's own counts", () => {
    const priceBook = { name: 'own', date: '2026-01-01', source: 'test', machines: { 'c5d.9xlarge': 10 } };
    const elsewhere = { ...budget(7000), region: 'mars-north-1', facts: { ...SAMPLE.facts, priceBook } };
    expect(onlyFinding('budget-below-head', elsewhere)).toContain("7300 USD in 730 hours (price book 'own')");
  });

  test('where nobody knows the price nothing is said', () => {
    expect(findingsOf('budget-below-head', { ...budget(1), region: 'mars-north-1' })).toEqual([]);
  });
});
