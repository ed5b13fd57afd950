import type { Catalogue } from '../../../catalogue/facts';
import { rule } from '../../rule';
import { DECOMMISSION } from '../sources';

export const groupWithoutEnd = rule({
  id: 'group-without-end',
  level: 'warning',
  title: 'What a group has of machines that are paid by the hour has a last day',
  why: "Projects and courses end, and their groups stay in the institution's login: whoever is still in one of them, or is put into it again, goes on starting machines at the project's expense.",
  remedy:
    'Give until, the last day of the project or of the course; for a group that is to stay, acknowledge it with the reason.',
  source: DECOMMISSION,
  example: {
    on: 'NotebookGateway in partitions',
    bad: `sizes: {
    standard: { cpus: 2, memoryGiB: 4 },
    course: { cpus: 4, memoryGiB: 8, groups: ['course-2027'] },
  }`,
    good: `sizes: {
    standard: { cpus: 2, memoryGiB: 4 },
    course: { cpus: 4, memoryGiB: 8, groups: ['course-2027'], until: '2027-06-30' },
  }`,
  },
  look({ data: { facts } }, catalogue) {
    const { notebooks } = facts;
    if (notebooks === undefined || notebooks.onGateway) return [];
    const place = notebooks.machines === undefined ? 'sizes' : 'sessions.offers';
    return notebooks.sizes.flatMap(({ name, groups, until, machine }) =>
      groups === undefined || until !== undefined
        ? []
        : [
            {
              property: `${place}.${name}.until`,
              message: `is not given: members of ${groups.join(', ')} may start a ${machine}${priceOf(machine, catalogue)} for as long as the group is there. Give the project's last day, e.g. 2027-06-30, or acknowledge it with the reason why it has none.`,
            },
          ],
    );
  },
});

function priceOf(machine: string, catalogue: Catalogue): string {
  const hourly = catalogue.onDemand(machine, catalogue.priceRegion);
  return hourly === undefined ? '' : ` for ${hourly} USD an hour (${catalogue.priceRegion})`;
}
