import { PATHS, type Phase, type Step } from '../../boot';
import type { PlannedGateway } from './told';

const PROGRAM = `${PATHS.bundle}/bin/terrane-hub`;
/** The program stops by itself before systemd would stop it, and goes on where it was. */
const MEASURE_SECONDS = 3600;
const TIDY_SECONDS = 24 * 3600;

/** What machines with sessions need for stores outside. */
export function storePhases({ stores }: PlannedGateway): Phase[] {
  if (stores.length === 0) return [];
  return [{ name: 'stores', budgetSeconds: 120, steps: [{ kind: 'packages', logical: ['storeClient'] }] }];
}

/** What is done about homes while nobody looks. */
export function homeTimers({ homes }: PlannedGateway): Step[] {
  return [
    ...(homes.quotaGiB === undefined
      ? []
      : [timer('terrane-hub-measure', 'measures homes', 'measure', MEASURE_SECONDS)]),
    ...(homes.deleteAfterDays === undefined
      ? []
      : [timer('terrane-hub-tidy', 'puts homes aside that nobody has come to for long', 'tidy', TIDY_SECONDS)]),
  ];
}

// As little in the way of sessions as there is: https://man7.org/linux/man-pages/man1/ionice.1.html
function timer(name: string, description: string, command: string, everySeconds: number): Step {
  return {
    kind: 'timer',
    name,
    description,
    command: `/usr/bin/nice -n 19 /usr/bin/ionice -c 3 ${PROGRAM} ${command}`,
    everySeconds,
  };
}
