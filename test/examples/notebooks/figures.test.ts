import { dag } from '../../../examples/dag/declaration';
import { mine } from '../../../examples/jupyter-docker/declaration';
import { course } from '../../../examples/teaching/declaration';
import {
  awsCatalogue,
  type Blueprint,
  declareNotebookGateway,
  type NotebookGatewayProps,
  planNodes,
  planSessions,
} from '../../../lib';
import { sessionCosts } from '../../../lib/reports';

const declare = (props: NotebookGatewayProps): Blueprint =>
  declareNotebookGateway(props, { path: 'Example', catalogue: awsCatalogue, region: 'us-east-1' }).blueprint;
const notebooks = ({ data }: Blueprint) => data.facts.notebooks;

// Munk, Grid of Clouds (2021), l. 1236, 2424, 2891, 2897, 2992.
const EPYC = { cpus: 32, memoryGiB: 256 };
const SESSION = { cpus: 8, memoryGiB: 8 };

describe('dag', () => {
  test('eight nodes have room for 256 sessions by memory, but for 32 by cores', () => {
    expect(planSessions({ nodes: 8, ...EPYC }, SESSION)).toEqual({
      byMemory: 256,
      byCpus: 32,
      sessions: 32,
      limitedBy: 'cpus',
    });
  });

  test('on machines of that size 32 fit; by memory 240, as Slurm keeps a twentieth of it', () => {
    const facts = notebooks(declare(dag));
    expect(facts).toMatchObject({ sessions: 32, idleSeconds: 7200, longestSeconds: 0, openTo: ['10.20.0.10/32'] });
    expect(facts?.sizes[0]).toMatchObject({ machines: 8, cpus: 8, memoryGiB: 8, byMemory: 240, byCpus: 32 });
  });

  test('is one node at the least, and all eight when 32 people are there', () => {
    const blueprint = declare(dag);
    const [cost] = sessionCosts(blueprint, awsCatalogue, 'us-east-1');
    const nodes = cost?.rows.map(({ what, sessions, nodes: count }) => [what, sessions, count]);
    expect(nodes).toEqual([
      ['nobody', 0, 1],
      ['usually', 10, 3],
      ['all that are expected', 32, 8],
      ['as many as fit', 32, 8],
    ]);
    const head = awsCatalogue.onDemand(blueprint.partOf('machine', 'head').machine.name, 'us-east-1') as number;
    const node = awsCatalogue.onDemand('r5.8xlarge', 'us-east-1') as number;
    expect(cost?.rows.at(-1)?.usdPerHour).toBeCloseTo(head + 8 * node, 2);
  });
});

describe('teaching', () => {
  test('26 students need 208 GB, which one node has, and 208 cores, which seven have', () => {
    expect(26 * SESSION.memoryGiB).toBe(208);
    expect(planNodes(26, EPYC, SESSION)).toEqual({ byMemory: 1, byCpus: 7, nodes: 7 });
  });

  test('with each CPU promised 6.5 times one machine is enough, and CPUs bind before memory does', () => {
    expect(planNodes(26, { ...EPYC, cpuOvercommit: 6.5 }, SESSION).nodes).toBe(1);
    expect(notebooks(declare(course))?.sizes[0]).toMatchObject({ sessions: 26, byMemory: 31, limitedBy: 'cpus' });
  });

  test("a student's month is a share of one machine's", () => {
    const [cost] = sessionCosts(declare(course), awsCatalogue, 'us-east-1');
    expect(cost?.rows.map(({ usdPerHour }) => usdPerHour)).toEqual([2.02, 2.02, 2.02, 2.02]);
    // 2.016 USD an hour, 730 hours, 26 students.
    expect(cost?.usdPerUserMonth).toBe(56.6);
  });
});

describe('jupyter-docker', () => {
  test('is one session of 4 CPUs and 10 GiB that no address may open', () => {
    const blueprint = declare(mine);
    expect(notebooks(blueprint)).toMatchObject({ sessions: 1, openTo: [] });
    expect(notebooks(blueprint)?.sizes[0]).toMatchObject({ cpus: 4, memoryGiB: 10, sessions: 1 });
    expect(blueprint.data.flows.filter(({ from }) => 'cidr' in from)).toEqual([]);
  });
});
