/**
 * What a change does to those who use a deployment, mildest first.
 *
 * | verdict | what happens |
 * |---|---|
 * | `no-op` | nothing: the words differ, what they mean does not |
 * | `in-place` | it is changed where it is; nobody has to stop working |
 * | `drain` | running nodes of a partition stay as they are until they go home; those that come are of the new kind |
 * | `head-restart` | the head is stopped and started: queue, data and address stay, nothing is submitted for some minutes |
 * | `interruption` | people lose what they have open: sessions, connections, an address, a subscription |
 * | `node-replacement` | running nodes of a partition are ended or cut off, and the jobs on them with them |
 * | `head-replacement` | the head is another machine; what is retained is attached to it |
 * | `data-loss` | data are gone, or are kept where the deployment does not look for them any more |
 */
export const VERDICTS = [
  'no-op',
  'in-place',
  'drain',
  'head-restart',
  'interruption',
  'node-replacement',
  'head-replacement',
  'data-loss',
] as const;

export type ChangeVerdict = (typeof VERDICTS)[number];

/** Below zero where the first is milder, above where it is harsher. */
export function compareVerdicts(one: ChangeVerdict, other: ChangeVerdict): number {
  return VERDICTS.indexOf(one) - VERDICTS.indexOf(other);
}

export function isHarsher(one: ChangeVerdict, other: ChangeVerdict): boolean {
  return compareVerdicts(one, other) > 0;
}

/** The harshest of them; `no-op` of none. */
export function harshest(verdicts: readonly ChangeVerdict[]): ChangeVerdict {
  return verdicts.reduce((worst, each) => (isHarsher(each, worst) ? each : worst), 'no-op' as ChangeVerdict);
}

export function isVerdict(word: string): word is ChangeVerdict {
  return (VERDICTS as readonly string[]).includes(word);
}
