import { awsCatalogue, declareHpcCluster, declareMpiCluster, TerraneError } from '../../lib';
import { BAD, type BadDeclaration } from './bad-declarations';

const context = { path: 'Ocean/Mpas', catalogue: awsCatalogue, region: 'us-west-2' };

function findingsOf(bad: BadDeclaration): TerraneError {
  try {
    if (bad.mpi !== undefined) declareMpiCluster(bad.mpi, context);
    if (bad.hpc !== undefined) declareHpcCluster(bad.hpc, context);
  } catch (error) {
    if (error instanceof TerraneError) return error;
    throw error;
  }
  throw new Error(`${bad.given}: a blueprint came of it`);
}

test.each(BAD.map((bad) => [bad.given, bad] as const))('%s is refused', (_given, bad) => {
  const error = findingsOf(bad);
  expect(error.codes).toContain(bad.code);
  const line = error.message
    .split('\n')
    .filter((each) => each.startsWith(`[${bad.code}] Ocean/Mpas`))
    .join('\n');
  expect(line).toContain(bad.says);
});

test('there are at least sixty of them, of at least forty codes', () => {
  expect(BAD.length).toBeGreaterThanOrEqual(60);
  expect(new Set(BAD.map((bad) => bad.code)).size).toBeGreaterThanOrEqual(40);
});

test('every finding of a declaration is told at once', () => {
  const error = findingsOf({
    given: 'four mistakes',
    code: '',
    says: '',
    hpc: {
      head: { machine: 'c5d.9xlarg' },
      partitions: { compute: { machine: 'c5.9xlarge', min: 9, max: 4, placement: 'cluster' } },
      network: { zones: 2 },
      access: { sshFrom: ['0.0.0.0/0'] },
    },
  });
  expect(error.codes).toEqual(
    expect.arrayContaining([
      'machine-unknown',
      'partition-min-over-max',
      'placement-needs-one-zone',
      'ssh-open-to-everyone',
    ]),
  );
});
