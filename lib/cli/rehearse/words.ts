import {
  type Check,
  count,
  type Finding,
  failureLines,
  grantLines,
  mountWords,
  plainWords,
  type Removed,
  type Report,
  type Running,
  type StandIn,
  type Verdict,
} from '../../rehearsal';
import { table } from '../table';
import { shortOcids } from './ocids';

/** What is not as in the cloud: told at every start. */
export function standInsTable(standIns: readonly StandIn[]): string {
  const rows = standIns.map(({ what, instead }) => [what, instead]);
  return `What differs from the cloud\n${table([{ title: 'what' }, { title: 'here', fill: true }], rows)}\n`;
}

/** What a shell needs so that any tool of AWS talks to the rehearsal. */
export function environmentOf({ endpoint, region }: Running): { readonly [name: string]: string } {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
  };
}

export function upWords(running: Running): string {
  const variables = Object.entries(environmentOf(running)).map(([name, value]) => `${name}=${value}`);
  return [
    `The rehearsal '${running.name}' is up in ${running.region}, account ${running.account}: ${running.endpoint}`,
    'To reach it with other tools:',
    `  export ${variables.join(' ')}`,
    `OCI answers at ${running.oci.endpoint}, in ${running.oci.region} unless what is deployed names another Region.`,
    '',
  ].join('\n');
}

const MARKS: { readonly [result in Check['result']]: string } = { passed: 'ok', failed: 'FAILED', note: 'note' };

/** What these tell is of the engine's tools. */
const IN_FULL = ['deploy', 'destroy', 'plan'];

/** What was looked at, what it rests on where something is wrong, and the verdict. */
export function verdictWords({ passed, checks, steps }: Verdict): string {
  const widest = Math.max(...checks.map(({ name }) => name.length), 0);
  const lines = checks.flatMap(({ name, result, sentence, lines: rest }) => [
    `  ${MARKS[result].padEnd(6)}  ${name.padEnd(widest)}  ${sentence}`,
    ...rest.map((line) => `          ${' '.repeat(widest)}  ${IN_FULL.includes(name) ? line : shortOcids(line)}`),
  ]);
  const failed = checks.filter(({ result }) => result === 'failed').map(({ name }) => name);
  const times = steps.map(({ name, seconds }) => `${name} ${seconds.toFixed(1)} s`).join(', ');
  const verdict = passed ? 'The rehearsal passed' : `The rehearsal failed: ${[...new Set(failed)].join(', ')}`;
  return `${lines.join('\n')}\n\n${verdict} (${times}).\n`;
}

type Lines = (findings: readonly Finding[]) => string[];
type Section = readonly [title: string, findings: readonly Finding[], lines: Lines];

const each =
  (words: (finding: Finding) => string | string[]): Lines =>
  (findings) =>
    findings.flatMap((finding) => words(finding));

/** All that a rehearsal found so far; what it did not find is left out. */
export function reportWords(report: Report): string {
  const sections: readonly Section[] = [
    ['boots that failed', report.failures, each(failureLines)],
    ['refused traffic', report.refused, each(plainWords)],
    ['denied calls', report.denied, each(plainWords)],
    ['calls that could not be judged', report.unevaluated, each(plainWords)],
    ['grants that no call needed', report.unusedGrants, grantLines],
    ['rules of security groups that no traffic needed', report.unusedRules, each(plainWords)],
    ['not rehearsed as the cloud does it', report.notRehearsed, each(plainWords)],
    ['mounts', report.mounts, each(mountWords)],
    ['mistakes of the rehearsal itself', report.troubles, each(plainWords)],
  ];
  const shown = sections.filter(([, findings]) => findings.length > 0);
  const texts = shown.map(([title, findings, lines]) => {
    const indented = lines(findings).map((line) => `  ${shortOcids(line)}`);
    return `${title} (${findings.length})\n${indented.join('\n')}`;
  });
  return `${[...texts, `${count(report.calls, 'call')} of hosts`].join('\n\n')}\n`;
}

const ENDS: { readonly [ended in Removed['ended']]: string } = {
  asked: 'hosts powered off',
  terminated: 'ended by SIGTERM',
  killed: 'ended by SIGKILL',
  before: 'it had ended before',
};

/** What went with a rehearsal. */
export function removedWords({ name, ended, mounts, loops, cgroups, folder }: Removed): string {
  const left = [
    ...(mounts.length > 0 ? [count(mounts.length, 'mount')] : []),
    ...(loops.length > 0 ? [count(loops.length, 'loop device')] : []),
    ...(cgroups.length > 0 ? [count(cgroups.length, 'cgroup folder')] : []),
    ...(folder === undefined ? [] : [folder]),
  ];
  return `${name}: ${ENDS[ended]}${left.length === 0 ? '' : `; removed ${left.join(', ')}`}\n`;
}
