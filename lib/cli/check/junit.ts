import type { Finding } from '../../errors';
import { rules } from '../../rules';
import type { Checked } from './result';
import { xml } from './xml';

/**
 * Findings as JUnit's XML, which CI servers show as tests: a suite for each blueprint, a test for each rule and for each
 * finding that is of none. Errors are failed tests; warnings are passed ones that say something, as they do not fail a check.
 */
export function asJunit(checked: readonly Checked[]): string {
  const suites = checked.map(suite);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml('testsuites', { name: 'terrane check' }, suites)}`;
}

function suite({ blueprint, findings, acknowledged }: Checked): string {
  const accepted = acknowledged.map(({ finding }) => finding.code);
  const ids = [...new Set([...rules.map(({ id }) => id), ...findings.map(({ code }) => code)])];
  const cases = ids.map((id) => {
    const own = findings.filter(({ code }) => code === id);
    const reasons = acknowledged.filter(({ finding }) => finding.code === id).map(({ reason }) => reason);
    return testcase(id, blueprint.data.path, own, reasons);
  });
  const failures = ids.filter((id) => findings.some(({ code, level }) => code === id && level === 'error'));
  const skipped = ids.filter((id) => accepted.includes(id) && !findings.some(({ code }) => code === id));
  const counts = { tests: ids.length, failures: failures.length, errors: 0, skipped: skipped.length };
  return xml('testsuite', { name: blueprint.data.path, ...counts }, cases);
}

function testcase(id: string, path: string, findings: readonly Finding[], reasons: readonly string[]): string {
  const errors = findings.filter(({ level }) => level === 'error');
  const doubts = findings.filter(({ level }) => level !== 'error');
  return xml('testcase', { name: id, classname: path }, [
    ...(findings.length === 0 && reasons.length > 0
      ? [xml('skipped', { message: `accepted: ${reasons.join('; ')}` }, [])]
      : []),
    ...errors.map(({ path: at, message }) => xml('failure', { type: id, message: `${at}: ${message}` }, [])),
    ...doubts.map(({ path: at, message }) => xml('system-out', {}, [], `${at}: ${message}`)),
  ]);
}
