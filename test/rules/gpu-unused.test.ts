import { modulation } from '../../examples/rf-modulation/declaration';
import { awsCatalogue, declareNotebookGateway, type NotebookGatewayProps } from '../../lib';

function findings(sizes: NonNullable<NotebookGatewayProps['sizes']>): string[] {
  const { warnings } = declareNotebookGateway(
    { ...modulation, environment: {}, sizes },
    { path: 'Rf', catalogue: awsCatalogue, region: 'us-east-1' },
  );
  return warnings.filter(({ code }) => code === 'gpu-unused').map(({ path, message }) => `${path}: ${message}`);
}

const CPU = { cpus: 64, memoryGiB: 240 };
const GPU = { cpus: 32, memoryGiB: 224, partition: 'gpu' };

test('a machine whose GPUs no size asks for is a warning, with what it costs', () => {
  expect(findings({ cpu: CPU, idle: GPU })).toEqual([
    'Rf: sizes: p3.8xlarge has 4 V100 for 12.24 USD an hour, which no session gets: of idle none asks for a GPU. Give it gpus, or take a machine without.',
  ]);
});

test('where one of its sizes has a GPU there is none, nor on a machine without GPUs', () => {
  expect(findings({ cpu: CPU, gpu: { ...GPU, gpus: 1 }, half: { ...GPU, cpus: 16 } })).toEqual([]);
  expect(findings({ cpu: CPU })).toEqual([]);
});
