import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { ResourceAction } from '../../../lib/reports/difference';
import { ROOT, rehearsalPython } from '../support/paths';
import type { EngineActions } from './compare';

/** What CloudFormation has made of a change that was deployed. */
export interface Witnessed {
  /** What became of each resource. */
  readonly actions: EngineActions;
  /** Why it was refused or rolled back; absent where it was not. */
  readonly refused?: string;
}

interface Resources {
  /** Physical by logical id. */
  readonly [logicalId: string]: string;
}

type Answer = { readonly refused: string } | CarriedOut;

interface CarriedOut {
  readonly status: string;
  readonly before: Resources;
  readonly after: Resources;
  readonly updated: readonly string[];
  readonly skipped: readonly string[];
  readonly failures: readonly string[];
}

/** Deploys changes over a base, each from nothing, to the rehearsal's CloudFormation in a process of its own. */
export async function carriedOut(region: string, base: string, changes: readonly string[]): Promise<Witnessed[]> {
  const program = join(__dirname, 'witness.py');
  const env = { ...process.env, PYTHONPATH: join(ROOT, 'runtime', 'rehearsal'), PYTHONDONTWRITEBYTECODE: '1' };
  const { stdout } = await promisify(execFile)(rehearsalPython(), [program, region, base, ...changes], {
    cwd: dirname(program),
    env,
    maxBuffer: 1 << 26,
  });
  const lines = stdout.trimEnd().split('\n');
  return lines.map((line) => witnessed(JSON.parse(line) as Answer));
}

function witnessed(answer: Answer): Witnessed {
  if ('refused' in answer) {
    // So CloudFormation puts it that there is nothing to do.
    const idle = answer.refused === 'No updates are to be performed.';
    return { actions: {}, ...(idle ? {} : { refused: answer.refused }) };
  }
  if (answer.status !== 'UPDATE_COMPLETE')
    return { actions: {}, refused: `${answer.status}: ${answer.failures.join('; ')}` };
  const names = new Set([...Object.keys(answer.before), ...Object.keys(answer.after)]);
  const fates = [...names].map((name) => [name, fateOf(name, answer)] as const);
  return { actions: Object.fromEntries(fates.filter(([, fate]) => fate !== undefined)) as EngineActions };
}

function fateOf(name: string, { before, after, updated, skipped }: CarriedOut): ResourceAction | undefined {
  if (before[name] === undefined) return 'create';
  if (after[name] === undefined) return skipped.includes(name) ? 'keep' : 'delete';
  if (after[name] !== before[name]) return 'replace';
  return updated.includes(name) ? 'update' : undefined;
}
