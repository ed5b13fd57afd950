import type { ClusterFacts, NotebookFacts } from '../../blueprint';
import { type Meaning, meaning } from './meaning';
import { differences, type PropertyChange } from './properties';

/** A change that no part alone shows. */
export interface FactChange extends PropertyChange {
  /** What it is of, e.g. `partition compute`. */
  readonly title: string;
  readonly means: Meaning;
}

type Say = (change: PropertyChange, was: ClusterFacts) => Meaning;

const now =
  (reason: string): Say =>
  () =>
    meaning('in-place', reason);
const nothing: Say = () => meaning('no-op', 'It is for reports alone.');

/** What changes of a partition mean beside those of its fleet. */
const PARTITION: { readonly [name: string]: Say } = {
  idleMinutes: now('Slurm hears of it within a minute: it counts for nodes that become idle.'),
  priority: now('Slurm hears of it within a minute: it counts for jobs that wait.'),
  timeLimitMinutes: now('Slurm hears of it within a minute: jobs that run keep the limit that they began with.'),
  typical: nothing,
};

/** Said by the fleet, or by parts. */
const SAID_ELSEWHERE = new Set(['name', 'fleet', 'nodes', 'min', 'max']);

const NOTEBOOKS: { readonly [name: string]: Say } = {
  url: (_, was) =>
    interrupted(
      was,
      'The gateway has another name: links, sign-ins and the certificate are those of the former.',
      'Tell people; register the new name with the identity provider.',
    ),
  identity: (_, was) =>
    interrupted(
      was,
      'People sign in otherwise: who they are must be the same names, or they get other homes.',
      'Announce it, and compare the names.',
    ),
  accounts: () =>
    meaning(
      'data-loss',
      'Accounts come from elsewhere, with other uids: files in /home belong to the former ones.',
      'Hand the files over (chown) while nobody is signed in.',
    ),
  onGateway: (_, was) => interrupted(was, 'Sessions run elsewhere: those that are open end.', 'Announce it.'),
  cluster: (_, was) => interrupted(was, 'Sessions run in another cluster: those that are open end.', 'Announce it.'),
  openTo: ({ from, to }, was) =>
    lost(from, to).length === 0
      ? meaning('in-place', 'More addresses may open the gateway.')
      : interrupted(was, `${lost(from, to).join(', ')} may not open the gateway any more.`, 'Announce it.'),
  idleSeconds: (change, was) => sooner(change, was, 'Sessions that nobody has used for so long end.'),
  longestSeconds: (change, was) => sooner(change, was, 'Sessions that are older end.'),
  sessions: now('There is room for another number of sessions.'),
  sizes: now('It counts for sessions that begin; open ones keep what they have.'),
  machines: now('It counts for sessions that begin; open ones keep what they have.'),
  expected: nothing,
  homes: ({ path, from, to }) => homes(path, from, to),
  stores: ({ from, to }, was) =>
    lost(named(from), named(to)).length === 0
      ? meaning('in-place', 'It counts for sessions that begin.')
      : interrupted(was, 'A store that sessions have mounted is no longer there, or elsewhere.', 'Announce it.'),
};

function homes(path: string, from: unknown, to: unknown): Meaning {
  if (path.endsWith('deleteAfterDays') && typeof to === 'number' && (typeof from !== 'number' || to < from))
    return meaning(
      'data-loss',
      `Homes that nobody has used for ${to} days are deleted, after a notice.`,
      'Tell people before, and look who it is: terrane-hub homes.',
    );
  if (path.endsWith('quotaGiB'))
    return meaning('in-place', 'Who has more than the quota keeps it, and writes no more.');
  return meaning('in-place', 'It counts from now on.');
}

function sooner({ from, to }: PropertyChange, was: ClusterFacts, reason: string): Meaning {
  const endless = (value: unknown): number =>
    typeof value === 'number' && value > 0 ? value : Number.POSITIVE_INFINITY;
  return endless(to) < endless(from)
    ? interrupted(was, reason, 'Announce it.')
    : meaning('in-place', 'Sessions may be open longer.');
}

function interrupted({ notebooks }: ClusterFacts, reason: string, remedy: string): Meaning {
  const most = notebooks === undefined ? '' : ` Up to ${notebooks.sessions} sessions are open.`;
  return meaning('interruption', `${reason}${most}`, remedy);
}

const lost = (from: unknown, to: unknown): string[] => list(from).filter((each) => !list(to).includes(each));
const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const named = (stores: unknown): string[] =>
  (Array.isArray(stores) ? stores : []).map(
    (each: { name?: string; address?: string }) => `${each.name} ${each.address}`,
  );

/** What the fleet's work and its stream are, beside parts. */
const STREAMING: { readonly [name: string]: Say } = {
  engine: () =>
    meaning(
      'node-replacement',
      'The fleet works otherwise: what it has under way is not gone on with.',
      'Let it finish before.',
    ),
  source: now('The fleet reads another source, or another piece of it; what is done stays done.'),
  live: now('It counts from the next start of consumers, which go on from their checkpoints.'),
};

const WHOLE: { readonly [name: string]: Say } = {
  archetype: () => meaning('head-replacement', 'It is a system of another kind.'),
  priceBook: nothing,
  quotaVcpus: nothing,
  budgetUsdPerMonth: now('The limit is another one; nothing stops for it.'),
  head: nothing,
  login: nothing,
  mounts: nothing,
  gateways: now('What a gateway in front of it goes by.'),
};

/** Changes of what reports and people see and no part alone shows. */
export function factChanges(was: ClusterFacts, is: ClusterFacts): FactChange[] {
  const common = is.partitions.filter(({ name }) => was.partitions.some((each) => each.name === name));
  const partitions = common.flatMap((each) => {
    const former = was.partitions.find(({ name }) => name === each.name) as (typeof was.partitions)[number];
    return said({ ...former }, { ...each }, `partition ${each.name}`, PARTITION, was);
  });
  return [
    ...partitions,
    ...said({ ...was.notebooks }, { ...is.notebooks }, gatewayTitle(was.notebooks ?? is.notebooks), NOTEBOOKS, was),
    ...said({ ...was.streaming }, { ...is.streaming }, 'fleet', STREAMING, was),
    ...said(rest(was), rest(is), 'declaration', WHOLE, was),
  ];
}

const gatewayTitle = (facts: NotebookFacts | undefined): string => `gateway ${facts?.url ?? ''}`.trim();

function rest({ partitions: _, notebooks: __, streaming: ___, ...others }: ClusterFacts): { [key: string]: unknown } {
  return { ...others };
}

function said(
  was: { readonly [key: string]: unknown },
  is: { readonly [key: string]: unknown },
  title: string,
  say: { readonly [name: string]: Say },
  facts: ClusterFacts,
): FactChange[] {
  return differences(was, is).flatMap((change) => {
    const [name = ''] = change.path.split('.');
    if (SAID_ELSEWHERE.has(name)) return [];
    const means = (say[name] ?? nothing)(change, facts);
    return means.verdict === 'no-op' && say[name] === undefined ? [] : [{ ...change, title, means }];
  });
}
