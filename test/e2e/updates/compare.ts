import type { ResourceAction, ResourceChange } from '../../../lib/reports/difference';

/** What an engine itself does to resources, by address; those that it leaves alone are not among them. */
export interface EngineActions {
  readonly [address: string]: ResourceAction;
}

/** From what is milder to what is harsher. */
const ORDER: readonly ResourceAction[] = ['create', 'update', 'keep', 'delete', 'replace', 'refuse'];

const severity = (action: ResourceAction | undefined): number => (action === undefined ? -1 : ORDER.indexOf(action));

/** Resources that are said to fare better than they do. */
export function milder(actions: EngineActions, said: readonly ResourceChange[]): string[] {
  const ours = new Map(said.map(({ address, action }) => [address, action]));
  return Object.entries(actions)
    .filter(([address, action]) => severity(ours.get(address)) < severity(action))
    .map(([address, action]) => `${address}: ${ours.get(address) ?? 'nothing'} is said, the engine: ${action}`);
}

/**
 * Resources that are said to fare worse than they do: no lie, but of no use. What is said not to be certain is not among them:
 * there another day's deployment may do what this one did not.
 */
export function harsher(actions: EngineActions, said: readonly ResourceChange[]): string[] {
  return said
    .filter(({ address, action, causes }) => {
      const certain = causes.length === 0 || causes.some(({ does, unsure }) => does === action && unsure === undefined);
      return certain && severity(action) > severity(actions[address]);
    })
    .map(({ address, action, causes }) => {
      const why = causes.map(({ property, follows }) => `${property}${follows === undefined ? '' : ` by ${follows}`}`);
      const does = actions[address] ?? 'nothing';
      return `${address}: ${action} is said (${why.slice(0, 3).join(', ')}), the engine: ${does}`;
    });
}
