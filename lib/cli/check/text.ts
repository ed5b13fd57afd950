import type { Finding } from '../../errors';
import type { Acknowledged } from '../../rules';
import { table } from '../table';
import type { Checked } from './result';

/** Tables of what was found and of what was accepted, and a line that counts both. */
export function asText(checked: readonly Checked[]): string {
  const names = checked.map(({ blueprint }) => blueprint.data.path).join(', ');
  const findings = checked.flatMap((each) => each.findings);
  const acknowledged = checked.flatMap((each) => each.acknowledged);
  const sections = [
    ...(findings.length === 0 ? [] : [findingsTable(findings)]),
    ...(acknowledged.length === 0 ? [] : [acknowledgedTable(acknowledged)]),
    `${names}: ${countFindings(findings, acknowledged)}`,
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Findings as a table, in two lines each: where and which, then what. */
function findingsTable(findings: readonly Finding[]): string {
  const rows = findings.map(({ level, code, path, message }) => [level, `${path}\n[${code}]\n${message}`]);
  return table([{ title: 'level' }, { title: 'finding', fill: true }], rows);
}

function acknowledgedTable(acknowledged: readonly Acknowledged[]): string {
  const rows = acknowledged.map(({ finding, reason, until }) => [
    'accepted',
    `${finding.path}\n[${finding.code}]\n${finding.message}\nReason given: ${reason}${until === undefined ? '' : ` (until ${until})`}`,
  ]);
  return table([{ title: 'level' }, { title: 'acknowledged', fill: true }], rows);
}

/** e.g. `no errors, 1 warning, 2 acknowledged` */
export function countFindings(findings: readonly Finding[], acknowledged: readonly Acknowledged[]): string {
  const count = (level: Finding['level']): string => {
    const number = findings.filter((finding) => finding.level === level).length;
    return `${number === 0 ? 'no' : number} ${level}${number === 1 || level === 'advice' ? '' : 's'}`;
  };
  const accepted = acknowledged.length === 0 ? '' : `, ${acknowledged.length} acknowledged`;
  const advice = findings.some(({ level }) => level === 'advice') ? `, ${count('advice')}` : '';
  return `${count('error')}, ${count('warning')}${advice}${accepted}`;
}
