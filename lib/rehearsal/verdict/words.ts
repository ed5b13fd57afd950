import type { Finding } from '../control/types';

type Words = (finding: Finding) => string;

/** The first of some facts that says something. */
const text = (finding: Finding, ...keys: readonly string[]): string => {
  const value = keys.map((key) => finding[key]).find((each) => each !== undefined && each !== null && each !== '');
  return Array.isArray(value) ? value.join(', ') : String(value ?? '');
};

const times = (finding: Finding): string => {
  const count = Number(finding['count'] ?? 1);
  return count > 1 ? ` (${count} times)` : '';
};

/** Any finding, in a line: its sentence, else its facts. */
export const plainWords: Words = (finding) => {
  const sentence = text(finding, 'sentence');
  if (sentence !== '') return `${sentence}${times(finding)}`;
  return Object.entries(finding)
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => `${key} ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(', ');
};

/** Grants, a line for each statement of a role's policy; with the reason where a rehearsal cannot need it. */
export function grantLines(findings: readonly Finding[]): string[] {
  const actions = new Map<string, string[]>();
  for (const finding of findings) {
    const reason = text(finding, 'reason');
    const start = [text(finding, 'role'), text(finding, 'sid', 'index')].filter((word) => word !== '').join(', ');
    const statement = reason === '' ? start : `${start} (${reason})`;
    actions.set(statement, [...(actions.get(statement) ?? []), text(finding, 'action')]);
  }
  return [...actions].map(([statement, names]) => `${statement}: ${names.join(', ')}`);
}

/** A mounted file system, in a line. */
export const mountWords: Words = (finding) => {
  const [host, target, source] = [text(finding, 'name', 'host'), text(finding, 'target'), text(finding, 'source')];
  return `${host}: ${source} on ${target} (${text(finding, 'type')}: ${text(finding, 'options')})`;
};

/** A boot that failed: the host, the phase and its command, the reason, then the last lines that it wrote. */
export function failureLines(finding: Finding): string[] {
  const host = text(finding, 'name', 'host', 'id');
  const phase = text(finding, 'phase', 'step', 'stage');
  const command = text(finding, 'command');
  const reason = text(finding, 'reason', 'error');
  const tail = finding['tail'];
  const last = Array.isArray(tail) ? tail.map(String) : text(finding, 'tail').split('\n').filter(Boolean);
  return [
    `${host}${phase === '' ? '' : `, phase '${phase}'`}: ${reason === '' ? 'the boot failed' : reason}`,
    ...(command === '' ? [] : [`  command: ${command}`]),
    ...last.map((line) => `  | ${line}`),
  ];
}
