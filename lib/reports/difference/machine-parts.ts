import type { Blueprint, FleetPart, MachinePart } from '../../blueprint';
import {
  type Around,
  always,
  type KindMeaning,
  type Meaning,
  meaning,
  partitionsOf,
  type Rule,
  sessionsOn,
  shrinks,
} from './meaning';

const isHead = (id: string, { data }: Blueprint): boolean => data.facts.head === id;
const isLogin = (id: string, { data }: Blueprint): boolean => data.facts.login === id;

const TITLES = (part: MachinePart, of: Blueprint): string =>
  isHead(part.id, of)
    ? of.data.facts.notebooks === undefined
      ? 'head'
      : 'gateway'
    : isLogin(part.id, of)
      ? 'login node'
      : `machine ${part.id}`;

function replaced(part: MachinePart, { before }: Around): Meaning {
  if (isLogin(part.id, before))
    return meaning(
      'interruption',
      'The login node is another machine: whoever is logged in is cut off, and what is on its own disk is gone. /home and jobs stay.',
      'Announce it.',
    );
  return meaning(
    'head-replacement',
    `It is another machine, which takes the retained volumes over: queue, job records and homes stay.${homesOnHead(before)}${sessionsOn(part.id, before)}`,
    before.data.facts.notebooks === undefined
      ? 'Deploy it when few jobs run.'
      : 'Announce it, and deploy it when few people are there.',
  );
}

// Nodes that have mounted from the former head give way to new ones.
function homesOnHead(of: Blueprint): string {
  return of.partsOf('disk').some(({ id }) => id === 'home') && of.data.facts.partitions.length > 0
    ? ' /home is on it, so that running nodes give way to new ones, and their jobs return to the queue.'
    : '';
}

function restarted(part: MachinePart, { before }: Around): Meaning {
  if (isLogin(part.id, before))
    return meaning(
      'interruption',
      'The login node is stopped and started: whoever is logged in is cut off. /home and jobs stay.',
      'Announce it.',
    );
  return meaning(
    'head-restart',
    `It is stopped and started: queue, data and address stay, jobs that run go on; for some minutes none is submitted or begun.${sessionsOn(part.id, before)}`,
    'Deploy it when nobody submits.',
  );
}

const another: Rule<MachinePart> = (_, { was }, around) => replaced(was, around);
const stopped: Rule<MachinePart> = (_, { was }, around) => restarted(was, around);

export const MACHINE: KindMeaning<MachinePart> = {
  title: TITLES,
  properties: {
    machine: (change, pair, around) =>
      pair.was.machine.arch === pair.is.machine.arch ? stopped(change, pair, around) : another(change, pair, around),
    rootGiB: (change, pair, around) =>
      shrinks(change)
        ? another(change, pair, around)
        : meaning('in-place', 'The root volume grows; the file system on it follows when the machine boots.'),
    userData: (_, pair, around) => {
      const { verdict, remedy } = restarted(pair.was, around);
      return meaning(
        verdict,
        'User data are read by a machine that boots for the first time: this one has them when it is replaced. To have them at hand the cloud stops it and starts it.',
        remedy,
      );
    },
    securityGroups: always('in-place', 'Its groups are exchanged while it runs.'),
    identity: always('in-place', 'What its programs act as is exchanged while it runs.'),
    tags: always('in-place', 'Tags change while it runs.'),
    description: always('in-place', 'A text for people.'),
    after: always('no-op', 'An order of making that has passed.'),
    role: another,
  },
  added: (part, { after }) =>
    meaning('in-place', `${isLogin(part.id, after) ? 'A login node' : 'A machine'} is added.`),
  removed: (part, around) =>
    isLogin(part.id, around.before)
      ? meaning(
          'interruption',
          'The login node is ended: whoever is logged in is cut off.',
          'Announce it; people enter by the head.',
        )
      : replaced(part, around),
  replaced,
  restarted,
};

function names(part: FleetPart, of: Blueprint): string {
  const partitions = partitionsOf(part.id, of);
  return partitions.length === 0 ? `fleet ${part.id}` : `partition ${partitions.join(', ')}`;
}

const atOnce = (part: FleetPart, of: Blueprint): string => {
  const [name = 'PARTITION'] = partitionsOf(part.id, of);
  return `To have it at once: scontrol update nodename=${name}-[1-${part.maxCount}] state=drain reason=update; each node goes home when its job ends.`;
};

// Made by the deployment itself, all at once.
function pooled({ fabric, minCount, maxCount }: FleetPart, { data }: Blueprint): boolean {
  return data.provider === 'oci' && fabric !== undefined && minCount === maxCount;
}

function renewed(part: FleetPart, { before }: Around, what: string): Meaning {
  if (pooled(part, before)) return endedNodes(part, before);
  return meaning(
    'drain',
    `${what} Nodes that run keep what they have until they go home; those that come have the new.`,
    atOnce(part, before),
  );
}

function endedNodes(part: FleetPart, of: Blueprint): Meaning {
  return meaning(
    'node-replacement',
    `The nodes of ${names(part, of)} are made anew, and the jobs on them end.`,
    `Let jobs end before: scontrol update partitionname=${partitionsOf(part.id, of)[0] ?? 'PARTITION'} state=drain`,
  );
}

const fresh =
  (what: string): Rule<FleetPart> =>
  (_, { was }, around) =>
    renewed(was, around, what);

export const FLEET: KindMeaning<FleetPart> = {
  title: names,
  properties: {
    machine: fresh('Nodes are of another machine type, and jobs are placed by what that has.'),
    image: fresh('Nodes boot from another image.'),
    rootGiB: fresh('Root volumes of nodes have another size.'),
    threadsPerCore: fresh('Cores have another number of threads.'),
    userData: fresh('Nodes boot from other user data.'),
    encryptionKey: fresh("Nodes' disks are encrypted by another key."),
    securityGroups: fresh('Nodes are in other groups.'),
    identity: fresh('Programs on nodes act as another identity.'),
    subnets: fresh('Nodes go to other subnets.'),
    placementGroup: fresh('Nodes are placed otherwise to each other.'),
    fabric: fresh('Nodes have other interfaces for tightly coupled work.'),
    pricing: fresh('Nodes are paid otherwise.'),
    publicAddress: fresh('Nodes have other addresses.'),
    role: fresh('Nodes have another role.'),
    tags: always('in-place', 'Nodes that come carry other tags; those that run keep theirs.'),
    alternatives: always('in-place', 'It counts when a node is launched.'),
    stops: always(
      'in-place',
      'What ends the use of the cluster is another limit; a mark of the former counts no longer.',
    ),
    onDemandFallback: always('in-place', 'It counts when a node is launched.'),
    description: always('in-place', 'A text for people.'),
    minCount: (change) =>
      shrinks(change)
        ? meaning('in-place', 'Nodes that are always there become such that go home when they are idle.')
        : meaning('in-place', 'Further nodes come up, which then are always there.'),
    maxCount: (change, { was, is }, { before }) =>
      shrinks(change)
        ? meaning(
            'node-replacement',
            `Slurm no longer knows the nodes above ${is.maxCount}: their machines are ended, and the jobs on them with them.`,
            `Before it: scontrol update nodename=${partitionsOf(was.id, before)[0] ?? 'PARTITION'}-[${is.maxCount + 1}-${was.maxCount}] state=drain reason=update, and wait until they are idle.`,
          )
        : meaning('in-place', 'The head hears of it within a minute; no node has to go.'),
  },
  added: (part, { after }) =>
    meaning('in-place', `${capital(names(part, after))} is added, beside those that there are.`),
  removed: (part, { before }) =>
    meaning(
      'node-replacement',
      `${capital(names(part, before))} is no longer declared: its nodes are ended, and jobs that run or wait in it are lost.`,
      `Before it: scontrol update partitionname=${partitionsOf(part.id, before)[0] ?? 'PARTITION'} state=drain, and wait until it is empty.`,
    ),
  replaced: (part, around) => renewed(part, around, 'What nodes are launched from is another one.'),
};

/** What it means that machines of a fleet, which the deployment itself made, are made anew. */
export function nodesReplaced(part: FleetPart, of: Blueprint): Meaning {
  return endedNodes(part, of);
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
