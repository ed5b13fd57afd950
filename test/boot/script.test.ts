import { type BootPlan, type Phase, renderScript, type Step } from '../../lib/boot';
import { samplePlans } from './samples';

const plan = (steps: readonly Step[], packages: BootPlan['packages'] = 'apt'): BootPlan => ({
  role: 'compute',
  packages,
  phases: [{ name: 'only', budgetSeconds: 7, steps }],
});

/** The lines of a phase, without the trap that each begins with. */
function phaseLines(script: string, name = 'only'): string[] {
  const inside = script.split(`phase_${name}() {\n`)[1]?.split('\n}')[0] as string;
  return inside
    .split('\n')
    .slice(1)
    .map((line) => line.trim());
}

test('the same plan gives the same script, byte for byte', () => {
  const [first, second] = [samplePlans(), samplePlans()].map((plans) => [...plans.values()].map(renderScript));
  expect(first).toEqual(second);
});

test('phases run in their order, each with its budget', () => {
  const phases: Phase[] = ['one', 'two'].map((name) => ({ name, budgetSeconds: 7, steps: [{ kind: 'mounts' }] }));
  expect(renderScript({ role: 'head', packages: 'apt', phases }).trimEnd().split('\n').slice(-3)).toEqual([
    'run one 7',
    'run two 7',
    'settle',
  ]);
});

test('a script holds the functions that its steps call, and no other', () => {
  const script = renderScript(
    plan([{ kind: 'secretFile', secret: 'munge', path: '/k', owner: 'munge:munge', mode: '0400' }]),
  );
  expect(script).toContain('\nput() {');
  expect(script).not.toContain('\nretry() {');
});

test('words of a declaration reach the shell literally', () => {
  const [line] = phaseLines(
    renderScript(plan([{ kind: 'runProgram', command: ['echo', "it's", '$HOME `id`', 'a b', 'plain'] }])),
  );
  expect(line).toBe(`echo $'it\\'s' $'\\x24HOME \\x60id\\x60' 'a b' plain`);
});

test('a text may hold the word that ends it', () => {
  const lines = phaseLines(
    renderScript(plan([{ kind: 'files', files: [{ path: '/etc/motd', text: 'END\n$HOME\n' }] }])),
  );
  expect(lines).toEqual(["put /etc/motd 0644 root:root <<'END_'", 'END', '$HOME', 'END_']);
});

test('an existing key file is not touched when the secret cannot be read', () => {
  const lines = phaseLines(
    renderScript(plan([{ kind: 'secretFile', secret: 'munge', path: '/k', owner: 'munge:munge', mode: '0400' }])),
  );
  expect(lines).toEqual([
    'value=$("$NODE" secret munge | base64 --wrap=0)',
    `printf '%s' "$value" | base64 --decode | put /k 0400 munge:munge`,
  ]);
});

test('the same step names what each family calls it', () => {
  const step: Step = { kind: 'packages', logical: ['slurmNode', 'mpi'], more: ['netcdf'] };
  const install = (family: BootPlan['packages']): string | undefined =>
    phaseLines(renderScript(plan([step], family))).find((line) => line.startsWith('install_packages'));
  expect(install('apt')).toBe('install_packages netcdf openmpi-bin slurm-client slurmd');
  expect(install('dnf')).toBe('install_packages netcdf openmpi slurm slurm-slurmd');
});

test('services are kept from starting while packages of the apt family are installed', () => {
  const [before, , after] = phaseLines(renderScript(plan([{ kind: 'packages', logical: ['munge'] }])));
  expect([before, after]).toEqual(['hold_services', 'release_services']);
});

test('SELinux and firewalld are told of the cluster in the dnf family alone', () => {
  const step: Step = { kind: 'platform', trusted: ['10.0.0.0/16'] };
  expect(phaseLines(renderScript(plan([step], 'dnf')))).toEqual(['allow_nfs_homes', 'trust_network 10.0.0.0/16']);
  expect(phaseLines(renderScript(plan([step], 'apt')))).toEqual([]);
});

test('the options of slurmd go to the place where the family keeps them', () => {
  const step: Step = { kind: 'slurmNode', head: 'head.ocean.terrane.internal' };
  const options = 'SLURMD_OPTIONS=\\"--conf-server head.ocean.terrane.internal:6817 -N $name -b\\"';
  expect(renderScript(plan([step], 'apt'))).toContain(`echo "${options}" > /etc/default/slurmd`);
  expect(renderScript(plan([step], 'dnf'))).toContain(`echo "${options}" > /etc/sysconfig/slurmd`);
});

test('slurmd is started once the head can be reached', () => {
  const lines = phaseLines(renderScript(plan([{ kind: 'slurmNode', head: 'head.ocean.terrane.internal' }])));
  expect(lines.slice(-2)).toEqual(['reach head.ocean.terrane.internal 6817 20', 'retry 10 2 systemctl restart slurmd']);
});

test('a Lustre client is looked for where the family publishes it, and may leave packages half installed', () => {
  expect(phaseLines(renderScript(plan([{ kind: 'lustreClient' }], 'apt')))).toEqual(['lustre_apt']);
  expect(phaseLines(renderScript(plan([{ kind: 'lustreClient' }], 'dnf')))).toEqual(['lustre_dnf']);
  expect(renderScript(plan([{ kind: 'lustreClient' }], 'apt'))).toMatch(
    /install_packages\(\) \{[\s\S]*\n {2}release_services\n/,
  );
});

test('the server of a boot ends with it, but on a head', () => {
  const last = (role: BootPlan['role']): string | undefined =>
    renderScript({ ...plan([{ kind: 'mounts' }]), role })
      .trimEnd()
      .split('\n')
      .at(-1);
  expect(last('compute')).toBe('rm -f /run/terrane/node.sock');
  expect(last('login')).toBe('rm -f /run/terrane/node.sock');
  expect(last('head')).toBe('settle');
});

test('volumes are attached side by side', () => {
  expect(phaseLines(renderScript(plan([{ kind: 'volumes', names: ['state', 'home'] }])))).toEqual([
    '"$NODE" attach state home',
  ]);
});

test('services are enabled without a look at init scripts and without reading all units again', () => {
  const service: Step = { kind: 'service', names: ['munge', 'slurmd'], action: 'enable' };
  const script = renderScript(plan([service]));
  expect(phaseLines(script)).toEqual(['enable_units --now munge slurmd']);
  expect(script).toContain('SYSTEMCTL_SKIP_SYSV=1 systemctl enable --no-reload "$@"');
});

test('a unit may leave what it has started to run on', () => {
  const unit = { kind: 'unit', name: 'u', description: 'd', command: '/c', runs: 'always' } as const;
  expect(phaseLines(renderScript(plan([unit])))).not.toContain('KillMode=process');
  expect(phaseLines(renderScript(plan([{ ...unit, leavesWorkers: true }])))).toContain('KillMode=process');
});

test('a folder is served to the given addresses only, and only while its volume is mounted', () => {
  const script = renderScript(plan([{ kind: 'nfsExport', path: '/home', clients: ['10.0.0.0/16', '10.1.0.0/16'] }]));
  const options = '(rw,sync,no_subtree_check,root_squash,mp)';
  expect(script).toContain(`/home 10.0.0.0/16${options} 10.1.0.0/16${options}\n`);
});

test('a hook is given with its checksum and arguments', () => {
  const step: Step = { kind: 'hook', hook: { uri: 's3://b/k.sh', sha256: 'ab', args: ['--all'] } };
  expect(phaseLines(renderScript(plan([step])))).toEqual(['run_hook s3://b/k.sh ab --all']);
});

describe('a plan that cannot be carried out is refused', () => {
  const step: Step = { kind: 'mounts' };
  const refused: readonly (readonly [string, readonly Phase[], string])[] = [
    ['a name that is no word', [{ name: 'My phase', budgetSeconds: 1, steps: [step] }], 'names have'],
    [
      'a name twice',
      [
        { name: 'a', budgetSeconds: 1, steps: [step] },
        { name: 'a', budgetSeconds: 1, steps: [step] },
      ],
      'taken',
    ],
    ['a budget of no time', [{ name: 'a', budgetSeconds: 0, steps: [step] }], 'budgets'],
    ['no step', [{ name: 'a', budgetSeconds: 1, steps: [] }], 'no step'],
  ];
  test.each(refused)('%s', (_, phases, message) => {
    expect(() => renderScript({ role: 'head', packages: 'apt', phases })).toThrow(message);
  });
});

test('the password for a directory comes from a file, and is in no script', () => {
  const step = { kind: 'directoryAccounts', settings: '[sssd]\n[domain/directory]\n' } as const;
  const lines = (more: object) => phaseLines(renderScript(plan([{ ...step, ...more }])));
  expect(lines({})).toEqual(["directory_accounts <<'END'", '[sssd]', '[domain/directory]', 'END']);
  expect(lines({ passwordFile: '/etc/reader' })[0]).toBe("directory_accounts /etc/reader <<'END'");
});
