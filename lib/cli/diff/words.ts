import { type Change, type ChangeVerdict, type Difference, isRefused, VERDICTS } from '../../reports/difference';

/** What is shown. */
export interface Result extends Difference {
  /** The harshest verdict that is allowed. */
  readonly ceiling: ChangeVerdict;
  /** How many changes are above it. */
  readonly above: number;
}

const LABELS: { readonly [V in ChangeVerdict]: string } = {
  'no-op': 'nothing',
  'in-place': 'in place',
  drain: 'drains',
  'head-restart': 'restarts the head',
  interruption: 'interrupts',
  'node-replacement': 'replaces nodes',
  'head-replacement': 'replaces the head',
  'data-loss': 'LOSES DATA',
};

export const labelOf = (verdict: ChangeVerdict): string => LABELS[verdict];

/** Changes that are told together: of one part, with one verdict for one reason. */
export interface Row {
  readonly verdict: ChangeVerdict;
  readonly what: string;
  /** e.g. `rootGiB: 50 -> 80` */
  readonly changes: readonly string[];
  readonly reason: string;
  readonly remedy: string | null;
  /** e.g. `CloudFormation: replace OceanHead21F360F6 (ImageId)` */
  readonly engine: string | null;
}

/** Rows of a construct, harshest first. */
export function rowsOf(changes: readonly Change[]): Row[] {
  const rows = new Map<string, Row>();
  for (const change of changes) {
    const key = JSON.stringify([change.what, change.verdict, change.reason, change.remedy]);
    const known = rows.get(key);
    const said = changeWords(change);
    rows.set(key, {
      verdict: change.verdict,
      what: change.what,
      changes: [...(known?.changes ?? []), ...(said === '' ? [] : [said])],
      reason: change.reason,
      remedy: change.remedy,
      engine: known?.engine ?? engineWords(change),
    });
  }
  return [...rows.values()];
}

function changeWords({ path, from, to }: Change): string {
  if (from === null && to === null) return path;
  if (path === '') return from === null ? `new: ${to}` : `${from}: ${to ?? 'not any more'}`;
  if (from === 'a file' && to === 'a file') return `${path}: other content`;
  return `${path}: ${from ?? 'none'} -> ${to ?? 'none'}`;
}

/** Resources that go, in words; those that are changed in place or made say nothing new. */
function engineWords({ engine }: Change): string | null {
  if (engine === null) return null;
  const going = engine.resources.filter(({ action }) => action !== 'update' && action !== 'create');
  if (going.length === 0) return null;
  const [first] = going as [(typeof going)[number]];
  const because = first.because.length === 0 ? '' : ` (${first.because.slice(0, 2).join(', ')})`;
  const others = going.length === 1 ? '' : `, and ${going.length - 1} more`;
  return `${engine.engine}: ${first.action} ${first.address}${because}${others}${engine.certain ? '' : '; not certain'}`;
}

/** Whether it only follows in place from what others are changed to, or does nothing. */
export function isMinor(change: Change): boolean {
  const { path, from, to, verdict } = change;
  if (isRefused(change)) return false;
  return verdict === 'no-op' || (verdict === 'in-place' && path === '' && from === null && to === null);
}

export function constructsOf(changes: readonly Change[]): string[] {
  return [...new Set(changes.map(({ construct }) => construct))];
}

/** e.g. `1 loses data, 2 drain, 8 in place` */
export function counts(changes: readonly Change[]): string {
  const words = [...VERDICTS].reverse().flatMap((verdict) => {
    const count = changes.filter((change) => change.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${verdict}`];
  });
  return words.join(', ');
}
