import type { BundleFile } from '../../blueprint';
import { PATHS, type Phase, type Step } from '../../boot';
import type { PlannedKernel } from './planned-kernels';

const FOLDER = '/home/.notebooks/kernels';
const BASE = `${PATHS.bundle}/terrane_hub/requirements-kernel.txt`;
/** Spark is 450 MB to fetch; an image of several GB becomes 100,000 files on a shared file system. */
const BUDGET = 2400;
/** How late a kernel may be closed after its last day. */
const LOOK_SECONDS = 900;

// Ubuntu 24.04 keeps user namespaces from programs that no profile names; Debian does not:
// https://ubuntu.com/blog/ubuntu-23-10-restricted-unprivileged-user-namespaces
const PROFILE = [
  'restricted=/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
  '[[ -e $restricted && $(< $restricted) == 1 ]] || exit 0',
  'printf "abi <abi/4.0>,\\nprofile terrane-bwrap /usr/bin/bwrap flags=(unconfined) {\\n  userns,\\n}\\n" > /etc/apparmor.d/terrane-bwrap',
  'apparmor_parser --replace /etc/apparmor.d/terrane-bwrap',
].join('\n');

/** What each machine needs, on which people's kernels of images run. */
function imageSteps(kernels: readonly PlannedKernel[]): Step[] {
  if (kernels.every(({ kind }) => kind !== 'image')) return [];
  return [{ kind: 'runProgram', command: ['/bin/bash', '-c', PROFILE] }];
}

/** Requirements of environments that kernels have of their own. */
export function kernelFiles(kernels: readonly PlannedKernel[]): BundleFile[] {
  return kernels.flatMap(({ id, requirements }) =>
    requirements.map((list, index) => ({ path: file(id, index), text: list.map((each) => `${each}\n`).join('') })),
  );
}

/** What makes kernels before anybody comes: none where sessions have their own alone. */
export function kernelPhases(kernels: readonly PlannedKernel[], program: string): Phase[] {
  const images = kernels.some(({ kind }) => kind === 'image');
  const steps: Step[] = [
    ...imageSteps(kernels),
    ...(images ? ([{ kind: 'packages', logical: [], more: ['skopeo', 'umoci'] }] as const) : []),
    ...kernels.filter(({ kind }) => kind === 'environment').flatMap(environmentSteps),
    ...(images
      ? ([{ kind: 'runProgram', command: [program, 'kernels'], attempts: 3, pauseSeconds: 15 }] as const)
      : []),
  ];
  return steps.length === 0 ? [] : [{ name: 'kernels', budgetSeconds: BUDGET, steps }];
}

/** What nodes do for kernels before they take sessions. */
export function kernelNodePhases(kernels: readonly PlannedKernel[]): Phase[] {
  const steps = imageSteps(kernels);
  return steps.length === 0 ? [] : [{ name: 'kernels', budgetSeconds: 30, steps }];
}

/** Closes what has ended. */
export function kernelTimers(kernels: readonly PlannedKernel[], program: string): Step[] {
  if (kernels.every(({ until }) => until === undefined)) return [];
  return [
    {
      kind: 'timer',
      name: 'terrane-hub-kernels',
      description: 'closes kernels after their last day',
      command: `${program} kernels`,
      everySeconds: LOOK_SECONDS,
    },
  ];
}

function environmentSteps({ id, requirements }: PlannedKernel): Step[] {
  return [
    // Nobody is let in before it is known who may.
    {
      kind: 'runProgram',
      command: ['/bin/bash', '-c', `[ -d ${FOLDER}/${id} ] || install -D -d -m 0700 ${FOLDER}/${id}`],
    },
    {
      kind: 'pythonEnvironment',
      link: `${FOLDER}/${id}/env`,
      owner: 'root',
      requirements: [BASE, ...requirements.map((_, index) => `${PATHS.bundle}/${file(id, index)}`)],
    },
  ];
}

function file(id: string, index: number): string {
  return `hub/kernels/${id}/requirements-${index}.txt`;
}
