import type { DesignContext } from '../context';
import type { Problems } from '../problems';
import { planAccounts } from './accounts';
import { planEntrance } from './entrance';
import { planEnvironment } from './environment';
import { planFront } from './front/plan';
import { planHomes } from './homes';
import { type PlannedMachines, planMachines } from './machines';
import { offerSizes } from './offer-sizes';
import { onNodes } from './placement';
import { planPolicy } from './policy';
import type { NotebookGatewayProps } from './props';
import { planRooms } from './rooms';
import { type PlannedRoom, type PlannedSize, planSizes } from './sizes';
import { planStores } from './stores';
import type { PlannedGateway } from './told';
import { planIdentity } from './who';

/** A gateway with every default in place. */
export function planGateway(props: NotebookGatewayProps, context: DesignContext, problems: Problems): PlannedGateway {
  const identity = planIdentity(props.identity, problems);
  const { sessions } = props;
  const front = planFront(props, context, problems);
  const rooms = planRooms(sessions, front?.mayUse, context, problems);
  const machines = sessions.kind === 'machines' ? planMachines(props, sessions, context, problems) : undefined;
  const policy = planPolicy(props, machines?.longestMinutes, problems);
  const homes = planHomes(props, problems);
  const sizes = sizesOf(props, machines, rooms, problems);
  return {
    props,
    identity,
    entrance: planEntrance(props, identity, problems),
    rooms,
    sizes,
    policy,
    accounts: planAccounts(props.accounts, onNodes(sessions), problems),
    environment: planEnvironment(props, sizes, problems),
    homes,
    stores: planStores(props, policy, homes, problems),
    ...(front === undefined ? {} : { front }),
    ...(machines === undefined ? {} : { machines }),
  };
}

function sizesOf(
  props: NotebookGatewayProps,
  machines: PlannedMachines | undefined,
  rooms: readonly PlannedRoom[],
  problems: Problems,
): PlannedSize[] {
  if (rooms.length === 0) return [];
  return machines === undefined ? planSizes(props, rooms, problems) : offerSizes(machines, rooms);
}
