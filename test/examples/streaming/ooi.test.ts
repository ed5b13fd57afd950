import { ooi, records } from '../../../examples/ooi/declaration';
import { ooiOnOci } from '../../../examples/ooi/oci-declaration';
import { blueprints } from '../synthesise';
import { liveOf, onAws, onOci } from './declared';

// Foster, Gannon, Cloud Computing for Science and Engineering (2017), section 9.1: 1,227 instruments of 75 types, three centers, two mirrors.

test('1,227 instruments, a record a second each, need two shards', () => {
  expect(records.expected.stations).toBe(1227);
  const { shards, needed } = liveOf(onAws(ooi));
  expect([shards, needed.shards, needed.limitedBy, needed.ceilings]).toEqual([
    2,
    2,
    'records',
    { records: 2, bytes: 1, reads: 1 },
  ]);
  expect(needed.load).toBeCloseTo(1.227 / 2);
});

test('the repository has two mirrors, in two Regions', () => {
  const found = [...blueprints('ooi', 'cdk').values()].map((json) => JSON.parse(json) as { region?: string });
  expect(found.map(({ region }) => region).sort()).toEqual(['us-east-1', 'us-west-2']);
});

test('on Oracle Cloud its bytes need one partition', () => {
  expect(liveOf(onOci(ooiOnOci)).needed).toMatchObject({ shards: 1, limitedBy: 'bytes' });
});
