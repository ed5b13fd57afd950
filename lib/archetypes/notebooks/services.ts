import type { BundleFile } from '../../blueprint';
import { PATHS, type Phase, type Step, type StepOf } from '../../boot';
import type { PlannedAccounts } from './accounts';
import { READER } from './directory';
import { frontPhases } from './front/phases';
import { kernelPhases, kernelTimers } from './kernel-services';
import { guardText } from './metadata-guard';
import { accountSteps } from './people-steps';
import { homeTimers, storePhases } from './storage-services';
import type { PlannedGateway } from './told';
import { tunnelSteps, tunnelUnits } from './tunnel';

/** Where a gateway's files are. */
export const PLACES = {
  declaration: `${PATHS.bundle}/hub/declaration.json`,
  hubRequirements: `${PATHS.bundle}/terrane_hub/requirements-hub.txt`,
  sessionRequirements: `${PATHS.bundle}/terrane_hub/requirements-session.txt`,
  ownRequirements: `${PATHS.bundle}/hub/requirements.txt`,
  hubEnvironment: '/opt/hub-env',
  /** On the shared home: nodes have it as well. */
  sessionEnvironment: '/home/.notebooks/env',
  accounts: '/home/.notebooks/accounts',
  secrets: '/etc/terrane/hub',
  guard: '/etc/terrane/metadata-guard.nft',
} as const;

/** JupyterLab and what comes with it: 100 MB to fetch and 400 MB to write, twice. */
const ENVIRONMENT_BUDGET = 900;
const PROGRAM = `${PATHS.bundle}/bin/terrane-hub`;

/** What the gateway's programs are called by; people who look after it have it on their PATH. */
export const LAUNCHER: BundleFile = {
  path: 'bin/terrane-hub',
  text: [
    '#!/bin/bash',
    '# terrane-hub COMMAND ...: what the gateway does; `sessions` tells who has one',
    `export PYTHONPATH=${PATHS.bundle} PYTHONUNBUFFERED=1`,
    'set -eu',
    `cd ${PATHS.bundle}`,
    '# Two connections for each that a browser has open.',
    'ulimit -n 65536 2> /dev/null || true',
    'command=$1',
    'shift',
    `exec ${PLACES.hubEnvironment}/bin/python -m terrane_hub "$command" --declaration ${PLACES.declaration} "$@"`,
    '',
  ].join('\n'),
  executable: true,
};

/** The sign-in page may be somebody else's, who is late; why the hub does not come up is in its journal. */
const ANSWERS = [
  'for turn in $(seq 120); do',
  '  curl --silent --fail --output /dev/null http://127.0.0.1:8000/hub/health && exit 0',
  '  sleep 1',
  'done',
  'journalctl --unit=terrane-hub --no-pager --output=cat --lines=1 >&2',
  'exit 1',
].join('\n');

/**
 * What a machine needs to know the people of a gateway, and to keep from them what it is itself.
 *
 * @param before the service that lets people in
 */
export function peoplePhase(accounts: PlannedAccounts, before: string): Phase {
  const guard = ['/usr/sbin/nft', '-f', PLACES.guard];
  return {
    name: 'people',
    budgetSeconds: 120,
    steps: [
      {
        kind: 'packages',
        logical: [accounts.kind === 'directory' ? 'directoryAccounts' : 'sharedAccounts', 'firewall'],
      },
      ...accountSteps(accounts, PLACES),
      { kind: 'files', files: [{ path: PLACES.guard, text: guardText(accounts.uids) }] },
      { kind: 'runProgram', command: guard },
      {
        kind: 'unit',
        name: 'terrane-metadata-guard',
        description: "keeps the machine's credentials from people's programs",
        command: guard.join(' '),
        runs: 'once',
        before: [before],
      },
    ],
  };
}

/** What the gateway does for its people: phases of its boot. */
export function gatewayPhases(planned: PlannedGateway): Phase[] {
  return [
    ...(planned.front === undefined ? [] : frontPhases(planned.front)),
    peoplePhase(planned.accounts, 'terrane-hub.service'),
    ...storePhases(planned),
    {
      name: 'environment',
      budgetSeconds: ENVIRONMENT_BUDGET,
      steps: [
        {
          kind: 'packages',
          logical: [
            'pythonEnvironment',
            'notebookProxy',
            'webFront',
            ...(planned.props.tls.kind === 'acme' ? (['acme'] as const) : []),
            ...(planned.accounts.kind === 'directory' ? (['directoryClient'] as const) : []),
          ],
        },
        {
          kind: 'pythonEnvironment',
          link: PLACES.hubEnvironment,
          owner: 'root',
          requirements: [PLACES.hubRequirements],
        },
        {
          kind: 'pythonEnvironment',
          link: PLACES.sessionEnvironment,
          owner: 'root',
          requirements: [PLACES.sessionRequirements, PLACES.ownRequirements],
        },
      ],
    },
    ...kernelPhases(planned.environment.kernels, PROGRAM),
    {
      name: 'gateway',
      budgetSeconds: 300,
      steps: [
        // As packaged it serves a site of its own from the next start of the machine on.
        { kind: 'service', names: ['nginx'], action: 'disable' },
        { kind: 'runProgram', command: ['install', '-d', '-m', '0700', PLACES.secrets] },
        ...secretNames(planned).map(secretFile),
        { kind: 'link', path: '/usr/local/bin/terrane-hub', target: PROGRAM },
        ...tunnelSteps(planned),
        { kind: 'files', files: [{ path: SLICE, text: sliceText(planned) }] },
        { kind: 'runProgram', command: [PROGRAM, 'prepare'] },
        PREPARE,
        ...units(planned),
        { kind: 'runProgram', command: ['/bin/bash', '-c', ANSWERS] },
        ...(planned.props.tls.kind === 'acme' ? [CERTIFICATE] : []),
        ...homeTimers(planned),
        ...kernelTimers(planned.environment.kernels, PROGRAM),
      ],
    },
  ];
}

/** What the gateway does when another declaration has come: sessions go on. */
export function updateScript(planned: PlannedGateway): string {
  const names = units(planned).map(({ name }) => name);
  return [
    '#!/bin/bash',
    'set -euo pipefail',
    ...gatewayPhases(planned).map(({ name }) => `bash ${PATHS.bundle}/boot/head.sh --phase ${name}`),
    'systemctl daemon-reload',
    // The proxy stays: browsers are connected by way of it.
    `systemctl restart ${names.filter((name) => name !== 'terrane-hub-proxy').join(' ')}`,
    '',
  ].join('\n');
}

/** Names of the secrets of the cluster document, which are those of the files that they are written to. */
export function secretNames({ identity, props, accounts }: PlannedGateway): string[] {
  return [
    ...Object.keys(identity.secrets),
    ...(props.tls.kind === 'certificate' ? ['certificate'] : []),
    ...(accounts.kind === 'directory' ? Object.keys(accounts.secrets).filter((name) => name !== READER) : []),
  ];
}

function secretFile(secret: string): Step {
  return { kind: 'secretFile', secret, path: `${PLACES.secrets}/${secret}`, owner: 'root:root', mode: '0400' };
}

/** What it makes is gone when the machine is started again. */
const PREPARE: StepOf<'unit'> = {
  kind: 'unit',
  name: 'terrane-hub-prepare',
  description: 'settings and keys of the gateway',
  command: `${PROGRAM} prepare`,
  runs: 'once',
  before: ['terrane-hub.service', 'terrane-hub-proxy.service', 'terrane-hub-front.service'],
};

/**
 * No part of being ready: the institution's DNS can lead to the gateway only when its address is known. Until then a certificate
 * that nobody trusts stands in. Authorities bear so many failures: five an hour, https://letsencrypt.org/docs/rate-limits/
 */
const CERTIFICATE: Step = {
  kind: 'timer',
  name: 'terrane-hub-certificate',
  description: 'asks for the certificate of the gateway, and renews it when it is due',
  command: `${PROGRAM} certificate`,
  everySeconds: 900,
};

const SLICE = '/etc/systemd/system/terrane-notebooks.slice';

// All sessions together leave the hub what it needs.
function sliceText({ rooms, props }: PlannedGateway): string {
  const [room] = rooms;
  const memory =
    props.sessions.kind === 'gateway' && room !== undefined
      ? [`MemoryMax=${Math.floor((room.memoryGiB - (room.reservedGiB ?? 0)) * 1024)}M`]
      : [];
  return ['[Unit]', 'Description=sessions of people', '[Slice]', ...memory, 'CPUWeight=50', ''].join('\n');
}

function units(planned: PlannedGateway): StepOf<'unit'>[] {
  return [
    ...tunnelUnits(planned, PROGRAM),
    unit('terrane-hub-proxy', 'leads browsers to the hub and to their sessions', 'proxy'),
    unit('terrane-hub', 'JupyterHub', 'hub'),
    unit('terrane-hub-front', 'TLS and who may come in', 'front'),
  ];
}

function unit(name: string, description: string, command: string): StepOf<'unit'> {
  return {
    kind: 'unit',
    name,
    description,
    command: `${PROGRAM} ${command}`,
    runs: 'always',
  };
}
