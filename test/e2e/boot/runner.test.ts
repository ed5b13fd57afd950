import { type BootPlan, type Phase, renderScript } from '../../../lib/boot';
import { debian13Root, inDebian13, type Outcome } from '../support/debian13';

const BUILD_MILLISECONDS = 600_000;

beforeAll(() => {
  debian13Root();
}, BUILD_MILLISECONDS);

const run = (...command: string[]) => ({ kind: 'runProgram', command }) as const;
const phase = (name: string, budgetSeconds: number, steps: Phase['steps']): Phase => ({ name, budgetSeconds, steps });
const plan = (role: BootPlan['role'], phases: readonly Phase[]): BootPlan => ({ role, packages: 'apt', phases });

// Stands in for the program that reports: it writes down what it is called with, and of a boot's events all but the time.
const RECORDER = `#!/bin/bash
if [[ $1 == tell ]]; then
  while read -r _ event; do printf 'event %s\\n' "$event" >> /run/calls; done
  printf 'told\\n' >> /run/calls
  exit
fi
printf '%s\\n' "$*" >> /run/calls
`;

/** Boots in a Debian 13 of its own; the output ends with what was reported. */
function boot(given: BootPlan, before = '', node = RECORDER): Outcome {
  const files = { '/opt/terrane/bin/terrane-node': node, '/opt/terrane/boot/head.sh': renderScript(given) };
  return inDebian13(`${before}\nbash /opt/terrane/boot/head.sh; rc=$?\necho CALLS; cat /run/calls; exit $rc`, {
    files,
  });
}

const calls = (outcome: Outcome): string[] => outcome.output.split('CALLS\n')[1]?.trimEnd().split('\n') ?? [];

test('phases run in order and each is reported when it begins and when it is done', () => {
  const outcome = boot(plan('head', [phase('first', 30, [run('true')]), phase('second', 30, [run('true')])]));
  expect(outcome.status).toBe(0);
  expect(calls(outcome)).toEqual([
    'event first running',
    'event first done',
    'event second running',
    'event second done',
    'told',
  ]);
  expect(outcome.output).toMatch(
    /^terrane-phase: first running\nterrane-phase: first done seconds=\d\nterrane-phase: second running\nterrane-phase: second done seconds=\d\n/,
  );
});

test('a failing command ends the boot with its phase, exit code, line, text and last words', () => {
  const given = plan('head', [phase('first', 30, [run('ls', '/nowhere')]), phase('never', 30, [run('true')])]);
  const outcome = boot(given);
  const line = renderScript(given).split('\n').indexOf('  ls /nowhere') + 1;
  expect(outcome.status).toBe(1);
  const reason = "ls: cannot access '/nowhere': No such file or directory (rc=2 in: ls /nowhere)";
  expect(outcome.output).toContain(
    `terrane-failed: phase="first" rc=2 line=${line} command="ls /nowhere" reason="${reason}"`,
  );
  expect(calls(outcome)).toEqual([
    'event first running',
    `event first failed ${reason}`,
    'told',
    `signal failure --phase first --reason ${reason}`,
  ]);
  expect(outcome.output).toMatch(/\nterrane-phase: first failed seconds=\d reason="ls: cannot access/);
});

test('a failure within a function is told by the line of the phase that called it', () => {
  const step = { kind: 'runProgram', command: ['false'], attempts: 2, pauseSeconds: 0 } as const;
  const outcome = boot(plan('head', [phase('first', 30, [run('true'), step])]));
  expect(outcome.output).toMatch(/terrane-failed: phase="first" rc=1 line=\d+ command="retry 2 0 false"/);
});

test('a phase over its time budget is killed with what it waits for, and says so', () => {
  const outcome = boot(plan('head', [phase('slow', 1, [run('sleep', '300')])]));
  expect(outcome.status).toBe(1);
  expect(outcome.output).toMatch(/terrane-failed: phase="slow" rc=124 line=\d+ command="sleep 300"/);
  expect(calls(outcome)).toEqual([
    'event slow running',
    'event slow failed time budget of 1 s exceeded in: sleep 300',
    'told',
    'signal failure --phase slow --reason time budget of 1 s exceeded in: sleep 300',
  ]);
});

test('the boot ends after the cloud has been told of it, and at once when it cannot be told', () => {
  const one = plan('head', [phase('first', 30, [run('true')])]);
  const slow = RECORDER.replace("printf 'told", "sleep 1; printf 'told");
  expect(calls(boot(one, '', slow)).at(-1)).toBe('told');
  const broken = RECORDER.replace('if [[ $1 == tell ]]; then', 'if [[ $1 == tell ]]; then exit 1');
  const outcome = boot(one, '', broken);
  expect(outcome.status).toBe(0);
  expect(calls(outcome)).toEqual(['report first done --reason']);
  expect(outcome.output).toContain('terrane-phase: first done');
});

test('what a phase leaves running does not keep the boot from ending', () => {
  const leave = run('bash', '-c', 'setsid sleep 300 & true');
  expect(calls(boot(plan('head', [phase('first', 30, [leave])]))).at(-1)).toBe('told');
});

test('only the head signals to the deployment', () => {
  const outcome = boot(plan('compute', [phase('first', 30, [run('false')])]));
  expect(calls(outcome).filter((call) => call.startsWith('signal'))).toEqual([]);
});

test('packages that are installed need no mirror', () => {
  const given = plan('head', [phase('packages', 30, [{ kind: 'packages', logical: ['munge', 'slurmController'] }])]);
  // No network, no package lists: a call of apt-get would fail.
  const outcome = boot(given, 'rm -rf /var/lib/apt/lists/*');
  expect(outcome.status).toBe(0);
});

test('a failed installation leaves nothing behind that would keep services from starting', () => {
  const given = plan('head', [phase('packages', 5, [{ kind: 'packages', logical: [], more: ['no-such-package'] }])]);
  const outcome = boot(given, 'trap "ls /usr/sbin/policy-rc.d 2> /dev/null || echo RELEASED" EXIT');
  expect(outcome.status).toBe(1);
  expect(outcome.output).toContain('RELEASED');
});

test('accounts, identity, limits and files come out the same when the boot runs twice', () => {
  const given = plan('head', [
    phase('identity', 30, [{ kind: 'hostname', name: 'head', fqdn: 'head.ocean.terrane.internal' }]),
    phase('users', 30, [
      {
        kind: 'systemUser',
        name: 'munge',
        id: 64031,
        home: '/var/lib/munge',
        folders: ['/etc/munge', '/var/lib/munge'],
      },
      { kind: 'users', users: [{ name: 'ada', uid: 2001, publicKey: 'ssh-ed25519 AAAA ada', admin: true }] },
      {
        kind: 'homes',
        users: [{ name: 'ada', uid: 2001, publicKey: 'ssh-ed25519 AAAA ada', admin: true }],
        root: '/home',
      },
      { kind: 'limits', limits: { openFiles: 65536, stackKiB: 'unlimited', lockedMemoryKiB: 8192 } },
    ]),
  ]);
  const state =
    'sha256sum /etc/passwd /etc/group /etc/hosts /etc/security/limits.d/* /etc/sudoers.d/terrane /home/ada/.ssh/authorized_keys';
  const twice = `bash /opt/terrane/boot/head.sh && ${state} > /run/once`;
  const files = { '/opt/terrane/bin/terrane-node': RECORDER, '/opt/terrane/boot/head.sh': renderScript(given) };
  const tell =
    'hostname; tail -n 1 /etc/hosts; id munge; stat -c "%U %a" /etc/munge /home/ada /home/ada/.ssh/authorized_keys';
  const outcome = inDebian13(`set -e\n${twice}\nbash /opt/terrane/boot/head.sh\n${state} | diff - /run/once\n${tell}`, {
    files,
    hostname: 'ip-10-0-0-10',
  });
  expect(outcome.status).toBe(0);
  expect(outcome.output).toContain('head\n10.0.0.10 head.ocean.terrane.internal head # terrane\n');
  expect(outcome.output).toContain('uid=64031(munge) gid=64031(munge)');
  expect(outcome.output).toContain('munge 700\nada 700\nada 600\n');
});
