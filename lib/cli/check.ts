import type { Finding } from '../errors';
import { type Acknowledged, reviewBlueprint } from '../rules';
import type { Found } from './find';
import { catalogueOf, load } from './load';
import { EXIT, type Surroundings } from './streams';
import { table } from './table';

export interface CheckOptions {
  readonly json?: boolean;
}

/** Findings of every blueprint; ends with 1 where one is an error. */
export async function check(
  folder: string | undefined,
  options: CheckOptions,
  surroundings: Surroundings,
): Promise<number> {
  const found = await load(folder, surroundings);
  const reviews = found.map((each) => ({ each, ...reviewBlueprint(each.blueprint, catalogueOf(each)) }));
  const findings = reviews.flatMap((review) => review.findings);
  const acknowledged = reviews.flatMap((review) => review.acknowledged);
  surroundings.out(
    options.json === true ? asJson(found, findings, acknowledged) : asText(found, findings, acknowledged),
  );
  return findings.some(({ level }) => level === 'error') ? EXIT.errors : EXIT.fine;
}

function asJson(found: readonly Found[], findings: readonly Finding[], acknowledged: readonly Acknowledged[]): string {
  const blueprints = found.map(({ blueprint, places }) => {
    return { name: blueprint.data.name, path: blueprint.data.path, places };
  });
  const accepted = acknowledged.map(({ finding, reason }) => ({ ...finding, reason }));
  return `${JSON.stringify({ blueprints, findings, acknowledged: accepted }, null, 2)}\n`;
}

function asText(found: readonly Found[], findings: readonly Finding[], acknowledged: readonly Acknowledged[]): string {
  const names = found.map(({ blueprint }) => blueprint.data.path).join(', ');
  const sections = [
    ...(findings.length === 0 ? [] : [findingsTable(findings)]),
    ...(acknowledged.length === 0 ? [] : [acknowledgedTable(acknowledged)]),
    `${names}: ${countFindings(findings, acknowledged)}`,
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Findings as a table, in two lines each: where and which, then what. */
export function findingsTable(findings: readonly Finding[]): string {
  const rows = findings.map(({ level, code, path, message }) => [level, `${path}\n[${code}]\n${message}`]);
  return table([{ title: 'level' }, { title: 'finding', fill: true }], rows);
}

function acknowledgedTable(acknowledged: readonly Acknowledged[]): string {
  const rows = acknowledged.map(({ finding, reason }) => [
    'accepted',
    `${finding.path}\n[${finding.code}]\n${finding.message}\nReason given: ${reason}`,
  ]);
  return table([{ title: 'level' }, { title: 'acknowledged', fill: true }], rows);
}

/** e.g. `no errors, 1 warning, 2 acknowledged` */
export function countFindings(findings: readonly Finding[], acknowledged: readonly Acknowledged[]): string {
  const count = (level: Finding['level']): string => {
    const number = findings.filter((finding) => finding.level === level).length;
    return `${number === 0 ? 'no' : number} ${level}${number === 1 ? '' : 's'}`;
  };
  const accepted = acknowledged.length === 0 ? '' : `, ${acknowledged.length} acknowledged`;
  return `${count('error')}, ${count('warning')}${accepted}`;
}
