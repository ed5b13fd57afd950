import type { Part } from '../../blueprint';
import { rule } from '../rule';
import { DELETION_POLICY } from '../sources';

/** What people and the scheduler cannot make anew, by part id. */
const KEPT: ReadonlyArray<{ readonly form: RegExp; readonly what: string; readonly property: string }> = [
  { form: /^home(-|$)/, what: 'what people keep in /home', property: 'home.retain' },
  { form: /^state(-|$)/, what: "the scheduler's job records", property: 'head' },
  { form: /^results(-|$)/, what: 'the results', property: 'results' },
];

export const unretainedHome = rule({
  id: 'unretained-home',
  level: 'error',
  title: 'Home, scheduler state and results outlive the cluster',
  why: 'Deleting or replacing a cluster must not delete data that exists nowhere else.',
  remedy: 'Leave retain out, or give true.',
  source: DELETION_POLICY,
  example: {
    on: 'Blueprint',
    bad: "...withPart('fileSystem', 'home', { retain: false })",
    good: "...withPart('fileSystem', 'home', { retain: true })",
  },
  look(blueprint) {
    return blueprint.parts.flatMap((part) => {
      const kept = KEPT.find(({ form }) => form.test(part.id));
      if (kept === undefined || part.retain === true || !storesData(part)) return [];
      const message = `the ${NAMES[part.kind]} '${part.id}' would go with the cluster, and ${kept.what} with it. Keep it: leave retain out, or give true.`;
      return [{ property: kept.property, message }];
    });
  },
});

const NAMES: { readonly [kind: string]: string } = {
  disk: 'volume',
  fileSystem: 'file system',
  bucket: 'bucket',
};

function storesData(part: Part): boolean {
  if (part.kind === 'bucket') return part.existingName === undefined;
  return part.kind === 'disk' || part.kind === 'fileSystem';
}
