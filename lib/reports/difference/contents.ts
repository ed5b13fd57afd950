import type { BundlePart, DocumentPart } from '../../blueprint';
import { type Around, always, type KindMeaning, type Meaning, meaning, type Rule } from './meaning';
import { peopleMoved } from './people';
import type { PropertyChange } from './properties';
import { slurmSettings } from './slurm-settings';

const PARTITION_SCRIPT = /^boot\/compute-(.+)\.sh$/;

/** What it means that a file of the bundle is another one, by its path. */
const FILES: readonly (readonly [RegExp, Rule<BundlePart>])[] = [
  [/^boot\/head\.sh$/, (change, _, around) => peopleMoved(change) ?? headBoot(around)],
  [
    /^boot\/login\.sh$/,
    (change) =>
      peopleMoved(change) ??
      meaning('in-place', 'The login node boots by other steps; the running one has them when it is replaced.'),
  ],
  [PARTITION_SCRIPT, (change) => peopleMoved(change) ?? nodesBoot(change)],
  [/^slurm\/slurm\.conf$/, slurmSettings],
  [/^slurm\//, always('in-place', 'The head takes it over within a minute.')],
  [
    /^(terrane_hub|hub|kernels)\//,
    always('in-place', 'The hub is started anew with it; sessions go on, and their proxy with them.'),
  ],
  [
    /^stream\//,
    always('in-place', 'The fleet takes it over: a piece of work that is under way is done again, and counts once.'),
  ],
];

const OTHER = always('in-place', 'The head takes it over within a minute, nodes when they come.');

function headBoot({ before }: Around): Meaning {
  const { notebooks } = before.data.facts;
  return notebooks === undefined
    ? meaning(
        'in-place',
        'The head boots by other steps: a running one has them when it is replaced, and nothing happens to it now.',
        'To have a step at once, on the head: sudo bash /opt/terrane/boot/head.sh --phase PHASE',
      )
    : meaning('in-place', 'The gateway goes through the steps that are its own; sessions go on.');
}

function nodesBoot({ path, from, to }: PropertyChange): Meaning {
  if (from === undefined || to === undefined)
    return meaning('in-place', 'The steps of a partition that comes or goes.');
  const name = PARTITION_SCRIPT.exec(path.replace(/^files\./, ''))?.[1] ?? 'PARTITION';
  return meaning(
    'drain',
    `Nodes of ${name} boot by other steps: those that run have them when they come anew.`,
    `To have it at once: scontrol update nodename=... state=drain reason=update for nodes of ${name}; each goes home when its job ends.`,
  );
}

export const BUNDLE: KindMeaning<BundlePart> = {
  title: () => 'programs and settings',
  properties: {
    files: (change, pair, around) => {
      const path = change.path.replace(/^files\./, '');
      const [, rule] = FILES.find(([form]) => form.test(path)) ?? [undefined, OTHER];
      return rule(change, pair, around);
    },
  },
  added: () => meaning('in-place', 'A bundle is made.'),
  removed: () => meaning('in-place', 'The bundle is no longer needed.'),
  replaced: always('in-place', 'It lies at another place, which the document tells.'),
};

const MOUNTS =
  'A shared folder is another one, or is mounted otherwise. Machines mount when they boot: those that run keep what they have.';

/** What it means that a document says something else, by the first word of what it says. */
const SAYS: { readonly [name: string]: Rule<DocumentPart> } = {
  bundle: always('in-place', 'The head takes the new bundle over within a minute.'),
  volumes: always(
    'head-restart',
    'The head attaches volumes when it boots.',
    'Deploy it together with what replaces the head.',
  ),
  mounts: mountsChanged,
  secrets: always('in-place', 'A secret is added or another one; who needs it reads it when it starts.'),
  head: always('node-replacement', 'Machines look for the head by another name.', 'Drain the partitions before.'),
  cluster: always('node-replacement', 'Machines are of a cluster of another name.', 'Drain the partitions before.'),
};

function mountsChanged({ from, to }: { readonly from: unknown; readonly to: unknown }): Meaning {
  const lost = paths(from).filter(
    ([path, source]) => !paths(to).some(([other, same]) => other === path && same === source),
  );
  if (lost.length === 0) return meaning('drain', MOUNTS, 'Drain the partitions; the head has it when it is replaced.');
  const names = lost.map(([path]) => path).join(', ');
  return meaning(
    'data-loss',
    `${names}: what is there now is no longer found there. It is kept where it is, and not moved.`,
    'Copy it to the new place, or take the change back.',
  );
}

function paths(mounts: unknown): (readonly [path: string, source: string])[] {
  return (Array.isArray(mounts) ? mounts : []).map((each: { path?: string; source?: unknown }) => [
    String(each.path),
    JSON.stringify(each.source),
  ]);
}

export const DOCUMENT: KindMeaning<DocumentPart> = {
  title: ({ description }) => `document (${description})`,
  properties: {
    description: always('in-place', 'A text for people.'),
    name: always(
      'head-replacement',
      'Machines look for the document under another name, which they learn when they boot.',
      'Keep the name of the cluster.',
    ),
    content: (change, pair, around) => {
      const [, name = ''] = change.path.split('.');
      const rule = SAYS[name] ?? (pair.is.name.endsWith('/cluster') ? AT_BOOT : AT_LAUNCH);
      return rule(change, pair, around);
    },
  },
  added: () => meaning('in-place', 'A document is made.'),
  removed: () => meaning('in-place', 'The document is no longer read.'),
  replaced: always('in-place', 'It is made anew under the same name; who reads it in between tries again.'),
};

const AT_LAUNCH = always('in-place', 'The head reads it when it launches a node.');
const AT_BOOT = always('in-place', 'Machines read it when they need it; nothing is interrupted.');
