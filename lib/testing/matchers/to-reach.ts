import type { Protocol } from '../../blueprint/reach';
import { answer, matrix, type Pair, trafficWords } from '../../reports/reach';
import { blueprintOf, type Subject } from '../subject';
import { listed, type Matcher, verdict } from './matcher';

export interface ToReachOptions {
  /** Id of a part, name of a partition, a role, `nodes`, `internet`, or a block of addresses: see `canReach`. */
  readonly from: string;
  readonly to: string;
  readonly port: number;
  /** @default tcp */
  readonly protocol?: Protocol;
  /** Construct path of the declaration that is meant, where a stack or a folder holds several. */
  readonly of?: string;
}

/** Every part that `from` names reaches every part that `to` names; behind `.not`, none reaches any. */
export const toReach: Matcher<[ToReachOptions]> = function (received, { from, to, port, protocol = 'tcp', of }) {
  const blueprint = blueprintOf(received as Subject, of);
  const { extent, pairs } = answer(blueprint, { from, to, port, protocol });
  const question = `${from} to reach ${to} on ${protocol} ${port}`;
  const { path } = blueprint.data;
  // Neither form holds where some do and some do not.
  const pass = extent === 'some' ? this.isNot === true : extent === 'all';
  return verdict(
    pass,
    [
      `expected ${question} in ${path}, but`,
      ...listed(
        pairs
          .filter((pair) => pair.extent !== 'all')
          .map((pair) => `${pair.from} does not reach ${pair.to}: ${pair.obstacles.join('; ')}`),
      ),
      ...open(blueprint, pairs),
      'Rules follow from what is declared: mount what is to be mounted, name who may enter (openTo, access.sshFrom), or open a port of your own by the construct (connections, securityGroups).',
    ],
    [
      `expected ${from} not to reach ${to} on ${protocol} ${port} in ${path}, but`,
      ...listed(pairs.filter((pair) => pair.extent !== 'none').map(reached)),
      'Leave out of the declaration what this is for, or name blocks more narrowly.',
    ],
  );
};

function reached({ from, to, extent, purposes }: Pair): string {
  const some = extent === 'some' ? ', from some addresses,' : '';
  return `${from}${some} reaches ${to}: ${purposes.join('; ') || 'nothing of the cluster is in between'}`;
}

/** What is open instead, so that a wrong port is seen at once. */
function open(blueprint: ReturnType<typeof blueprintOf>, pairs: readonly Pair[]): string[] {
  const conversations = matrix(blueprint).filter((each) =>
    pairs.some(({ from, to }) => from === each.from && to === each.to),
  );
  if (conversations.length === 0) return [];
  const lines = conversations.map(
    (each) => `${each.from} to ${each.to}: ${trafficWords(each)} (${each.purposes.join('; ')})`,
  );
  return ['What is open between them:', ...listed(lines)];
}
