import {
  type BootPlan,
  budgetSeconds,
  computePlan,
  headPlan,
  LAUNCH_SECONDS,
  loginPlan,
  RESUME_TIMEOUT_SECONDS,
  readySeconds,
  type Step,
} from '../../lib/boot';
import { bareOptions, computeOptions, headOptions, loginOptions } from './samples';

const names = (plan: BootPlan): string[] => plan.phases.map((phase) => phase.name);
const steps = (plan: BootPlan): Step[] => plan.phases.flatMap((phase) => [...phase.steps]);

describe('the head', () => {
  test('has its phases in an order in which each finds what it needs', () => {
    const expected =
      'identity packages access users secrets volumes exports lustre mounts limits scratch slurm software hooks upkeep nodes self-test ready';
    expect(names(headPlan(headOptions('apt')))).toEqual(expected.split(' '));
  });

  test('leaves out the phases that have nothing to do', () => {
    const expected = 'identity packages users secrets volumes mounts limits slurm upkeep ready';
    expect(names(headPlan(bareOptions('apt')))).toEqual(expected.split(' '));
  });

  test('gives every phase a budget', () => {
    const budgets = Object.fromEntries(
      headPlan(headOptions('apt')).phases.map((phase) => [phase.name, phase.budgetSeconds]),
    );
    expect(budgets).toMatchObject({ packages: 420, users: 30, slurm: 60, hooks: 900, nodes: 900, 'self-test': 300 });
    expect(Object.values(budgets).every((seconds) => seconds > 0)).toBe(true);
  });

  test('waits for the static nodes of every partition that has some', () => {
    const step = steps(headPlan(headOptions('apt'))).find((each) => each.kind === 'staticNodes');
    expect(step).toMatchObject({ nodes: 'compute-[1-4]', count: 4 });
  });

  test('keeps its host keys and the state of Slurm on the state volume', () => {
    expect(steps(headPlan(headOptions('apt')))).toEqual(
      expect.arrayContaining([
        { kind: 'hostKeys', folder: '/var/lib/terrane/state/ssh' },
        { kind: 'slurmController', state: '/var/lib/terrane/state' },
      ]),
    );
  });

  test('makes the accounts of services before their packages would choose ids', () => {
    const kinds = headPlan(headOptions('apt')).phases.find((phase) => phase.name === 'packages')?.steps;
    expect(kinds?.map((step) => step.kind)).toEqual(['systemUser', 'systemUser', 'packages', 'platform']);
  });

  test('takes all of its volumes over at once', () => {
    expect(steps(headPlan(headOptions('apt')))).toContainEqual({ kind: 'volumes', names: ['state', 'home'] });
  });

  test('keeps a server for its timers and for launches', () => {
    const server = steps(headPlan(headOptions('apt'))).find(
      (step) => step.kind === 'unit' && step.name === 'terrane-node',
    );
    // A launch goes on while the server starts again, for instance with the programs of a new bundle.
    expect(server).toMatchObject({
      command: '/opt/terrane/bin/terrane-node serve',
      runs: 'always',
      leavesWorkers: true,
    });
  });

  test('says that it is ready as the very last thing', () => {
    expect(steps(headPlan(headOptions('apt'))).at(-1)).toEqual({
      kind: 'runProgram',
      command: ['/opt/terrane/bin/terrane-node', 'signal', 'success'],
    });
  });
});

describe('a compute node', () => {
  test('offers itself to Slurm after everything that a job may need', () => {
    const expected =
      'identity packages access users secrets scratch lustre mounts limits fabric software hooks slurmd ready';
    expect(names(computePlan(computeOptions('apt')))).toEqual(expected.split(' '));
  });

  test('a machine of a pool waits for its name for as long as the head may take', () => {
    const budget = (pooled: boolean) => computePlan({ ...computeOptions('apt'), pooled }).phases[0]?.budgetSeconds;
    expect(budget(false)).toBe(60);
    // `node-name` itself gives up after half a minute and an hour.
    expect(budget(true)).toBeGreaterThan(30 + 3600);
  });

  test('knows the head as soon as it knows itself', () => {
    const [identity] = computePlan(computeOptions('apt')).phases;
    expect(identity?.steps).toEqual([{ kind: 'nodeName' }, { kind: 'headName', fqdn: 'head.ocean.terrane.internal' }]);
  });

  test('watches for the end of its time on the spot market alone', () => {
    const watches = (spot: boolean): boolean =>
      steps(computePlan({ ...computeOptions('apt'), spot })).some(
        (step) => step.kind === 'unit' && step.name === 'terrane-spot-watch',
      );
    expect([watches(true), watches(false)]).toEqual([true, false]);
  });

  test('takes packages for a fabric only where it has one', () => {
    const { fabric: _, ...without } = computeOptions('apt');
    const logical = (plan: BootPlan): unknown[] =>
      steps(plan).flatMap((step) => (step.kind === 'packages' ? [...step.logical] : []));
    expect(logical(computePlan(computeOptions('apt')))).toContain('fabric');
    expect(logical(computePlan(without))).not.toContain('fabric');
  });
});

test.each([
  ['the head', headPlan(headOptions('apt')), headPlan(bareOptions('apt'))],
  ['a login node', loginPlan(loginOptions('dnf')), loginPlan(bareOptions('dnf'))],
])('%s gets a Lustre client right before its mounts, where Lustre is mounted', (_, mounting, bare) => {
  expect(names(mounting)[names(mounting).indexOf('mounts') - 1]).toBe('lustre');
  expect(mounting.phases.find((phase) => phase.name === 'lustre')?.budgetSeconds).toBe(300);
  expect(names(bare)).not.toContain('lustre');
});

test.each([
  ['the head', headPlan(bareOptions('apt'))],
  ['a login node', loginPlan(bareOptions('dnf'))],
  ['a compute node', computePlan({ ...bareOptions('apt'), partition: 'compute', spot: false })],
])('%s does not let its logs grow without end', (_, plan) => {
  const files = steps(plan).flatMap((step) => (step.kind === 'files' ? [...step.files] : []));
  const rotation = files.find((file) => file.path === '/etc/logrotate.d/terrane')?.text;
  expect(rotation).toMatch(/^\/var\/log\/terrane\/\*\.log .*\{\n[\s\S]*maxsize 10M\n[\s\S]*\}\n$/);
});

test('only nodes are told the address of the head: people may wait for DNS', () => {
  const kinds = steps(loginPlan(loginOptions('apt'))).map((step) => step.kind);
  expect(kinds).not.toContain('headName');
});

describe('a node is surely ready', () => {
  test('after its launch and the budgets of its phases', () => {
    const plan = computePlan(computeOptions('apt'));
    expect(budgetSeconds(plan)).toBeGreaterThan(RESUME_TIMEOUT_SECONDS);
    expect(readySeconds(plan)).toBe(LAUNCH_SECONDS + budgetSeconds(plan));
  });

  test('not before a slow mirror has given it what the least boot needs', () => {
    expect(readySeconds({ role: 'compute', packages: 'apt', phases: [] })).toBe(RESUME_TIMEOUT_SECONDS);
  });
});

test('a login node waits longer for the controller than a head needs to start it', () => {
  const step = steps(loginPlan(loginOptions('apt'))).find((each) => each.kind === 'slurmClient');
  expect(step).toMatchObject({ waitSeconds: 840 });
});

test('the budget of a plan is the sum of its phases', () => {
  expect(
    budgetSeconds({
      role: 'head',
      packages: 'apt',
      phases: [
        { name: 'a', budgetSeconds: 2, steps: [] },
        { name: 'b', budgetSeconds: 3, steps: [] },
      ],
    }),
  ).toBe(5);
});
