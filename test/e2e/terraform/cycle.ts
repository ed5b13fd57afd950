import { join } from 'node:path';
import { added, type Census, type EmulatedCloud } from './emulator';
import { type Actions, StackFolder } from './terraform';

/** A synthesised app, to be carried through its whole life. */
export interface CycleOptions {
  /** The app's output folder; the stacks' backends must be files with paths relative to the stack. */
  readonly outdir: string;
  /** Names of the stacks in the order of their deployment; the last is the cluster's, those before it hold what is retained. */
  readonly stacks: readonly string[];
  readonly emulator: EmulatedCloud;
  /** Synthesises to the same folder again, with a changed declaration. */
  readonly change: () => void;
  /** Synthesises to the same folder again, with a declaration for which machines are made anew. */
  readonly replace?: () => void;
  /** Looks at what is deployed, before anything changes. */
  readonly inspect?: (stacks: readonly StackFolder[]) => Promise<void>;
}

export interface CycleReport {
  readonly outputs: { readonly [name: string]: unknown };
  /** What a second plan of each stack would do: nothing. */
  readonly secondPlans: readonly Actions[];
  /** What the changed declaration does. */
  readonly change: Actions;
  /** What the plans of all stacks would do after the change. */
  readonly plansAfterChange: readonly Actions[];
  /** What the declaration does for which machines are made anew, and what the plans would do after it; empty without one. */
  readonly replacement: Actions;
  readonly plansAfterReplacement: readonly Actions[];
  /** What exists after the cluster's stack is destroyed and did not before. */
  readonly left: Census;
  /** What Terraform says to the destruction of the stacks that hold what is retained. */
  readonly refusals: readonly string[];
}

/** init, apply, outputs, second plan, a change in place, destroy: with the real Terraform and the real provider. */
export async function terraformCycle(options: CycleOptions): Promise<CycleReport> {
  const { emulator, outdir } = options;
  const before = await emulator.census();
  const stacks = options.stacks.map((name) => new StackFolder(join(outdir, 'stacks', name), emulator));
  const cluster = stacks[stacks.length - 1] as StackFolder;
  for (const stack of stacks) {
    await stack.init();
    // It validates first.
    await stack.apply();
  }
  const outputs = await cluster.outputs();
  const secondPlans = await plansOf(stacks);
  await options.inspect?.(stacks);
  options.change();
  const change = await cluster.plan();
  await cluster.applyPlan();
  const plansAfterChange = await plansOf(stacks);
  const { replacement, plansAfterReplacement } = await replaced(options, stacks, cluster);
  await cluster.destroy();
  const left = added(before, await emulator.census());
  const refusals: string[] = [];
  for (const stack of stacks.slice(0, -1)) refusals.push(await stack.refusal('destroy', '-auto-approve'));
  return { outputs, secondPlans, change, plansAfterChange, replacement, plansAfterReplacement, left, refusals };
}

async function replaced({ replace }: CycleOptions, stacks: readonly StackFolder[], cluster: StackFolder) {
  if (replace === undefined) return { replacement: {}, plansAfterReplacement: [] };
  replace();
  const replacement = await cluster.plan();
  await cluster.applyPlan();
  return { replacement, plansAfterReplacement: await plansOf(stacks) };
}

async function plansOf(stacks: readonly StackFolder[]): Promise<Actions[]> {
  const plans: Actions[] = [];
  for (const stack of stacks) plans.push(await stack.plan());
  return plans;
}
