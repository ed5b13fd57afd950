import type { NotebookFacts } from '../blueprint';
import type { HomesCost } from '../reports/homes';
import { formatUsd, microUsd } from '../reports/money';
import { grouped } from '../reports/numbers';

/** What becomes of homes, and what they cost; nothing where nothing was said of them. */
export function homesLines({ homes, stores = [] }: NotebookFacts, cost: HomesCost | undefined): string[] {
  return [
    ...(homes === undefined
      ? []
      : [homes.quotaGiB, homes.deleteAfterDays, homes.shared].some(Boolean)
        ? rules(homes)
        : []),
    ...(cost === undefined ? [] : [costLine(cost)]),
    ...stores.map(({ name, address, hours }) => `  ~/${name}: ${address}, by certificates of ${hours} h`),
  ];
}

function rules({ quotaGiB, byKernel, deleteAfterDays, shared }: NonNullable<NotebookFacts['homes']>): string[] {
  const held = byKernel ? 'the file system refuses more' : 'measured, and held when a session starts';
  return [
    ...(quotaGiB === undefined ? [] : [`  a home has ${quotaGiB} GiB: ${held}`]),
    ...(deleteAfterDays === undefined
      ? []
      : [`  a home that nobody comes to for ${deleteAfterDays} days is put aside, and deleted 30 days later`]),
    ...(shared === undefined ? [] : [`  ${shared}, which everybody reads, is 'shared' in each home`]),
  ];
}

function costLine({ people, eachGiB, totalGiB, volumeGiB, usdPerMonth }: HomesCost): string {
  const where = volumeGiB === null ? '' : `, of a volume of ${grouped(volumeGiB)} GiB`;
  const usd = usdPerMonth === null ? 'price not known' : `${formatUsd(microUsd(usdPerMonth))} USD a month`;
  return `  homes: ${grouped(people)} people with ${eachGiB} GiB each, ${grouped(totalGiB)} GiB${where}: ${usd}`;
}
