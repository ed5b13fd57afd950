import { cloudOf } from '../clouds';
import { FAMILIES } from '../families';
import { IDS, PATHS, scriptPath } from '../paths';
import type { BootFile, LogicalPackage, Phase, Role, Step } from '../steps';
import type { BootOptions } from './options';

/** A phase, or none where it has nothing to do. */
export function phase(name: string, budgetSeconds: number, steps: readonly Step[]): Phase[] {
  return steps.length === 0 ? [] : [{ name, budgetSeconds, steps }];
}

/** Slurm and what it trusts; ids are made before packages would choose them. */
export const SLURM_ACCOUNTS: readonly Step[] = [
  {
    kind: 'systemUser',
    name: 'munge',
    id: IDS.munge,
    home: '/var/lib/munge',
    folders: ['/etc/munge', '/var/lib/munge', '/var/log/munge'],
  },
  {
    kind: 'systemUser',
    name: 'slurm',
    id: IDS.slurm,
    home: '/var/lib/slurm',
    folders: ['/var/lib/slurm', '/var/log/slurm'],
  },
];

/** @param scheduler whether the machine has to do with Slurm */
export function packagesPhase(
  options: BootOptions,
  budgetSeconds: number,
  own: readonly LogicalPackage[],
  scheduler = true,
): Phase[] {
  const logical: LogicalPackage[] = [
    'python',
    ...(scheduler ? (['munge'] as const) : []),
    'download',
    'modules',
    ...own,
  ];
  if (options.mounts.some((type) => type === 'nfs4' || type === 'nfs')) logical.push('nfsClient');
  if (options.mounts.includes('bucket')) logical.push('bucketClient');
  if (options.mpi) logical.push('mpi');
  if (options.sessionAgentKey !== undefined) logical.push('gnupg');
  return phase('packages', budgetSeconds, [
    ...(scheduler ? SLURM_ACCOUNTS : []),
    { kind: 'packages', logical },
    { kind: 'platform', trusted: options.network },
  ]);
}

export function accessPhase(options: BootOptions): Phase[] {
  const key = options.sessionAgentKey === undefined ? {} : { publicKey: options.sessionAgentKey };
  return phase('access', 120, options.sessionAgent ? [{ kind: 'sessionAgent', ...key }] : []);
}

export function usersPhase(options: BootOptions): Phase[] {
  return phase('users', 30, [{ kind: 'users', users: options.users }]);
}

export function secretsPhase(): Phase[] {
  const step: Step = {
    kind: 'secretFile',
    secret: 'munge',
    path: '/etc/munge/munge.key',
    owner: 'munge:munge',
    mode: '0400',
  };
  return phase('secrets', 60, [step]);
}

export function lustrePhase(options: BootOptions): Phase[] {
  return phase('lustre', 300, options.mounts.includes('lustre') ? [{ kind: 'lustreClient' }] : []);
}

/** The name of a new file system takes a while to resolve: the program waits 300 s for it. */
export function mountsPhase(options: BootOptions, more: readonly Step[]): Phase[] {
  return phase('mounts', 360, [...(options.mounts.length === 0 ? [] : [{ kind: 'mounts' } as const]), ...more]);
}

export function limitsPhase(options: BootOptions, fabric: boolean): Phase[] {
  return phase('limits', 10, [
    { kind: 'limits', limits: options.limits },
    { kind: 'files', files: [profile(options, fabric), LOG_ROTATION] },
    { kind: 'link', path: '/usr/local/bin/terrane-hostfile', target: `${PATHS.bundle}/bin/terrane-hostfile` },
  ]);
}

/** A step of a phase that carries the phase out at every further start of the machine. */
function atEveryStart(name: string, description: string, role: Role, partition?: string): Step {
  return {
    kind: 'unit',
    name: `terrane-${name}`,
    description,
    command: `/bin/bash ${PATHS.bundle}/${scriptPath(role, partition)} --phase ${name}`,
    runs: 'once',
    before: ['slurmd.service'],
  };
}

/** One hardware thread a core: the kernel starts with all of them. */
export function threadsPhase(wanted: boolean | undefined, role: Role, partition?: string): Phase[] {
  if (wanted !== true) return [];
  return phase('threads', 30, [
    { kind: 'oneThread' },
    atEveryStart('threads', 'one hardware thread a core', role, partition),
  ]);
}

/** Local disks, now and at every further start: after a stop they come back blank. */
export function scratchPhase(path: string | undefined, role: Role, partition?: string): Phase[] {
  if (path === undefined) return [];
  return phase('scratch', 120, [
    { kind: 'packages', logical: ['raid', 'xfs'] },
    { kind: 'scratch', path, filesystem: 'xfs' },
    atEveryStart('scratch', 'local disks of this machine as one file system', role, partition),
  ]);
}

export function softwarePhase(options: BootOptions, logical: readonly LogicalPackage[]): Phase[] {
  if (options.software.length === 0 && logical.length === 0) return [];
  return phase('software', 600, [{ kind: 'packages', logical, more: options.software }]);
}

export function hooksPhase(options: BootOptions): Phase[] {
  return phase('hooks', 900, options.hook === undefined ? [] : [{ kind: 'hook', hook: options.hook }]);
}

/** The head asks the cloud each minute whether the cluster has another bundle, so that settings change without a new machine. */
export const UPDATE: Step = {
  kind: 'timer',
  name: 'terrane-update',
  description: "takes changes of the cluster's settings over",
  command: `${PATHS.node} update`,
  everySeconds: 60,
};

/** Ten weeks, and no log above 10 MiB for long. Copied, as programs that run for weeks keep their log open. */
const LOG_ROTATION: BootFile = {
  path: '/etc/logrotate.d/terrane',
  text: [
    '/var/log/terrane/*.log /var/log/terrane/boot/*.log {',
    '  weekly',
    '  rotate 10',
    '  maxsize 10M',
    '  copytruncate',
    '  compress',
    '  missingok',
    '  notifempty',
    '}',
    '',
  ].join('\n'),
};

function exportLines(environment: { readonly [name: string]: string }): string[] {
  return Object.entries(environment).map(([name, value]) => `export ${name}=${value}`);
}

function profile(options: BootOptions, fabric: boolean): BootFile {
  const folder = FAMILIES[options.packages].mpiFolder;
  const lines = [
    '# terrane: what programs of this cluster find by themselves',
    ...(options.mpi && folder !== undefined ? [`export PATH="${folder}:$PATH"`] : []),
    ...(fabric ? exportLines(cloudOf(options.cloud).fabric.environment) : []),
  ];
  return { path: '/etc/profile.d/terrane.sh', text: `${lines.join('\n')}\n` };
}
