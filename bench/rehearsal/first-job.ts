import { resolve } from 'node:path';
import type { Rehearsal } from '../../lib/testing/rehearsal';
import { must, secondsOf, withCloud } from './clouds';
import { type Figures, loadNow } from './figures';

/** The package, from `dist/bench/rehearsal`. */
export const ROOT = resolve(__dirname, '../../..');

const GOAL_SECONDS = 15;

interface Case {
  readonly name: string;
  readonly app: string;
  readonly region: string;
  /** Options of srun for 16 ranks. */
  readonly srun: string;
}

const CASES: readonly Case[] = [
  {
    name: 'mpas-ocean, no node there',
    app: 'node dist/examples/mpas-ocean/small-cdk.js',
    region: 'us-west-2',
    srun: '--nodes=2 --ntasks-per-node=8',
  },
  {
    name: 'cfncluster-mpi, four static nodes',
    app: 'node dist/bench/rehearsal/apps/interactive.js',
    region: 'us-east-1',
    srun: '--nodes=4 --ntasks-per-node=4',
  },
];

/** From the start of `cdk deploy` to the end of a compiled ring over 16 ranks. */
export async function measureFirstJob(figures: Figures, times: number): Promise<void> {
  for (const each of CASES)
    for (let time = 0; time < times; time++)
      await withCloud(each.region, async (cloud) => {
        const load = loadNow();
        const deployed = await secondsOf(() => cloud.deploy({ app: each.app, folder: ROOT }));
        const job = await secondsOf(() => ring(cloud, each.srun));
        figures.add(`cdk deploy to its end: ${each.name}`, 's', deployed, load);
        figures.add(
          `cdk deploy to the end of the first MPI job: ${each.name}`,
          's',
          deployed + job,
          load,
          GOAL_SECONDS,
        );
      });
}

async function ring(cloud: Rehearsal, srun: string): Promise<void> {
  const compile = 'mkdir -p /home/ring && cd /home/ring && mpicc -O2 -o ring /opt/terrane/selftest/ring.c';
  await must(await cloud.host('head'), `${compile} && srun --ntasks=16 ${srun} ./ring`, /^ring: ok, 16 ranks/m);
}
