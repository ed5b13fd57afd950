import { elsewhere } from '../../../examples/cloud-ssh-spawner/declaration';
import { spawner } from '../../../examples/multiple-spawner/declaration';
import { awsCatalogue, declareNotebookGateway, ociCatalogue, onMachines, TerraneError } from '../../../lib';
import { sessionPrices } from '../../../lib/reports';

// Munk, Grid of Clouds (2021), l. 2557, 2593-2660.
const REQUEST = { cores: 1, memoryGiB: 1, gpus: 1 };
const DAG_SECONDS = [
  38.107945919036865, 36.123350381851196, 37.37455701828003, 37.69051790237427, 41.16242790222168, 37.24052095413208,
  38.685391902923584, 40.02782320976257, 38.40936994552612, 39.34704780578613,
];
const P100_AVERAGE_SECONDS = 13.715285706520081;

describe('multiple-spawner', () => {
  const { blueprint } = declareNotebookGateway(spawner, {
    path: 'Spawner/Gateway',
    catalogue: ociCatalogue,
    region: 'eu-frankfurt-1',
  });
  const notebooks = blueprint.data.facts.notebooks as NonNullable<typeof blueprint.data.facts.notebooks>;

  test('1 core, 1 GB and 1 GPU in EU-FRANKFURT-1-AD-2 is VM.GPU2.1: the least that could be found', () => {
    expect(ociCatalogue.cheapest(REQUEST, 'eu-frankfurt-1')).toMatchObject({
      name: 'VM.GPU2.1',
      ocpus: 12,
      cores: 12,
      memoryMiB: 72 * 1024,
      gpus: { count: 1, name: 'P100' },
    });
    expect(notebooks.machines?.request).toEqual({ ...REQUEST, minutes: 120 });
    expect(blueprint.partOf('fleet', 'gpu-fleet').machine.name).toBe('VM.GPU2.1');
    expect(blueprint.partsOf('subnet').map(({ zone }) => zone)).toEqual(
      expect.arrayContaining(['lfcb:EU-FRANKFURT-1-AD-2']),
    );
  });

  test('its 120 minutes cost 2.55 USD', () => {
    // 1.275 USD for a GPU and an hour.
    expect(sessionPrices(notebooks).find(({ offer }) => offer === 'gpu')).toEqual({
      offer: 'gpu',
      machine: 'VM.GPU2.1',
      minutes: 120,
      usd: 2.55,
    });
    expect(sessionPrices(notebooks, 60).find(({ offer }) => offer === 'gpu')?.usd).toBe(1.28);
  });

  test('the P100 is 2.8 times as fast as the gateway without GPUs: 24.7 s less', () => {
    const mean = DAG_SECONDS.reduce((sum, each) => sum + each, 0) / DAG_SECONDS.length;
    expect(mean).toBeCloseTo(38.41689529418945, 10);
    expect(mean / P100_AVERAGE_SECONDS).toBeCloseTo(2.8, 2);
    expect(mean - P100_AVERAGE_SECONDS).toBeCloseTo(24.7, 1);
  });

  test('there is room for as many sessions as machines', () => {
    expect(notebooks).toMatchObject({ sessions: 12, idleSeconds: 7200, longestSeconds: 28_800 });
  });
});

describe('cloud-ssh-spawner', () => {
  const context = { path: 'Elsewhere/Gateway', catalogue: awsCatalogue, region: 'eu-north-1' };

  test('machines in another network open one port of the gateway for what they say, and none of theirs', () => {
    const { blueprint } = declareNotebookGateway(elsewhere, context);
    expect(blueprint.data.facts.notebooks?.machines).toMatchObject({ tunnel: true, network: 'vpc-0f0e0d0c0b0a09080' });
    const toGateway = blueprint.data.flows.filter(
      ({ from, to }) => 'cidr' in from && from.cidr === '10.99.0.0/22' && 'group' in to && to.group === 'head-group',
    );
    // The tunnel, the scheduler, srun's answers, homes.
    expect(toGateway.map(({ ports }) => ports?.first).sort()).toEqual([2049, 60_001, 6817, 8022]);
    const toMachines = blueprint.data.flows.filter(({ to }) => 'group' in to && to.group === 'compute-group');
    expect(toMachines.map(({ from, ports }) => ['cidr' in from ? from.cidr : 'compute-group', ports?.first])).toEqual([
      ['10.20.16.0/20', 6818],
      ['compute-group', 6818],
    ]);
  });

  test('untunnelled they are an error', () => {
    const sessions = onMachines({ ...(elsewhere.sessions as Parameters<typeof onMachines>[0]), tunnel: 'none' });
    const declare = () => declareNotebookGateway({ ...elsewhere, sessions }, context);
    expect(declare).toThrow(TerraneError);
    expect(declare).toThrow(
      "[untunnelled] Elsewhere/Gateway: sessions.tunnel: given 'none', but the machines are in another network (vpc-0f0e0d0c0b0a09080)",
    );
  });
});
