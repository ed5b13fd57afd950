import type { HostStateName, Report, Status } from '../control/types';
import type { Kept, ProviderRun, SecondPlan } from '../deploy';
import { hostWords } from '../hosts/watch';
import { type Check, count } from './self-test';
import { failureLines, grantLines, plainWords } from './words';

const WRONG: readonly HostStateName[] = ['booting', 'failed', 'dead'];

/** Every host that was not stopped is ready, and no boot failed. */
export function hostsCheck({ hosts }: Status, { failures }: Report): Check {
  const wrong = hosts.filter(({ state }) => WRONG.includes(state));
  const ready = count(hosts.filter(({ state }) => state === 'ready').length, 'host');
  if (wrong.length === 0 && failures.length === 0)
    return {
      name: 'hosts',
      result: 'passed',
      sentence: `${ready} ready`,
      lines: hosts.map(bootTime),
    };
  const told = wrong.filter(({ id }) => !failures.some((failure) => failure['id'] === id || failure['host'] === id));
  return {
    name: 'hosts',
    result: 'failed',
    sentence: `${ready} ready, ${count(wrong.length, 'host')} not, ${count(failures.length, 'boot')} failed`,
    lines: [...told.map(hostWords), ...failures.flatMap(failureLines)],
  };
}

function bootTime({ name, id, type, bootSeconds }: Status['hosts'][number]): string {
  const took = typeof bootSeconds === 'number' ? `, ready after ${bootSeconds.toFixed(1)} s` : '';
  return `${name} (${id}${type === undefined ? '' : `, ${type}`})${took}`;
}

/** What networks and policies refused, and what they allow in vain. */
export function reportChecks(report: Report): Check[] {
  return [
    check(
      'flows',
      report.refused.map(plainWords),
      'no traffic was refused',
      'flow',
      'refused: no rule or route lets it through',
    ),
    check(
      'calls',
      report.denied.map(plainWords),
      `${count(report.calls, 'call')} of hosts, none denied`,
      'call',
      "denied by the role's policies",
    ),
    ...notes('unjudged', report.unevaluated.map(plainWords), 'call', 'with policies that the rehearsal cannot judge'),
    ...notes('grants', grantLines(report.unusedGrants), 'statement', 'with grants that no call needed'),
    ...notes('rules', report.unusedRules.map(plainWords), 'rule', 'of security groups that no traffic needed'),
    ...notes(
      'not rehearsed',
      report.notRehearsed.map(plainWords),
      'thing',
      'of the template that the rehearsal did not do as the cloud does',
    ),
    ...troubles(report),
  ];
}

function troubles({ troubles: found }: Report): Check[] {
  if (found.length === 0) return [];
  return [
    check(
      'rehearsal',
      found.map(plainWords),
      '',
      'mistake',
      'of the rehearsal itself: what it says is not to be trusted',
    ),
  ];
}

/** What Terraform would change although nothing has changed. */
export function planChecks(plans: readonly SecondPlan[]): Check[] {
  if (plans.length === 0) return [];
  const changing = plans.filter(({ changes }) => changes !== '');
  if (changing.length === 0)
    return [{ name: 'plan', result: 'passed', sentence: 'a second plan changes nothing', lines: [] }];
  const lines = changing.flatMap(({ stack, changes }) => [
    `${stack}:`,
    ...changes.split('\n').map((line) => `  ${line}`),
  ]);
  return [{ name: 'plan', result: 'note', sentence: 'a second plan would change something', lines }];
}

/** Which providers of a cloud Terraform ran, where one of them only acts as it. */
export function providerChecks(providers: readonly ProviderRun[]): Check[] {
  return providers
    .filter(({ standIn }) => standIn)
    .map(({ provider }) => ({
      name: 'provider',
      result: 'note' as const,
      sentence: `Terraform ran a stand-in of ${provider}, not the provider itself`,
      lines: [],
    }));
}

/** What is left after everything was destroyed. */
export function destroyChecks(report: Report, kept: readonly Kept[]): Check[] {
  const protectedLines = kept.flatMap(({ stack, resources }) => resources.map((resource) => `${stack}: ${resource}`));
  return [
    check(
      'destroyed',
      report.orphans.map(plainWords),
      'no instance outlived what was deployed',
      'orphan',
      'left running',
    ),
    ...notes('kept', protectedLines, 'resource', 'protected from being destroyed'),
  ];
}

function check(name: string, lines: readonly string[], fine: string, what: string, wrong: string): Check {
  if (lines.length === 0) return { name, result: 'passed', sentence: fine, lines };
  return { name, result: 'failed', sentence: `${count(lines.length, what)} ${wrong}`, lines };
}

function notes(name: string, lines: readonly string[], what: string, rest: string): Check[] {
  return lines.length === 0 ? [] : [{ name, result: 'note', sentence: `${count(lines.length, what)} ${rest}`, lines }];
}
