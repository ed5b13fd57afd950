import { dag } from '../../../examples/dag/declaration';
import { mine } from '../../../examples/jupyter-docker/declaration';
import { modi as ldapHooks } from '../../../examples/ldap-hooks/declaration';
import { modi, notebooks as modiNotebooks } from '../../../examples/modi/declaration';
import { course } from '../../../examples/teaching/declaration';
import {
  awsCatalogue,
  type Blueprint,
  declareHpcCluster,
  declareNotebookGateway,
  fromClusterAttributes,
  type NotebookGatewayProps,
  planNodes,
  planSessions,
} from '../../../lib';
import { sessionCosts } from '../../../lib/reports';
import { bundleText } from '../../support/bundle-text';

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

// Munk, Grid of Clouds (2021), l. 1031 to 1089 and 2851 to 2871.
describe('ldap-hooks', () => {
  const blueprint = declare(ldapHooks);
  const told = JSON.parse(bundleText(blueprint, 'hub/declaration.json'));

  test('gives new people group 100, a home of their name, and the next uid of a counter', () => {
    expect(told.accounts.provision).toMatchObject({
      gid: 100,
      home: '/home/{uid}',
      counter: 'cn=uidNext,dc=example,dc=edu',
      objectClasses: ['x-certsDistinguishedName', 'posixAccount'],
      attributes: { emailAddress: '{email}' },
    });
    expect(told.accounts.replace).toEqual({ '@': '_', '.': '_' });
  });

  test('asks one directory on the gateway and on nodes, over TLS, at its one address', () => {
    const asked = blueprint.data.flows.filter(({ to }) => 'cidr' in to && to.cidr === '10.20.0.20/32');
    expect(asked.map(({ from, ports }) => [from, ports?.first])).toEqual([
      [{ group: 'head-group' }, 636],
      [{ group: 'compute-group' }, 636],
    ]);
    expect(notebooks(blueprint)?.accounts).toBe(
      'dc=example,dc=edu at ldaps://directory.example.edu, uids 2000 to 2147483647; new ones get entries below ou=people,dc=example,dc=edu',
    );
  });

  test('has room for 8 of the 26 students at a time: a node for each', () => {
    expect(notebooks(blueprint)?.sizes[0]).toMatchObject({ machines: 8, sessions: 8, needed: { nodes: 8 } });
  });
});

// Munk, Grid of Clouds (2021), l. 2897, 2942, 2993.
describe('modi', () => {
  const { blueprint, warnings } = declareHpcCluster(modi, { path: 'Modi', catalogue: awsCatalogue });

  test('is 8 nodes of 64 cores and 256 GB: 512 cores, 2 TB', () => {
    expect(warnings).toEqual([]);
    const fleets = blueprint.partsOf('fleet');
    const sum = (each: (fleet: (typeof fleets)[number]) => number): number =>
      fleets.reduce((total, fleet) => total + fleet.maxCount * each(fleet), 0);
    expect([sum(() => 1), sum(({ machine }) => machine.cores), sum(({ machine }) => machine.memoryMiB / 1024)]).toEqual(
      [8, 512, 2048],
    );
  });

  test('has devel of 20 minutes, short of 48 hours and long of a week, served in this order', () => {
    const limits = blueprint.data.facts.partitions.map((each) => [
      each.name,
      each.timeLimitMinutes,
      each.priority ?? 1,
    ]);
    expect(limits).toEqual([
      ['devel', 20, 3],
      ['short', 48 * 60, 2],
      ['long', 7 * 24 * 60, 1],
    ]);
  });

  test('has room for all 26 students on the four nodes of short, and a session there costs a share of one', () => {
    const gateway = declare(
      modiNotebooks(
        fromClusterAttributes({
          clusterName: 'modi',
          headName: 'head.modi.terrane.internal',
          mungeSecret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:munge-Ab3dEf',
          headSecurityGroup: 'sg-0a',
          nodeSecurityGroup: 'sg-0b',
          home: { source: 'fs-0a.efs.us-east-1.amazonaws.com:/', securityGroup: 'sg-0c' },
          network: { id: 'vpc-0a', subnets: [{ id: 'subnet-0a', zone: 'us-east-1a', reach: 'public' }] },
          partitions: { devel: { machine: 'c6a.32xlarge', max: 2 }, short: { machine: 'c6a.32xlarge', max: 4 } },
        }),
      ),
    );
    expect(notebooks(gateway)?.sizes[0]).toMatchObject({ sessions: 32, byMemory: 120, byCpus: 32, limitedBy: 'cpus' });
    const [cost] = sessionCosts(gateway, awsCatalogue, 'us-east-1');
    const hub = awsCatalogue.onDemand(gateway.partOf('machine', 'head').machine.name, 'us-east-1') as number;
    const node = awsCatalogue.onDemand('c6a.32xlarge', 'us-east-1') as number;
    expect(cost?.rows.map(({ nodes }) => nodes)).toEqual([0, 1, 4, 4]);
    expect(cost?.rows.at(-1)?.usdPerHour).toBeCloseTo(hub + 4 * node, 2);
  });
});
