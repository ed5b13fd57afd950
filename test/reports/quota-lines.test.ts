import { quotaLines } from '../../lib/reports';
import { machine, withPart } from '../rules/changed';
import { SAMPLE, sampleBlueprint } from '../support/sample-blueprint';
import { ocean } from './ocean';
import { OCI_OCEAN } from './oci-ocean';

const lineOf = (code: string, ...blueprints: Parameters<typeof quotaLines>[0]) =>
  quotaLines(blueprints)[0]?.lines.find((line) => line.code === code);

test('a line says what is needed, what a new account has, and how to ask for it', () => {
  expect(lineOf('L-1216C47A', ocean())).toMatchObject({
    service: 'ec2',
    needed: 1080,
    byDefault: 5,
    stated: null,
    verdict: 'short',
    basis: 'default',
    request: {
      command: `aws service-quotas request-service-quota-increase --region ${SAMPLE.region ?? '"$AWS_REGION"'} --service-code ec2 --quota-code L-1216C47A --desired-value 1080`,
    },
  });
});

test('what is stated counts before the default', () => {
  const facts = { ...SAMPLE.facts, quotas: { 'L-1216C47A': 1152 } };
  expect(lineOf('L-1216C47A', ocean({ facts }))).toMatchObject({ stated: 1152, verdict: 'enough', basis: 'stated' });
});

test('values of a file count before those of the declaration', () => {
  const facts = { ...SAMPLE.facts, quotas: { 'L-1216C47A': 1152 } };
  const [report] = quotaLines([ocean({ facts })], new Map([['L-1216C47A', 100]]));
  expect(report?.lines[0]).toMatchObject({ stated: 100, verdict: 'short', basis: 'stated' });
});

test('two declarations in one account need together what they need', () => {
  const other = sampleBlueprint({ path: 'Stack/Other', name: 'other' });
  expect(quotaLines([ocean(), other])).toHaveLength(1);
  expect(lineOf('L-1216C47A', ocean(), other)?.needed).toBe(2160);
  expect(lineOf('L-F678F1CE', ocean(), other)?.needed).toBe(2);
  // A quota of each security group does not add up.
  expect(lineOf('L-0EA8095F', ocean(), other)?.needed).toBe(lineOf('L-0EA8095F', ocean())?.needed);
});

test('another Region is another account of quotas', () => {
  expect(quotaLines([ocean({ region: 'us-west-2' }), ocean({ region: 'eu-west-1' })])).toHaveLength(2);
});

test('what cannot be raised has no command', () => {
  expect(lineOf('L-7391004C', ocean())?.request).toEqual({ command: null, console: 'cannot be raised' });
});

test('a quota whose code is not known says where to ask for it', () => {
  const line = quotaLines([ocean()])[0]?.lines.find(({ name }) => name === 'Standard parameters per Region');
  expect(line).toMatchObject({ code: null, request: { command: null, console: expect.stringContaining('ssm') } });
});

test('a fleet on several network cards has as many interfaces', () => {
  const fabric = { interfaces: 32, cards: 32 };
  const many = withPart('fleet', 'compute-fleet', { fabric, machine: machine('p5.48xlarge') });
  const before = lineOf('L-DF5E4CA3', sampleBlueprint())?.needed ?? 0;
  expect(lineOf('L-DF5E4CA3', sampleBlueprint(many))?.needed).toBe(before + 29 * 31);
});

describe('on Oracle Cloud', () => {
  const oci = (change: object = {}) => sampleBlueprint({ ...OCI_OCEAN, ...change });

  test('a statement in vCPUs is one in OCPUs', () => {
    const facts = { ...OCI_OCEAN.facts, quotaVcpus: 2088 };
    expect(lineOf('optimized3-core-count', oci({ facts }))).toMatchObject({
      needed: 1044,
      stated: 1044,
      verdict: 'enough',
    });
  });

  test('memory is counted beside the cores, and its default is not known', () => {
    expect(lineOf('optimized3-memory-count', oci())).toMatchObject({ unit: 'GB', byDefault: null, verdict: 'unknown' });
  });

  test('what to ask for is an item of the limits service', () => {
    const { command } = lineOf('optimized3-core-count', oci())?.request ?? {};
    const items = /--items '(.*)'$/.exec(command ?? '')?.[1] ?? '[]';
    expect(JSON.parse(items)).toEqual([
      { serviceName: 'compute', limitName: 'optimized3-core-count', region: expect.any(String), value: 1044 },
    ]);
  });
});
