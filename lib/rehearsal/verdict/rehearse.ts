import type { Report } from '../control/types';
import { type DeployOptions, deploy, destroyAll, type Kept, providersOf, type Source, secondPlans } from '../deploy';
import { settled } from '../hosts/watch';
import type { Running } from '../life/running';
import { type Progress, secondsSince } from '../progress';
import { destroyChecks, hostsCheck, planChecks, providerChecks, reportChecks } from './checks';
import { type Check, slurmChecks } from './self-test';

/** What a whole rehearsal found. */
export interface Verdict {
  readonly passed: boolean;
  readonly checks: readonly Check[];
  /** How long each step took, in the order in which they were done. */
  readonly steps: readonly { readonly name: string; readonly seconds: number }[];
}

export interface RehearseOptions extends DeployOptions {
  /** What was deployed is left as it is. */
  readonly keep?: boolean;
  readonly progress: Progress;
}

/** Longest wait for boots; a boot ends by itself long before. */
const BOOT_SECONDS = 900;
/** An instance takes some seconds to end after the call. */
const ENDING_SECONDS = 20;

/** Deploys, waits for boots, tests, destroys, and judges. What fails is in the verdict, not thrown. */
export async function rehearse(running: Running, source: Source, options: RehearseOptions): Promise<Verdict> {
  const { progress } = options;
  const checks: Check[] = [];
  const steps: { name: string; seconds: number }[] = [];
  const step = async (name: string, work: () => Promise<readonly Check[]>): Promise<boolean> => {
    const began = Date.now();
    progress.now(`${name} ...`);
    try {
      checks.push(...(await work()));
      return true;
    } catch (error) {
      checks.push(failed(name, error));
      return false;
    } finally {
      steps.push({ name, seconds: secondsSince(began) });
    }
  };
  const deployed = await step('deploy', () => deploys(running, source, options));
  await step('boot', () => boots(running));
  if (deployed) {
    await step('self test', async () => slurmChecks(running, (await running.control.status()).hosts));
    await step('second plan', async () => planChecks(await secondPlans(running)));
  }
  await step('report', () => found(running));
  if (options.keep !== true) await step('destroy', () => destroys(running, options));
  const useful = steps.filter(({ name, seconds }) => name !== 'report' && (name !== 'second plan' || seconds > 0.5));
  return { passed: checks.every(({ result }) => result !== 'failed'), checks, steps: useful };
}

async function deploys(running: Running, source: Source, options: RehearseOptions): Promise<Check[]> {
  const deployment = await deploy(running, source, options);
  const sentence = `${deployment.stacks.join(', ')} deployed`;
  return [{ name: 'deploy', result: 'passed', sentence, lines: [] }, ...providerChecks(providersOf(deployment))];
}

async function boots({ control }: Running): Promise<Check[]> {
  await settled(control, BOOT_SECONDS);
  return [];
}

// After the self test: it may have launched hosts.
async function found({ control }: Running): Promise<Check[]> {
  const report = await control.report();
  return [hostsCheck(await control.status(), report), ...reportChecks(report)];
}

// What is left is told also where not all could be destroyed: it may be why.
async function destroys(running: Running, { line }: RehearseOptions): Promise<Check[]> {
  const [kept, mistakes] = await destroyAll(running, line).then(
    (kept): [Kept[], Check[]] => [kept, []],
    (error): [Kept[], Check[]] => [[], [failed('destroy', error)]],
  );
  return [...mistakes, ...destroyChecks(await reportAtTheEnd(running), kept)];
}

async function reportAtTheEnd({ control }: Running): Promise<Report> {
  await settled(control, ENDING_SECONDS).catch(() => undefined);
  return control.report(true);
}

function failed(name: string, error: unknown): Check {
  const [first = '', ...rest] = (error instanceof Error ? error.message : String(error)).split('\n');
  return { name, result: 'failed', sentence: first, lines: rest };
}
