import type { Report, Status } from '../../lib/rehearsal';
import { destroyChecks, hostsCheck, planChecks, reportChecks } from '../../lib/rehearsal/verdict/checks';
import { nodesOfDefault } from '../../lib/rehearsal/verdict/self-test';
import { failureLines, grantLines, mountWords, plainWords } from '../../lib/rehearsal/verdict/words';
import { HEAD, NODE } from './samples';

const STATUS: Status = { name: 'ocean', region: 'r', account: '1', seconds: 1, standIns: [], hosts: [HEAD] };
const CLEAN: Report = {
  refused: [],
  denied: [],
  unevaluated: [],
  unusedGrants: [],
  unusedRules: [],
  notRehearsed: [],
  orphans: [],
  failures: [],
  mounts: [],
  troubles: [],
  calls: 12,
};
const FAILURE = {
  id: NODE.id,
  name: 'compute-1',
  phase: 'join',
  command: 'slurmd -D',
  reason: 'cannot reach head:6817',
  tail: ['one', 'two'],
};

const results = (checks: readonly { name: string; result: string }[]) =>
  Object.fromEntries(checks.map(({ name, result }) => [name, result]));

test('a clean rehearsal passes', () => {
  expect(hostsCheck(STATUS, CLEAN)).toMatchObject({ result: 'passed', sentence: '1 host ready' });
  expect(results(reportChecks(CLEAN))).toEqual({ flows: 'passed', calls: 'passed' });
});

test('a boot that failed shows phase, command, reason and its last lines, once', () => {
  const check = hostsCheck(
    { ...STATUS, hosts: [HEAD, { ...NODE, state: 'failed' }] },
    { ...CLEAN, failures: [FAILURE] },
  );
  expect(check.result).toBe('failed');
  expect(check.lines).toEqual([
    "compute-1, phase 'join': cannot reach head:6817",
    '  command: slurmd -D',
    '  | one',
    '  | two',
  ]);
});

test('a host that is gone after a failed boot still fails', () => {
  expect(hostsCheck(STATUS, { ...CLEAN, failures: [FAILURE] }).result).toBe('failed');
});

test('a host that never became ready is named', () => {
  const { lines } = hostsCheck({ ...STATUS, hosts: [NODE] }, CLEAN);
  expect(lines).toEqual([`compute-1 (${NODE.id}) is booting: mount-home`]);
});

test.each(['refused', 'denied', 'troubles'] as const)('what is %s fails', (key) => {
  const checks = reportChecks({ ...CLEAN, [key]: [{ sentence: 'head may not reach x', count: 3 }] });
  const failed = checks.filter(({ result }) => result === 'failed');
  expect(failed).toHaveLength(1);
  expect(failed[0]?.lines).toEqual(['head may not reach x (3 times)']);
});

test.each([
  ['unevaluated', 'role Head, action s3:GetObject'],
  ['unusedGrants', 'Head: s3:GetObject'],
  ['unusedRules', 'role Head, action s3:GetObject'],
  ['notRehearsed', 'role Head, action s3:GetObject'],
] as const)('%s is worth a note', (key, line) => {
  const checks = reportChecks({ ...CLEAN, [key]: [{ role: 'Head', action: 's3:GetObject', sid: null }] });
  expect(checks.filter(({ result }) => result === 'note')).toMatchObject([{ lines: [line] }]);
  expect(checks.some(({ result }) => result === 'failed')).toBe(false);
});

test('orphans fail, what is protected is noted', () => {
  const kept = [{ stack: 'Data', resources: ['aws_s3_bucket.results'] }];
  expect(results(destroyChecks({ ...CLEAN, orphans: [{ id: 'i-1', name: 'n' }] }, kept))).toEqual({
    destroyed: 'failed',
    kept: 'note',
  });
  expect(results(destroyChecks(CLEAN, []))).toEqual({ destroyed: 'passed' });
});

test('a second plan that changes something is noted, with what', () => {
  expect(planChecks([])).toEqual([]);
  expect(planChecks([{ stack: 'A', changes: '' }])).toMatchObject([{ result: 'passed' }]);
  expect(planChecks([{ stack: 'A', changes: '# x will be updated' }])).toMatchObject([
    { result: 'note', lines: ['A:', '  # x will be updated'] },
  ]);
});

test.each([
  ['PartitionName=a Default=NO TotalNodes=4\nPartitionName=b Default=YES MinNodes=0 TotalNodes=7 State=UP', 7],
  ['PartitionName=a Default=NO TotalNodes=4', 4],
  ['', 0],
])('nodes of the default partition', (text, nodes) => {
  expect(nodesOfDefault(text)).toBe(nodes);
});

test('a finding without a sentence is told by its facts', () => {
  expect(plainWords({ role: 'Head', index: 0, sid: null, list: ['a'] })).toBe('role Head, index 0, list ["a"]');
  expect(failureLines({ host: 'i-1' })).toEqual(['i-1: the boot failed']);
});

test('grants of a statement stand in one line, and a mount has words of its own', () => {
  const grant = { role: 'Head', policy: 'p', sid: 'Sessions', index: 1, action: 'ssm:X', reason: 'a stand-in' };
  const [other, plain] = [
    { ...grant, action: 'ssm:Y' },
    { ...grant, sid: 'Objects', action: 's3:Z', reason: null },
  ];
  expect(grantLines([grant, plain, other])).toEqual([
    'Head, Sessions (a stand-in): ssm:X, ssm:Y',
    'Head, Objects: s3:Z',
  ]);
  const mount = {
    host: 'i-1',
    name: 'c1',
    type: 'nfs4',
    source: 'head:/home',
    target: '/home',
    options: ['rw', 'hard'],
  };
  expect(mountWords(mount)).toBe('c1: head:/home on /home (nfs4: rw, hard)');
});
