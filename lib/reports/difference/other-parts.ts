import type {
  BalancerPart,
  BudgetPart,
  DnsRecordPart,
  DnsZonePart,
  GatePart,
  IdentityPart,
  NetworkPart,
  OutputPart,
  PlacementGroupPart,
  PublicAddressPart,
  SecurityGroupPart,
  StoreEndpointPart,
  SubnetPart,
  TopicPart,
} from '../../blueprint';
import { type Around, always, type KindMeaning, type Meaning, meaning, partitionsOf } from './meaning';

const TEXT = always('in-place', 'A text for people.');
const unused = (what: string) => () => meaning('in-place', `${what} is no longer needed, and is deleted.`);
const made = (what: string) => () => meaning('in-place', `${what} is made.`);

/** Nodes were launched by the head: no engine knows them, and what they are in cannot go while they are in it. */
function holdsNodes(what: string, fleets: readonly string[], { before }: Around): Meaning {
  const names = fleets.flatMap((fleet) => partitionsOf(fleet, before));
  const where = names.length === 0 ? 'machines' : `nodes of ${names.join(', ')}`;
  return meaning(
    'node-replacement',
    `${what} is another one, and the former cannot be deleted while ${where} are in it: they have to go first.`,
    'Drain the partitions and wait until their nodes have gone home; then deploy.',
  );
}

const fleetsIn = (subnet: string, { before }: Around): string[] =>
  before.partsOf('fleet').flatMap(({ id, subnets }) => (subnets.includes(subnet) ? [id] : []));

const allFleets = ({ before }: Around): string[] => before.partsOf('fleet').map(({ id }) => id);

const networkReplaced = (_: NetworkPart, around: Around): Meaning =>
  holdsNodes('The network', allFleets(around), around);
export const NETWORK: KindMeaning<NetworkPart> = {
  title: () => 'network',
  properties: { existingId: (_, { was }, around) => networkReplaced(was, around) },
  added: made('A network'),
  removed: networkReplaced,
  replaced: networkReplaced,
};

const subnetReplaced = ({ id }: SubnetPart, around: Around): Meaning => {
  const fleets = fleetsIn(id, around);
  return fleets.length === 0
    ? meaning('in-place', 'The subnet is another one; what is in it is said there.')
    : holdsNodes(`Subnet ${id}`, fleets, around);
};
export const SUBNET: KindMeaning<SubnetPart> = {
  title: ({ id }) => `subnet ${id}`,
  properties: {
    reach: always(
      'interruption',
      'Its ways to other networks change: connections of machines in it are cut.',
      'Deploy it when little runs.',
    ),
    regional: always('in-place', 'It lies in all zones, or in one.'),
    network: (_, { was }, around) => subnetReplaced(was, around),
  },
  added: (part) => meaning('in-place', `Subnet ${part.id} is made.`),
  removed: subnetReplaced,
  replaced: subnetReplaced,
};

const gap = (what: string) => () => meaning('in-place', `${what} is another one; for a moment the other way is taken.`);
export const STORE_ENDPOINT: KindMeaning<StoreEndpointPart> = {
  title: () => 'way to the object store',
  properties: { subnets: always('in-place', 'It serves other subnets.') },
  added: made('A private way to the object store'),
  removed: unused('The private way to the object store'),
  replaced: gap('The private way to the object store'),
};

const fleetsWith = (group: string, { before }: Around): string[] =>
  before.partsOf('fleet').flatMap(({ id, securityGroups }) => (securityGroups.includes(group) ? [id] : []));
const groupReplaced = ({ id }: SecurityGroupPart, around: Around): Meaning => {
  const fleets = fleetsWith(id, around);
  return fleets.length === 0
    ? meaning('in-place', 'The group is another one, and machines are put into it while they run.')
    : holdsNodes(`Group ${id}`, fleets, around);
};
export const SECURITY_GROUP: KindMeaning<SecurityGroupPart> = {
  title: ({ id }) => `security group ${id}`,
  properties: { description: TEXT },
  added: made('A security group'),
  removed: groupReplaced,
  replaced: groupReplaced,
};

const actors = (identity: string, { before }: Around): string[] =>
  before.partsOf('fleet').flatMap((fleet) => (fleet.identity === identity ? [fleet.id] : []));
const identityReplaced = ({ id }: IdentityPart, around: Around): Meaning => {
  const names = actors(id, around).flatMap((fleet) => partitionsOf(fleet, around.before));
  return names.length === 0
    ? meaning('in-place', 'What programs act as is exchanged while they run.')
    : meaning(
        'node-replacement',
        `What programs on nodes of ${names.join(', ')} act as is deleted: those that run may do nothing in the cloud any more.`,
        'Drain the partitions and wait until their nodes have gone home; then deploy.',
      );
};
export const IDENTITY: KindMeaning<IdentityPart> = {
  title: ({ id }) => `identity ${id}`,
  properties: { description: TEXT },
  added: made('An identity'),
  removed: identityReplaced,
  replaced: identityReplaced,
};

const near = (group: string, { before }: Around): string[] =>
  before.partsOf('fleet').flatMap((fleet) => (fleet.placementGroup === group ? [fleet.id] : []));
const placementReplaced = ({ id }: PlacementGroupPart, around: Around): Meaning =>
  holdsNodes('The placement group', near(id, around), around);
export const PLACEMENT_GROUP: KindMeaning<PlacementGroupPart> = {
  title: ({ id }) => `placement group ${id}`,
  properties: { strategy: (_, { was }, around) => placementReplaced(was, around) },
  added: made('A placement group'),
  removed: placementReplaced,
  replaced: placementReplaced,
};

const waitsInVain = (): Meaning =>
  meaning(
    'head-replacement',
    'The deployment would wait again for a head that is ready, and a running head does not say it twice.',
    'Deploy it together with what replaces the head.',
  );
export const GATE: KindMeaning<GatePart> = {
  title: () => 'waiting for the head',
  properties: { timeoutMinutes: always('in-place', 'It counts when a head is made.') },
  added: made('A gate'),
  removed: unused('The gate'),
  replaced: waitsInVain,
};

const ADDRESS = 'Tell who keeps the name in DNS, and announce it.';
const addressReplaced = (): Meaning =>
  meaning(
    'interruption',
    'The public address is another one: the name in DNS must follow before people come in again.',
    ADDRESS,
  );
export const PUBLIC_ADDRESS: KindMeaning<PublicAddressPart> = {
  title: () => 'public address',
  properties: { description: TEXT, target: always('interruption', 'It leads to another machine.', 'Announce it.') },
  added: addressReplaced,
  removed: addressReplaced,
  replaced: addressReplaced,
};

const balancerReplaced = (): Meaning =>
  meaning(
    'interruption',
    'The load balancer is another one, with another address: connections end, and the name in DNS must follow.',
    ADDRESS,
  );
export const BALANCER: KindMeaning<BalancerPart> = {
  title: () => 'load balancer',
  properties: {
    description: TEXT,
    certificate: always('in-place', 'New connections have the other certificate.'),
    subnets: always('in-place', 'It stands in other subnets.'),
    securityGroup: always('in-place', 'Who may reach it is said by another group.'),
    healthPath: always('in-place', 'It asks at another place whether the machine is well.'),
    idleSeconds: always('in-place', 'It counts for connections from now on.'),
    logs: always('in-place', 'Requests are noted elsewhere from now on.'),
    target: always('interruption', 'It leads to another machine: connections end.', 'Announce it.'),
    targetPort: always('interruption', 'It leads to another port: connections end.', 'Announce it.'),
  },
  added: balancerReplaced,
  removed: balancerReplaced,
  replaced: balancerReplaced,
};

const zoneReplaced = (): Meaning =>
  meaning(
    'node-replacement',
    'The zone in which machines find the head is another one: those that run look for a name that is gone.',
    'Drain the partitions before.',
  );
export const DNS_ZONE: KindMeaning<DnsZonePart> = {
  title: ({ name }) => `names in ${name}`,
  properties: { network: always('in-place', 'It is asked from another network.') },
  added: made('A zone of names'),
  removed: zoneReplaced,
  replaced: zoneReplaced,
};
export const DNS_RECORD: KindMeaning<DnsRecordPart> = {
  title: ({ name }) => `name ${name}`,
  properties: {
    address: always('in-place', 'The name leads to another address; who asks again finds it.'),
    name: zoneReplaced,
  },
  added: made('A name'),
  removed: zoneReplaced,
  replaced: always('in-place', 'The name is made anew with the same words; for a moment it is not there.'),
};

export const BUDGET: KindMeaning<BudgetPart> = {
  title: () => 'budget',
  properties: {
    usdPerMonth: always('in-place', 'The month goes on being counted, up to another limit.'),
    notifyAtPercent: always('in-place', 'People are told at other parts of the limit.'),
    emails: always('in-place', 'Others are told.'),
    topic: always('in-place', 'What is told at a limit goes elsewhere.'),
    topicAtPercent: always('in-place', 'The use of the cluster ends at another part of the limit.'),
  },
  added: made('A budget'),
  removed: () => meaning('in-place', 'Nobody is told any more of what is spent.'),
  replaced: always('in-place', 'The budget is another one, and counts the month as the former did.'),
};

export const OUTPUT: KindMeaning<OutputPart> = {
  title: ({ name }) => `output ${name}`,
  properties: { value: always('in-place', 'What the deployment prints.') },
  added: made('An output'),
  removed: () => meaning('in-place', 'Who reads this output does not find it any more.'),
  replaced: always('in-place', 'What the deployment prints.'),
};

const topicReplaced = (): Meaning =>
  meaning(
    'interruption',
    'The topic is another one: people confirm their subscriptions again, and programs subscribe again.',
    'Tell who subscribes.',
  );
export const TOPIC: KindMeaning<TopicPart> = {
  title: ({ id }) => `topic ${id}`,
  properties: {
    description: TEXT,
    emails: always('in-place', 'Who is new confirms once; who is no longer named is told nothing.'),
    encryptionKey: always('in-place', 'It counts for messages from now on.'),
  },
  added: made('A topic'),
  removed: topicReplaced,
  replaced: topicReplaced,
};
