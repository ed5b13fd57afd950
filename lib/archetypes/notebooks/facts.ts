import type { NotebookFacts, SessionSizeFacts } from '../../blueprint';
import { fleetOf, machineOf } from '../hpc/parts';
import type { Problems } from '../problems';
import { planNodes } from './capacity';
import { directoryTitle } from './directory';
import type { ExpectedPeople } from './props';
import { sharesFacts } from './shares';
import type { PlannedSize } from './sizes';
import { storageFacts } from './storage-facts';
import { type PlannedGateway, roomForAll } from './told';

const KEYS: readonly (keyof ExpectedPeople)[] = ['users', 'together', 'typical', 'hoursPerUserMonth', 'homeSize'];
const MOST_USERS = 100_000;
/** Two lectures of two hours a week, and as much again. */
const HOURS_A_MONTH = 20;
const HOURS_OF_A_MONTH = 744;

/** What reports and rules are to know of a gateway. */
export function notebookFacts(planned: PlannedGateway, problems: Problems): NotebookFacts {
  const { props, identity, policy, sizes, accounts } = planned;
  const expected = planExpected(props.expected, problems);
  return {
    url: `https://${props.host}`,
    identity: identity.title,
    ...(accounts.kind === 'directory' ? { accounts: directoryTitle(accounts) } : {}),
    onGateway: props.sessions.kind === 'gateway',
    ...(planned.front === undefined ? {} : { cluster: planned.front.clusterName }),
    openTo: [...planned.entrance.from],
    idleSeconds: policy.idleSeconds,
    longestSeconds: policy.longestSeconds,
    sessions: roomForAll(planned),
    sizes: sizes.map((size) => sizeFacts(size, expected?.together)),
    ...machineFacts(planned),
    ...sharesFacts(planned),
    ...(expected === undefined ? {} : { expected }),
    ...storageFacts(planned),
  };
}

function machineFacts({ machines }: PlannedGateway): Pick<NotebookFacts, 'machines'> {
  if (machines === undefined) return {};
  const { offers, request, longestMinutes, tunnel, network } = machines;
  return {
    machines: {
      offers: offers.map(({ name, usdPerHour }) => ({ name, usdPerHour: usdPerHour ?? null })),
      request,
      longestMinutes,
      tunnel,
      ...(network === undefined ? {} : { network: network.id }),
    },
  };
}

function planExpected(props: ExpectedPeople | undefined, problems: Problems): NotebookFacts['expected'] {
  if (props === undefined) return undefined;
  problems.onlyKeys('expected', props, KEYS);
  const users = problems.integer('expected.users', props.users, { min: 1, max: MOST_USERS, unit: 'people' }, 1);
  const together = problems.integer(
    'expected.together',
    props.together,
    { min: 1, max: users * 10, unit: 'sessions' },
    users,
  );
  const typical = problems.integer(
    'expected.typical',
    props.typical,
    { min: 0, max: together, unit: 'sessions' },
    Math.ceil(together / 4),
  );
  const hours = props.hoursPerUserMonth ?? HOURS_A_MONTH;
  if (!(hours >= 0 && hours <= HOURS_OF_A_MONTH))
    problems.error(
      'number-out-of-range',
      'expected.hoursPerUserMonth',
      `given ${hours}; a month has ${HOURS_OF_A_MONTH} hours at most.`,
    );
  const homeGiB = problems.known('expected.homeSize', props.homeSize) ? props.homeSize.toGibibytes() : undefined;
  return { users, together, typical, hoursPerUserMonth: hours, ...(homeGiB === undefined ? {} : { homeGiB }) };
}

function sizeFacts(size: PlannedSize, together: number | undefined): SessionSizeFacts {
  const { room, capacity, cpus, memoryGiB, gpus, name, groups, until } = size;
  const perMachine = capacity.sessions / room.nodes;
  return {
    name,
    cpus,
    memoryGiB,
    gpus,
    ...(groups.length === 0 ? {} : { groups }),
    ...(until === undefined ? {} : { until }),
    machine: room.machine.name,
    part: room.partition === undefined ? machineOf('head') : fleetOf(room.partition),
    machines: room.nodes,
    perMachine: Math.floor(perMachine),
    ...capacity,
    cpuOvercommit: room.cpuOvercommit ?? 1,
    ...(together === undefined ? {} : { needed: planNodes(together, room, { cpus, memoryGiB, gpus }) }),
  };
}
