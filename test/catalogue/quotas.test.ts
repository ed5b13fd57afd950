import { awsCatalogue, quotaOf } from '../../lib/catalogue';

test.each([
  ['c7i.large', 'L-1216C47A', 'L-34B43A08'],
  ['d3.xlarge', 'L-1216C47A', 'L-34B43A08'],
  ['i4i.large', 'L-1216C47A', 'L-34B43A08'],
  ['im4gn.large', 'L-1216C47A', 'L-34B43A08'],
  ['is4gen.large', 'L-1216C47A', 'L-34B43A08'],
  ['m6i.large', 'L-1216C47A', 'L-34B43A08'],
  ['r8g.large', 'L-1216C47A', 'L-34B43A08'],
  ['t3.micro', 'L-1216C47A', 'L-34B43A08'],
  ['z1d.large', 'L-1216C47A', 'L-34B43A08'],
  ['g5.xlarge', 'L-DB2E81BA', 'L-3819A6DF'],
  ['gr6.4xlarge', 'L-DB2E81BA', 'L-3819A6DF'],
  ['p4d.24xlarge', 'L-417A185B', 'L-7212CCBC'],
  ['p5.48xlarge', 'L-417A185B', 'L-C4BD4855'],
  ['p6-b200.48xlarge', 'L-417A185B', undefined],
  ['inf2.xlarge', 'L-1945791B', 'L-B5D1601B'],
  ['trn1.32xlarge', 'L-2C3B7624', 'L-6B0D517C'],
  ['dl1.24xlarge', 'L-6E869C2A', 'L-85EED4F7'],
  ['x2idn.16xlarge', 'L-7295265B', 'L-E3A00192'],
  ['u-6tb1.112xlarge', 'L-43DA4232', undefined],
  ['u7i-12tb.224xlarge', 'L-43DA4232', undefined],
  ['hpc7a.96xlarge', 'L-F7808C92', undefined],
])('%s counts against its quotas', (type, quota, spotQuota) => {
  expect(awsCatalogue.machine(type)?.quota).toBe(quota);
  expect(awsCatalogue.machine(type)?.spotQuota).toBe(spotQuota);
});

test('every type counts against a quota', () => {
  expect(awsCatalogue.names().filter((type) => awsCatalogue.machine(type)?.quota === undefined)).toEqual([]);
});

test('a quota has its name in Service Quotas and a default', () => {
  expect(quotaOf('L-1216C47A')).toEqual({
    code: 'L-1216C47A',
    name: 'Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances',
    defaultValue: 5,
  });
  expect(quotaOf('L-F7808C92')).toMatchObject({ name: 'Running On-Demand HPC instances', defaultValue: 0 });
  expect(quotaOf('L-F678F1CE')).toMatchObject({ name: 'VPCs per Region', defaultValue: 5 });
});

test('a quota is found by its id as well', () => {
  expect(quotaOf('aws.ec2.vcpu.spot.standard')).toEqual(quotaOf('L-34B43A08'));
});

test('an unknown code and a limit that is no quota are refused', () => {
  expect(() => quotaOf('L-00000000')).toThrow(RangeError);
  expect(() => quotaOf('aws.ec2.userData')).toThrow("'aws.ec2.userData' is a limit, not a quota");
});
