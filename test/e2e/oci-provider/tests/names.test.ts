import { instant } from '../rest/incoming';
import { camel, keysOf } from '../rest/names';
import { flatTags, nestTags } from '../rest/tags';
import { milliseconds } from '../rest/wait';

test.each([
  ['compartment_id', 'compartmentId'],
  ['size_in_gbs', 'sizeInGBs'],
  ['vpus_per_gb', 'vpusPerGB'],
  ['size_in_mbs', 'sizeInMBs'],
  ['byoipv6cidr_details', 'byoipv6CidrDetails'],
  ['is_ipv6enabled', 'isIpv6Enabled'],
  ['assign_ipv6ip', 'assignIpv6Ip'],
  ['ipv6address_ipv6subnet_cidr_pair_details', 'ipv6AddressIpv6SubnetCidrPairDetails'],
  ['outbound_connector1id', 'outboundConnector1Id'],
  ['content_md5', 'contentMd5'],
])('%s is %s in the API', (name, key) => {
  expect(camel(name)).toBe(key);
});

test('a state is a lifecycleState, or else a state', () => {
  expect(keysOf('state')).toEqual(['lifecycleState', 'state']);
});

test("a resource's own name of a field comes before the rule", () => {
  expect(keysOf('enabled', { enabled: 'isEnabled' })).toEqual(['isEnabled', 'enabled']);
});

test('defined tags go out by their namespace and come back flat', () => {
  const flat = { 'ocean.cluster': 'a', 'ocean.role': 'head', 'cost.centre': '7' };
  const nested = { ocean: { cluster: 'a', role: 'head' }, cost: { centre: '7' } };
  expect(nestTags(flat)).toEqual(nested);
  expect(flatTags(nested)).toEqual(flat);
});

test('a defined tag without a namespace is refused', () => {
  expect(() => nestTags({ cluster: 'a' })).toThrow("not 'cluster'");
});

test('instants are kept as the real provider prints them', () => {
  expect(instant('2026-11-21T20:00:00.500Z')).toBe('2026-11-21 20:00:00.5 +0000 UTC');
  expect(instant('2026-11-21T20:00:00Z')).toBe('2026-11-21 20:00:00 +0000 UTC');
});

test('timeouts are read', () => {
  expect(milliseconds('1h15m')).toBe(4_500_000);
});
