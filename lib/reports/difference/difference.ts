import type { Blueprint } from '../../blueprint';
import { blueprintDifference } from './blueprint-difference';
import { type Change, type Difference, isRefused } from './change';
import { engineSays } from './engine-verdict';
import { ofNone } from './owners';
import type { ResourceChange } from './resource-change';
import { compareVerdicts, harshest } from './verdict';
import { wholeConstruct } from './whole-construct';

/**
 * What changes between two synths, and what it does to those who use what is deployed.
 *
 * @param resources what the engines do; without them the harshest is said of each part that differs, as no engine was asked
 */
export function difference(
  before: readonly Blueprint[],
  after: readonly Blueprint[],
  resources?: readonly ResourceChange[],
): Difference {
  const is = new Map(after.map((each) => [each.data.path, each]));
  const was = new Map(before.map((each) => [each.data.path, each]));
  const changes = [
    ...before.flatMap((each) => {
      const other = is.get(each.data.path);
      return other === undefined ? [] : blueprintDifference({ before: each, after: other }, resources);
    }),
    ...before
      .filter(({ data }) => !is.has(data.path))
      .flatMap((each) => wholeConstruct('removed', each, resources, after)),
    ...after
      .filter(({ data }) => !was.has(data.path))
      .flatMap((each) => wholeConstruct('added', each, resources, before)),
    ...ofNone(resources ?? [], [...before, ...after]).map(foreign),
  ];
  const sorted = changes
    .map((change, index) => ({ change, index }))
    .sort((one, other) => compareVerdicts(other.change.verdict, one.change.verdict) || one.index - other.index)
    .map(({ change }) => change);
  const refused = new Set(sorted.filter(isRefused).map(({ construct, part }) => `${construct} ${part}`));
  return { verdict: harshest(sorted.map(({ verdict }) => verdict)), changes: sorted, refused: refused.size };
}

/** A resource that Terrane has not made: what it holds is not known. */
function foreign(resource: ResourceChange): Change {
  const { action, address, type, stack, holdsNothing, keepsFormer } = resource;
  const goes = action !== 'create' && action !== 'update';
  const lost = goes && !holdsNothing;
  const kept = keepsFormer ? ' The former one is kept.' : '';
  return {
    construct: stack,
    part: address,
    what: `${type} ${address}`,
    path: '',
    from: null,
    to: null,
    verdict: lost ? 'data-loss' : goes ? 'interruption' : 'in-place',
    reason: lost
      ? `It is not Terrane's, and what it holds is not known here.${kept}`
      : goes
        ? 'It holds nothing of people or programs; who uses it meanwhile is interrupted.'
        : "It is not Terrane's.",
    remedy: goes ? 'Look what it is for before it is deployed.' : null,
    engine: engineSays([resource]),
  };
}
