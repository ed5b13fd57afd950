import { didYouMean } from '../../errors';
import { heldBy, isBlock } from '../../units/addresses';
import { ReachError } from './error';
import type { Exposure } from './exposure';

/** Something that may be exposed: a part; on some ports; to some blocks. What is not said is any. */
export interface Allowance {
  readonly part: string;
  readonly ports?: { readonly first: number; readonly last: number };
  readonly from?: string;
}

const FORM = /^([^:@\s]+)(?::(\d{1,5})(?:-(\d{1,5}))?)?(?:@(\S+))?$/;
const EXAMPLE =
  'Write a part, and where it is meant narrower a port and a block: head, head:443, head:443@192.0.2.0/24.';

/**
 * An exposure that is wanted, from `PART`, `PART:PORT`, `PART:PORT-PORT`, each with `@BLOCK` or without.
 *
 * @throws ReachError where the text has another form
 */
export function parseAllowance(text: string): Allowance {
  const [, part, first, last, from] = FORM.exec(text) ?? [];
  if (part === undefined || (from !== undefined && !isBlock(from)))
    throw new ReachError('bad-allowance', `given '${text}'. ${EXAMPLE}`);
  const ports = first === undefined ? {} : { ports: { first: Number(first), last: Number(last ?? first) } };
  return { part, ...ports, ...(from === undefined ? {} : { from }) };
}

/** Exposures that no allowance names; what an allowance names in part only (some ports, some blocks) is not named. */
export function beyond(exposures: readonly Exposure[], allowances: readonly Allowance[]): Exposure[] {
  return exposures.flatMap((exposure) => {
    const open = exposure.from.filter((block) => !allowances.some((each) => allows(each, exposure, block)));
    return open.length === 0 ? [] : [{ ...exposure, from: open }];
  });
}

/**
 * Refuses an allowance for a part that is not there: it was misspelt, or the part is gone and the allowance should be.
 *
 * @throws ReachError with the nearest name
 */
export function refuseUnknown(allowances: readonly Allowance[], known: readonly string[]): void {
  for (const { part } of allowances)
    if (!known.includes(part))
      throw new ReachError(
        'unknown-name',
        `no part is called '${part}'.${didYouMean(part, known)} There are ${known.join(', ')}.`,
      );
}

function allows({ part, ports, from }: Allowance, exposure: Exposure, block: string): boolean {
  if (part !== exposure.part) return false;
  if (ports !== undefined && !isWithin(exposure.ports, ports)) return false;
  return from === undefined || heldBy(block, from) === 'all';
}

function isWithin(inner: Exposure['ports'], outer: NonNullable<Exposure['ports']>): boolean {
  return inner !== undefined && inner.first >= outer.first && inner.last <= outer.last;
}
