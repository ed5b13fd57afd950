import { TerraformStack, Testing } from 'cdktf';
import { TerraneError } from '../../../lib';
import { HpcCluster as HpcClusterOnAws } from '../../../lib/targets/terraform-aws';
import { HpcCluster, MpiCluster } from '../../../lib/targets/terraform-oci';
import { BAD, BAD_ON_AWS, type BadDeclaration } from './bad-declarations';
import { PLACE, SMALL } from './support';
import { CAUGHT_LATE, UNCAUGHT } from './wrong-values';

function refusal(make: () => unknown): TerraneError {
  try {
    make();
  } catch (error) {
    if (error instanceof TerraneError) return error;
    throw error;
  }
  throw new Error('a cluster came of it');
}

function onOracle(bad: BadDeclaration): TerraneError {
  const stack = new TerraformStack(Testing.app(), 'Stack');
  const place = { ...PLACE, ...bad.place };
  return refusal(() => {
    if (bad.mpi !== undefined) new MpiCluster(stack, 'Ocean', { ...bad.mpi, place });
    if (bad.hpc !== undefined) new HpcCluster(stack, 'Ocean', { ...bad.hpc, place });
  });
}

function expectRefusal(error: TerraneError, { code, says }: BadDeclaration): void {
  const lines = error.message.split('\n').filter((line) => line.startsWith(`[${code}] Stack/Ocean`));
  expect(lines.length > 0 ? lines.join('\n') : error.message).toContain(says);
  expect(error.codes).toContain(code);
}

test.each(BAD.map((bad) => [bad.given, bad] as const))('%s is refused on Oracle Cloud', (_given, bad) => {
  expectRefusal(onOracle(bad), bad);
});

test.each(BAD_ON_AWS.map((bad) => [bad.given, bad] as const))('%s is refused on AWS', (_given, bad) => {
  const stack = new TerraformStack(Testing.app(), 'Stack');
  expectRefusal(
    refusal(() => bad.hpc && new HpcClusterOnAws(stack, 'Ocean', bad.hpc)),
    bad,
  );
});

test('there are at least forty of declarations, and as many of native resources', () => {
  expect(BAD.length).toBeGreaterThanOrEqual(40);
  expect(UNCAUGHT.length + CAUGHT_LATE.length).toBeGreaterThanOrEqual(40);
});

test('what is wrong with the place and with the cluster is told at once', () => {
  const error = onOracle({
    given: 'four mistakes',
    code: '',
    says: '',
    hpc: { ...SMALL, tags: { 'a.b': 'c' }, partitions: { compute: { machine: 'VM.Standard.E4.Flex', max: 4 } } },
    place: { region: 'mars-1', namespace: 'two words' },
  });
  expect(error.codes).toEqual(
    expect.arrayContaining(['oci-place-region', 'oci-place-namespace', 'oci-tag-key', 'machine-unknown']),
  );
});

test.each([
  ['of the commercial realm', 'ap-singapore-2', ['abCd:AP-SINGAPORE-2-AD-1']],
  ['of the first days', 'us-phoenix-1', ['abCd:PHX-AD-1', 'abCd:PHX-AD-2']],
  ['with domains without a number', 'us-ashburn-1', ['abCd:US-ASHBURN-AD-1']],
  ['of the government', 'us-gov-ashburn-1', ['abCd:US-GOV-ASHBURN-1-AD-1']],
  ['of the sovereign cloud', 'eu-frankfurt-2', ['abCd:EU-FRANKFURT-2-AD-1']],
  ['known at deployment', `\${TfToken[TOKEN.1]}`, [`\${TfToken[TOKEN.2]}`]],
])('a Region %s is fine', (_what, region, availabilityDomains) => {
  const stack = new TerraformStack(Testing.app(), 'Stack');
  const place = { ...PLACE, region, availabilityDomains };
  expect(() => new HpcCluster(stack, 'Ocean', { ...SMALL, place })).not.toThrow();
});
