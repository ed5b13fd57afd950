import type { Catalogue, MachineCriteria, MachineFacts } from '../../catalogue/facts';
import { didYouMean } from '../../errors';
import type { DesignContext } from '../context';
import type { Problems } from '../problems';
import type { MachineChoice } from './props';

/** The machine that a declaration asks for; after a finding, some machine to go on with. */
export function chooseMachine(
  choice: MachineChoice,
  property: string,
  context: DesignContext,
  problems: Problems,
): MachineFacts {
  const { catalogue } = context;
  if (!problems.known(property, choice)) return anyMachine(catalogue);
  return typeof choice === 'string'
    ? byName(choice, property, catalogue, problems)
    : byQuery(choice.query, property, context, problems);
}

function byName(name: string, property: string, catalogue: Catalogue, problems: Problems): MachineFacts {
  const found = catalogue.machine(name);
  if (found !== undefined) return found;
  const explained = catalogue.explain?.(name);
  const wrong =
    explained === undefined
      ? `, which the ${catalogue.provider} catalogue of ${catalogue.date} does not have.${didYouMean(name, catalogue.names())}`
      : `: ${explained}`;
  problems.error('machine-unknown', property, `given '${name}'${wrong}`);
  return anyMachine(catalogue);
}

function byQuery(
  criteria: MachineCriteria,
  property: string,
  context: DesignContext,
  problems: Problems,
): MachineFacts {
  const found = context.catalogue.cheapest(criteria, context.region);
  if (found !== undefined) return { ...found, asked: criteria };
  problems.error(
    'machine-none-fits',
    property,
    `no machine type of ${context.region ?? context.catalogue.priceRegion} has ${describe(criteria)}. Ask for less, or name a type.`,
  );
  return anyMachine(context.catalogue);
}

function describe(criteria: MachineCriteria): string {
  return Object.entries(criteria)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
}

function anyMachine(catalogue: Catalogue): MachineFacts {
  const machine = catalogue.cheapest({ cores: 1 });
  if (machine === undefined) throw new Error(`the ${catalogue.provider} catalogue has no machine`);
  return machine;
}
