import { setTimeout as pause } from 'node:timers/promises';
import type { Rehearsal, RehearsalHost } from '../../lib/testing/rehearsal';
import { must, secondsOf, withCloud } from './clouds';
import { type Figures, loadNow } from './figures';
import { ROOT } from './first-job';
import { diskMiB, imageMiB, usageOf } from './usage';

const COLD_GOAL_SECONDS = 8;
const IDLE_GOAL_PER_CENT = 5;
const MANY = 8;
const IDLE_SECONDS = 20;
const IDLE_TIMES = 3;

/** A cluster with many nodes: jobs on nodes that must boot first, then what head and nodes cost while they idle. */
export async function measureNodes(figures: Figures, times: number): Promise<void> {
  await withCloud('us-west-2', async (cloud) => {
    await cloud.deploy({ app: 'node dist/examples/mpas-ocean/cdk.js', folder: ROOT });
    const head = await cloud.host('head');
    for (let time = 0; time < times; time++) {
      const load = loadNow();
      const seconds = await secondsOf(() => hostnames(head, 2));
      figures.add('srun over two nodes that boot for it', 's', seconds, load, COLD_GOAL_SECONDS);
      await powerDown(cloud, head);
    }
    const load = loadNow();
    const seconds = await secondsOf(() => hostnames(head, MANY));
    figures.add(`srun over ${MANY} nodes that boot for it`, 's', seconds, load);
    await idle(figures, cloud);
  });
}

async function hostnames(head: RehearsalHost, nodes: number): Promise<void> {
  await must(head, `srun --nodes=${nodes} --ntasks-per-node=1 hostname`, new RegExp(`^(compute-\\d+\\n){${nodes}}$`));
}

// Slurm holds a node back for two minutes that was powered down: the next job gets others.
async function powerDown(cloud: Rehearsal, head: RehearsalHost): Promise<void> {
  const { hosts } = await cloud.status();
  const nodes = hosts.flatMap(({ tags }) => tags?.['terrane:node'] ?? []);
  await must(head, `scontrol update nodename=${nodes.join()} state=power_down_force`, /^$/);
  await cloud.waitFor((status) => status.hosts.length === 1);
}

async function idle(figures: Figures, cloud: Rehearsal): Promise<void> {
  await cloud.settled();
  const who = `head and ${MANY} nodes`;
  for (let time = 0; time < IDLE_TIMES; time++) {
    const [before, load] = [usageOf(cloud.name), loadNow()];
    await pause(IDLE_SECONDS * 1000);
    const after = usageOf(cloud.name);
    const launcher = (100 * (after.launcherCpuSeconds - before.launcherCpuSeconds)) / IDLE_SECONDS;
    const hosts = (100 * (after.hostsCpuSeconds - before.hostsCpuSeconds)) / IDLE_SECONDS;
    figures.add(
      `idle over ${IDLE_SECONDS} s, ${who}: the rehearsal itself`,
      '% of a core',
      launcher,
      load,
      IDLE_GOAL_PER_CENT,
    );
    figures.add(`idle over ${IDLE_SECONDS} s, ${who}: in the hosts`, '% of a core', hosts, load);
  }
  const { launcherMiB, hostsMiB } = usageOf(cloud.name);
  figures.add(`memory, ${who}: the rehearsal itself`, 'MiB', launcherMiB, loadNow());
  figures.add(`memory, ${who}: in the hosts`, 'MiB', hostsMiB, loadNow());
  figures.add(`disk, ${who}`, 'MiB', diskMiB(cloud.name), loadNow());
  figures.add('disk, image of the hosts', 'MiB', imageMiB(cloud.name), loadNow());
}
