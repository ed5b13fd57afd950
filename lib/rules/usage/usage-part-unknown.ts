import { METERS_OF_KIND, TRAFFIC_METERS } from '../../blueprint/usage';
import { didYouMean } from '../../errors';
import { rule } from '../rule';
import { EC2_PRICES } from '../sources';

export const usagePartUnknown = rule({
  id: 'usage-part-unknown',
  level: 'error',
  title: 'What usage speaks of is there, and is counted so',
  why: 'An amount under a name that nothing has would count nowhere: the report would call the use not stated, and its author would think that it was.',
  remedy: 'Take the id of a part as `terrane cost` lists it, and what is counted of its kind.',
  source: EC2_PRICES,
  example: {
    on: 'HpcCluster',
    bad: 'usage: { parts: { result: { stored: Size.gibibytes(500) } } }',
    good: 'usage: { parts: { results: { stored: Size.gibibytes(500) } } }',
  },
  look(blueprint) {
    const { usage } = blueprint.data.facts;
    const places = [
      { at: 'usage', amounts: usage?.amounts ?? {} },
      ...Object.entries(usage?.runs ?? {}).map(([name, run]) => ({
        at: `usage.runs.${name}`,
        amounts: run.amounts ?? {},
      })),
    ];
    const kinds = new Map(blueprint.parts.map(({ id, kind }) => [id, kind]));
    const counted = blueprint.parts.filter(({ kind }) => METERS_OF_KIND[kind] !== undefined).map(({ id }) => id);
    return places.flatMap(({ at, amounts }) =>
      Object.keys(amounts)
        .filter((meter) => !(TRAFFIC_METERS as readonly string[]).includes(meter))
        .flatMap((meter) => {
          const [part = '', field = ''] = meter.split('.');
          const kind = kinds.get(part);
          if (kind === undefined) {
            const message = `no part '${part}'; there are ${counted.join(', ')}.${didYouMean(part, counted)}`;
            return [{ property: `${at}.parts.${part}`, message }];
          }
          const fields: readonly string[] = METERS_OF_KIND[kind] ?? [];
          if (fields.includes(field)) return [];
          const allowed = fields.length === 0 ? 'nothing of it is counted' : `it has ${fields.join(', ')}`;
          const message = `'${part}' is a ${kind}, and ${allowed}.${didYouMean(field, fields)}`;
          return [{ property: `${at}.parts.${part}.${field}`, message }];
        }),
    );
  },
});
