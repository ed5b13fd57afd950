import { Annotations, Aspects, TerraformBackend, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Blueprint } from '../../blueprint';
import { type Finding, formatFinding } from '../../errors';

const CODE = 'state-unlocked';

type Settings = { readonly [key: string]: unknown };

/** Settings of a backend any of which makes it lock; other backends lock by themselves, or are of one machine. */
const LOCKS: { readonly [backend: string]: readonly string[] } = {
  s3: ['use_lockfile', 'dynamodb_table'],
  http: ['lock_address'],
};

/** Warns, when the app is synthesised, of stacks of a construct whose state two people could write at the same time. */
export function warnOfUnlockedState(
  construct: Construct,
  { data }: Blueprint,
  others: readonly TerraformStack[],
): void {
  if (data.acknowledged.some(({ code, reason }) => code === CODE && reason.trim() !== '')) return;
  const stacks = [TerraformStack.of(construct), ...others];
  // Not before: the backend may be named after the construct.
  Aspects.of(construct).add({
    visit(node) {
      if (node !== construct) return;
      for (const finding of stacks.flatMap((stack) => unlocked(stack, construct.node.path)))
        Annotations.of(construct).addWarning(formatFinding(finding));
    },
  });
}

function unlocked(stack: TerraformStack, path: string): Finding[] {
  const [kind = 'local', settings = {}] = backendOf(stack);
  const locks = LOCKS[kind] ?? [];
  if (locks.length === 0 || locks.some((key) => isSet(settings[key]))) return [];
  const message = `the ${kind} backend of stack '${stack.node.id}' has none of ${locks.join(', ')}: two runs at the same time overwrite each other's state. Give ${locks[0]}, e.g. backend.addOverride('${locks[0]}', ${kind === 's3' ? 'true' : "'https://...'"}).`;
  return [{ code: CODE, level: 'warning', path: `${path}: backend`, message }];
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== false && value !== '';
}

/** Kind and settings of a stack's backend, with what the stack says over it; none where none is named. */
function backendOf(stack: TerraformStack): [string, Settings] | [] {
  const backend = stack.node.findAll().find((each) => TerraformBackend.isBackend(each));
  if (backend === undefined) return [];
  const { terraform } = (backend as TerraformBackend).toTerraform();
  const [entry] = Object.entries<Settings>(terraform.backend);
  if (entry === undefined) return [];
  const [kind, settings] = entry;
  // Private, and nothing else tells.
  const over = (stack['rawOverrides'] as { terraform?: { backend?: { [kind: string]: Settings } } }).terraform;
  return [kind, { ...settings, ...over?.backend?.[kind] }];
}
