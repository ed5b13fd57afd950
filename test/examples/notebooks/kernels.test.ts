import { deepLearning } from '../../../examples/dl-ami/declaration';
import { modulation } from '../../../examples/rf-modulation/declaration';
import { EPOCHS, usdPerEpoch } from '../../../examples/rf-modulation/measured';
import { sparkNotebook } from '../../../examples/spark-notebook/declaration';
import { theano } from '../../../examples/theano-k80/declaration';
import { segmentation } from '../../../examples/unet-segmentation/declaration';
import {
  awsCatalogue,
  type Blueprint,
  declareNotebookGateway,
  type NotebookGatewayProps,
  planTransfer,
} from '../../../lib';
import { costReport, sessionCosts } from '../../../lib/reports';
import { bundleText } from '../../support/bundle-text';

const declared = (props: NotebookGatewayProps, region = 'us-east-1') =>
  declareNotebookGateway(props, { path: 'Example', catalogue: awsCatalogue, region });
const blueprintOf = (props: NotebookGatewayProps, region?: string): Blueprint => declared(props, region).blueprint;
const told = (blueprint: Blueprint) => {
  return JSON.parse(bundleText(blueprint, 'hub/declaration.json')) as {
    readonly kernels: readonly { readonly [key: string]: unknown }[];
  };
};

test.each([
  ['dl-ami', deepLearning, 'us-east-1'],
  ['rf-modulation', modulation, 'us-east-1'],
  ['unet-segmentation', segmentation, 'us-east-2'],
  ['theano-k80', theano, 'us-east-1'],
  ['spark-notebook', sparkNotebook, 'us-east-1'],
])('%s is declared without a warning', (_id, props, region) => {
  expect(declared(props, region).warnings).toEqual([]);
});

// Foster and Gannon, Cloud Computing for Science and Engineering (2017), l. 5058 to 5094.
describe('dl-ami', () => {
  const sizes = blueprintOf(deepLearning).data.facts.notebooks?.sizes ?? [];

  test('is eight CPUs to explore, and 64 with 16 K80 to train', () => {
    expect(sizes.map(({ machine, cpus, gpus }) => [machine, cpus, gpus])).toEqual([
      ['m4.2xlarge', 8, 0],
      ['p2.16xlarge', 64, 16],
    ]);
    expect(awsCatalogue.machine('p2.16xlarge')?.gpus).toMatchObject({ count: 16, name: 'K80' });
  });

  test('the expensive one costs 36 times as much by the hour, and is gone when nobody has used it for half an hour', () => {
    const [small, large] = ['m4.2xlarge', 'p2.16xlarge'].map((machine) => awsCatalogue.onDemand(machine, 'us-east-1'));
    expect((large as number) / (small as number)).toBeCloseTo(36);
    expect(blueprintOf(deepLearning).data.facts.notebooks).toMatchObject({ idleSeconds: 1800, longestSeconds: 86_400 });
  });

  test('two kernels are of one image, which is fetched once', () => {
    const { kernels } = told(blueprintOf(deepLearning));
    expect(kernels.map(({ id, language, gpus }) => [id, language, gpus])).toEqual([
      ['deep-learning', 'python', 0],
      ['deep-learning-on-gpus', 'python', 1],
      ['julia', 'julia', 0],
    ]);
    expect(new Set(kernels.map(({ image }) => image)).size).toBe(2);
    expect(kernels[2]).toMatchObject({ groups: ['course-2027'], until: '2027-06-30' });
  });
});

// LANL, Exploring Cloud Computing (2018), section 4.2, figure 24.
describe('rf-modulation', () => {
  test('an epoch costs 1.325 USD on CPUs, 0.105 on GPUs, and 6.712 beside GPUs that nobody uses', () => {
    expect(usdPerEpoch('on 64 CPUs')).toBeCloseTo(1.325, 3);
    expect(usdPerEpoch('on four V100')).toBeCloseTo(0.105, 3);
    expect(usdPerEpoch('beside four idle V100')).toBeCloseTo(6.712, 3);
    expect(EPOCHS['on 64 CPUs'].seconds / EPOCHS['on four V100'].seconds).toBeCloseTo(48.4, 1);
  });

  test('the prices of then stand beside those of today', () => {
    const { tariffs } = costReport(blueprintOf(modulation), awsCatalogue);
    expect(tariffs.map(({ partitions }) => partitions.map(({ usdPerNodeHour }) => usdPerNodeHour))).toEqual([
      [4.48, 17.136],
      [3.2, 12.24],
    ]);
  });

  test('a size that leaves its four GPUs idle is a finding', () => {
    const sizes = { cpu: { cpus: 64, memoryGiB: 240 }, gpu: { cpus: 32, memoryGiB: 224 } };
    expect(
      declared({ ...modulation, environment: {}, sizes: { ...sizes, gpu: { ...sizes.gpu, partition: 'gpu' } } })
        .warnings,
    ).toMatchObject([{ code: 'gpu-unused' }]);
  });
});

// The same report, section 4.6.
describe('unet-segmentation', () => {
  const blueprint = blueprintOf(segmentation, 'us-east-2');

  test('50 GB come in eleven hours by 10 Mbit/s upwards, in an hour by 100, in seven minutes by 1,000', () => {
    const hours = [10, 100, 1000].map((megabitsPerSecond) => planTransfer({ gigabytes: 50, megabitsPerSecond }).hours);
    expect(hours).toEqual([11.11, 1.11, 0.11]);
  });

  test('has room for the images twice over, one V100, and the bucket for all sessions', () => {
    expect(segmentation.home?.size?.toGibibytes()).toBeGreaterThan(100);
    expect(blueprint.data.facts.notebooks?.sizes[1]).toMatchObject({ machine: 'p3.2xlarge', gpus: 1, sessions: 1 });
    expect(told(blueprint)).toMatchObject({ sharedFolders: ['/images'] });
  });
});

// Foster and Gannon, l. 2170: a K80 is two GPUs on one board, 2.91 Tflop/s in double precision.
describe('theano-k80', () => {
  test('the same image goes from 4 CPUs to 16 CPUs to a GPU, which is half of a K80', () => {
    const blueprint = blueprintOf(theano);
    expect(
      blueprint.data.facts.notebooks?.sizes.map(({ name, machine, cpus, gpus }) => [name, machine, cpus, gpus]),
    ).toEqual([
      ['laptop', 'c5.4xlarge', 4, 0],
      ['server', 'c5.4xlarge', 16, 0],
      ['k80', 'p2.xlarge', 4, 1],
    ]);
    expect(told(blueprint).kernels).toHaveLength(1);
    expect(awsCatalogue.machine('p2.xlarge')?.gpus).toMatchObject({ count: 1, memoryMiB: 12_288 });
    expect(2.91 / 2).toBeCloseTo(1.455);
  });
});

// Foster and Gannon, l. 3196 to 3210.
describe('spark-notebook', () => {
  test('is 4 CPUs and 10 GiB, of which Spark has 6', () => {
    const blueprint = blueprintOf(sparkNotebook);
    expect(blueprint.data.facts.notebooks?.sizes[0]).toMatchObject({ cpus: 4, memoryGiB: 10, sessions: 4 });
    expect(told(blueprint).kernels).toMatchObject([
      { id: 'python3', name: 'Python', kind: 'session' },
      { id: 'spark', kind: 'environment', sparkMemoryMiB: 6144 },
    ]);
    expect(sessionCosts(blueprint, awsCatalogue, 'us-east-1')[0]?.rows[0]?.usdPerHour).toBeCloseTo(0.5);
  });

  test("its packages are pinned by hash, and Java is the distribution's", () => {
    const blueprint = blueprintOf(sparkNotebook);
    const files = blueprint.partsOf('bundle')[0]?.files ?? [];
    const list = files.find(({ path }) => path === 'hub/kernels/spark/requirements-0.txt')?.text ?? '';
    expect(list).toMatch(
      /^py4j==0\.10\.9\.9 --hash=sha256:[0-9a-f]{64}\npyspark==4\.2\.1 --hash=sha256:[0-9a-f]{64}\n$/,
    );
    const boot = files.find(({ path }) => path === 'boot/head.sh')?.text ?? '';
    expect(boot).toContain('openjdk-21-jre-headless');
    expect(boot).toContain('/home/.notebooks/kernels/spark/env');
  });
});
