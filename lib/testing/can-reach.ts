import type { Protocol } from '../blueprint/reach';
import { answer, ReachError } from '../reports/reach';
import { blueprintOf, type Subject } from './subject';

/**
 * Whether traffic arrives, by the flows that every rule is generated from: the one side may send it and the other may receive it.
 *
 * @param from id of a part that has an address (`head`, `compute-fleet`, `home`), name of a partition, a role, `nodes` for those of
 * every partition, a security group, `internet`, or a block of addresses outside. From and to the internet, a public address or a
 * way out is needed as well; for a block, which may come by a private line, the rules alone count.
 * @param to the same
 * @throws ReachError where a name stands for nothing (with the nearest that does), for something without an address, or for
 * several things of which some are reached and some are not
 */
export function canReach(
  subject: Subject,
  from: string,
  to: string,
  port: number,
  protocol: Protocol = 'tcp',
): boolean {
  const { extent, pairs } = answer(blueprintOf(subject), { from, to, port, protocol });
  if (extent !== 'some') return extent === 'all';
  const words = pairs.map(
    (pair) => `${pair.from} to ${pair.to}: ${pair.extent === 'all' ? 'yes' : 'no'}${why(pair.obstacles)}`,
  );
  throw new ReachError(
    'differs',
    `${from} reaches ${to} on ${protocol} ${port} in part only. Ask for one: ${words.join('; ')}.`,
  );
}

function why(obstacles: readonly string[]): string {
  return obstacles.length === 0 ? '' : ` (${obstacles.join(', ')})`;
}
