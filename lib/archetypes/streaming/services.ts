import { PATHS, type Phase, type Step, type StepOf } from '../../boot';
import type { PlannedSource } from './planned-source';
import { PORTS } from './ways-out';

/** The account that a fleet's programs run as. Its home is on the shared file system. */
export const ACCOUNT = { name: 'stream', uid: 59_000 } as const;

const HOME = `/home/${ACCOUNT.name}`;
/** Where a fleet's files are on every machine: in the bundle, and in the account's shared home. */
export const PLACES = {
  declaration: `${PATHS.bundle}/stream/declaration.json`,
  code: `${PATHS.bundle}/stream/code`,
  requirements: `${PATHS.bundle}/stream/requirements.txt`,
  ownRequirements: `${PATHS.bundle}/terrane_stream/requirements.txt`,
  environment: `${HOME}/env`,
  place: `${HOME}/place.json`,
} as const;

/** Wheels of ObsPy, SciPy, pyarrow and the like: 150 MB to fetch and half a GB to write. */
const ENVIRONMENT_BUDGET = 900;

const PYTHON = `${PLACES.environment}/bin/python`;
const VARIABLES = {
  PYTHONPATH: PATHS.bundle,
  PYTHONUNBUFFERED: '1',
  OMP_NUM_THREADS: '1',
  // The address of a worker that has died is tried for so long; by default for half a minute.
  DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT: '5s',
};

/** What the head does for a fleet beside Slurm: phases of its boot. */
export function fleetPhases(source: PlannedSource): Phase[] {
  return [
    {
      name: 'environment',
      budgetSeconds: ENVIRONMENT_BUDGET,
      steps: [
        { kind: 'packages', logical: ['pythonEnvironment', ...(capped(source) ? (['webProxy'] as const) : [])] },
        {
          kind: 'pythonEnvironment',
          link: PLACES.environment,
          owner: ACCOUNT.name,
          requirements: [PLACES.ownRequirements, PLACES.requirements],
        },
      ],
    },
    {
      name: 'fleet',
      budgetSeconds: 60,
      steps: [
        // As packaged they serve a site of their own from the next start of the machine on.
        ...(capped(source) ? [{ kind: 'service', names: ['haproxy', 'nginx'], action: 'disable' } as const] : []),
        { kind: 'valueFile', key: 'stream', path: PLACES.place, owner: `${ACCOUNT.name}:${ACCOUNT.name}` },
        ...units(source),
      ],
    },
  ];
}

/** What the head does when another declaration has come: programs and their packages are exchanged, and started anew. */
export function updateScript(source: PlannedSource): string {
  const names = units(source).flatMap((step) => (step.kind === 'unit' ? [step.name] : []));
  return [
    '#!/bin/bash',
    'set -euo pipefail',
    ...fleetPhases(source).map(({ name }) => `bash ${PATHS.bundle}/boot/head.sh --phase ${name}`),
    'systemctl daemon-reload',
    `systemctl restart ${names.join(' ')}`,
    '',
  ].join('\n');
}

function capped({ archive }: PlannedSource): boolean {
  return archive?.cap !== undefined;
}

const TOLD = `--declaration ${PLACES.declaration}`;
const WITH_PLACE = `${TOLD} --place ${PLACES.place}`;
const WITH_CODE = `${WITH_PLACE} --code ${PLACES.code}`;

function units(source: PlannedSource): Step[] {
  switch (source.engine) {
    case 'archive':
      return [...(capped(source) ? [cap()] : []), daskScheduler(), driver(source)];
    case 'live':
      return [
        ...(source.more['seedlink'] === undefined
          ? []
          : [ours('seedlink', 'puts packets of a SeedLink server into the stream', `seedlink ${WITH_PLACE}`)]),
        ours('supervisor', 'keeps consumers at work', `supervise ${WITH_CODE}`),
      ];
    case 'queue':
      return [ours('supervisor', 'has as many workers as messages wait for', `supervise ${WITH_CODE}`)];
  }
}

function cap(): StepOf<'unit'> {
  const command = `cap ${TOLD} --port ${PORTS.cap}`;
  return {
    ...ours('cap', 'the cap of the fleet on its source', command),
    runtimeFolder: 'terrane-stream',
    // Seconds are its business: it goes before what else the head does.
    realTimePriority: 50,
  };
}

function driver(source: PlannedSource): StepOf<'unit'> {
  const by = capped(source) ? ` --source-url http://head:${PORTS.cap}` : '';
  const command = `driver ${WITH_CODE} --scheduler tcp://head:${PORTS.scheduler}${by} --crew slurm`;
  return { ...ours('driver', 'goes through the archive', command), runs: 'untilDone' };
}

function daskScheduler(): StepOf<'unit'> {
  const command = `${PYTHON} -m distributed.cli.dask_scheduler --host head --port ${PORTS.scheduler} --dashboard-address 127.0.0.1:${PORTS.dashboard}`;
  return unit('scheduler', 'Dask scheduler', command);
}

/** One of our own programs. */
function ours(name: string, description: string, command: string): StepOf<'unit'> {
  return unit(name, description, `${PYTHON} -m terrane_stream ${command}`);
}

function unit(name: string, description: string, command: string): StepOf<'unit'> {
  return {
    kind: 'unit',
    name: `terrane-${name}`,
    description,
    command,
    runs: 'always',
    user: ACCOUNT.name,
    environment: VARIABLES,
  };
}
