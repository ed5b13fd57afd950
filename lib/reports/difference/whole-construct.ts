import type { Blueprint } from '../../blueprint';
import type { Change } from './change';
import { engineSays } from './engine-verdict';
import { HOLDS_DATA, meaningOf } from './kinds';
import { ofConstruct } from './owners';
import type { ResourceChange } from './resource-change';

/** A construct that is in one of the synths alone. */
export function wholeConstruct(
  how: 'added' | 'removed',
  blueprint: Blueprint,
  resources: readonly ResourceChange[] | undefined,
  others: readonly Blueprint[],
): Change[] {
  const { path, facts, name } = blueprint.data;
  const own = [...ofConstruct(resources ?? [], [blueprint]).values()].flat();
  const common = {
    construct: path,
    part: 'declaration',
    what: `${facts.archetype} ${name}`,
    path: '',
    engine: engineSays(own),
  };
  if (how === 'added')
    return [
      {
        ...common,
        from: null,
        to: path,
        verdict: 'in-place',
        reason: 'It is made beside what there is.',
        remedy: null,
      },
    ];
  const heir = others.find(({ data }) => data.facts.archetype === facts.archetype && data.path !== path);
  return [
    {
      ...common,
      from: path,
      to: null,
      verdict: 'data-loss',
      reason: `It is no longer declared: its machines are ended, with all jobs. ${fate(blueprint, own)}`,
      remedy:
        heir === undefined
          ? 'Copy what is needed before.'
          : `If ${heir.data.path} is the same under another id, give it the former id: to the engine another id is another system, with homes of its own.`,
    },
  ];
}

function fate(blueprint: Blueprint, resources: readonly ResourceChange[]): string {
  const data = blueprint.parts.filter(({ kind }) => HOLDS_DATA.has(kind));
  const names = (wanted: boolean): string =>
    data
      .filter(({ retain }) => (retain === true) === wanted)
      .map((part) => meaningOf(part).title(part, blueprint))
      .join(', ');
  const deleted = resources.some(({ action, holdsNothing }) => action === 'delete' && !holdsNothing);
  const kept = names(true);
  if (kept === '') return `With it goes ${names(false)}.`;
  return resources.some(({ engine }) => engine === 'Terraform') && deleted
    ? `Terraform deletes ${kept} as well: their protection goes with their declaration.`
    : `Kept, but no longer attached to anything: ${kept}.`;
}
