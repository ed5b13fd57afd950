import { didYouMean } from '../../errors';
import { isDay } from '../../units/day';
import type { Problems } from '../problems';
import { checkGroups } from './groups';
import { checkImage } from './kernel-images';
import type { KernelAccessProps, NotebookKernel } from './kernels';
import type { NotebookGatewayProps } from './props';
import { pinnedRequirements } from './requirements';
import type { PlannedSize } from './sizes';
import { JAVA, SPARK_VERSIONS, sparkRequirements, USUAL_SPARK, USUAL_SPARK_GIB } from './spark-releases';

/** A kernel with its defaults in place. */
export interface PlannedKernel {
  /** As notebooks name it. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'session' | 'environment' | 'system' | 'image';
  readonly language: string;
  readonly groups: readonly string[];
  readonly until?: string;
  readonly gpus: number;
  /** Requirements files of an environment of its own: each is a list, with hashes or without. */
  readonly requirements: readonly (readonly string[])[];
  /** Of the distribution. */
  readonly packages: readonly string[];
  readonly image?: string;
  readonly sparkMemoryGiB?: number;
}

type Kind = NotebookKernel['kind'];

const KEYS: { readonly [kind in Kind]: readonly string[] } = {
  python: ['kind', 'requirements', 'groups', 'until'],
  r: ['kind', 'packages'],
  spark: ['kind', 'requirements', 'groups', 'until', 'version', 'memoryGiB'],
  image: ['kind', 'image', 'language', 'gpus', 'groups', 'until'],
};
const MOST_NAME = 60;
const MOST_ID = 40;
/** Python's of the session's server, and R's as its package installs it. */
const NATIVE = { session: 'python3', r: 'ir' };
const LANGUAGE = /^[a-z][a-z0-9+#-]{0,30}$/;
const R_PACKAGE = /^r-[a-z0-9][a-z0-9.+-]+$/;

/** @param sizes what sessions have; none where the machines are not known */
export function planKernels(
  { accounts, environment, identity }: NotebookGatewayProps,
  sizes: readonly PlannedSize[],
  problems: Problems,
): PlannedKernel[] {
  const given = Object.entries(environment?.kernels ?? {});
  const planned = given.flatMap(([name, kernel]) => {
    const at = `environment.kernels.${name}`;
    if (!isKernel(kernel, at, problems)) return [];
    problems.onlyKeys(at, kernel, KEYS[kernel.kind]);
    const groups = 'groups' in kernel ? (kernel.groups ?? []) : [];
    checkGroups('kernel-groups-alone', `${at}.groups`, groups, identity, problems);
    if (accounts?.kind === 'directory' && groups.length > 0)
      problems.error(
        'kernel-groups-of-directory',
        `${at}.groups`,
        'who is in which group of the machines is for the directory to say, and the gateway would make one of its own. Leave it out, or give accounts: fromLogins().',
      );
    return [planKernel(name, kernel, at, sizes, problems)];
  });
  checkNames(planned, problems);
  checkImages(planned, problems);
  return planned;
}

function isKernel(kernel: NotebookKernel, at: string, problems: Problems): boolean {
  const kinds = Object.keys(KEYS);
  const kind: unknown = (kernel as NotebookKernel | undefined)?.kind;
  if (typeof kind === 'string' && kinds.includes(kind)) return true;
  const word = typeof kernel === 'string' ? kernel : String(kind);
  problems.error(
    'kernel-kind',
    at,
    `given '${word}'; a kernel is made by python(), r(), spark(), image() or julia(), under the name that people see.${didYouMean(word, kinds)}`,
  );
  return false;
}

function planKernel(
  name: string,
  kernel: NotebookKernel,
  at: string,
  sizes: readonly PlannedSize[],
  problems: Problems,
): PlannedKernel {
  const id = idOf(name);
  const common = { id, name, groups: [], gpus: 0, requirements: [], packages: [], language: 'python' };
  switch (kernel.kind) {
    case 'python': {
      if (kernel.requirements === undefined) {
        refuseAccess(kernel, at, problems);
        return { ...common, id: NATIVE.session, kind: 'session' };
      }
      const own = pinnedRequirements(kernel.requirements, `${at}.requirements`, problems);
      return { ...common, kind: 'environment', requirements: [own], ...accessOf(kernel, at, problems) };
    }
    case 'r':
      return { ...common, id: NATIVE.r, kind: 'system', language: 'R', packages: rPackages(kernel, at, problems) };
    case 'spark':
      return { ...common, kind: 'environment', ...planSpark(kernel, at, sizes, problems) };
    case 'image':
      return { ...common, kind: 'image', ...planImage(kernel, at, sizes, problems) };
  }
}

function rPackages(kernel: NotebookKernel & { kind: 'r' }, at: string, problems: Problems): string[] {
  (kernel.packages ?? []).forEach((given, index) => {
    problems.matching(
      'r-package',
      `${at}.packages[${index}]`,
      given,
      R_PACKAGE,
      "packages of R are the distribution's: 'r-cran-dplyr'. Others are installed by people into their homes, or are in an image.",
    );
  });
  return ['r-base-core', 'r-cran-irkernel', ...(kernel.packages ?? [])];
}

function planSpark(
  kernel: NotebookKernel & { kind: 'spark' },
  at: string,
  sizes: readonly PlannedSize[],
  problems: Problems,
): Pick<PlannedKernel, 'requirements' | 'packages' | 'sparkMemoryGiB' | 'groups' | 'until'> {
  const version = problems.oneOf(`${at}.version`, kernel.version, SPARK_VERSIONS, USUAL_SPARK);
  const memory = kernel.memoryGiB ?? USUAL_SPARK_GIB;
  const most = Math.max(...sizes.map(({ memoryGiB }) => memoryGiB));
  if (!(memory > 0))
    problems.error('number-out-of-range', `${at}.memoryGiB`, `given ${memory}; it is more than 0 GiB.`);
  else if (sizes.length > 0 && memory >= most)
    problems.error(
      'spark-memory',
      `${at}.memoryGiB`,
      `given ${memory} GiB, but the largest session has ${most} GiB, and Python, the notebook's server and what Java needs beside its heap are in it as well. Give less, or a larger size.`,
    );
  const own = pinnedRequirements(kernel.requirements ?? [], `${at}.requirements`, problems);
  return {
    requirements: [sparkRequirements(version), ...(own.length > 0 ? [own] : [])],
    packages: [JAVA],
    sparkMemoryGiB: memory,
    ...accessOf(kernel, at, problems),
  };
}

function planImage(
  kernel: NotebookKernel & { kind: 'image' },
  at: string,
  sizes: readonly PlannedSize[],
  problems: Problems,
): Pick<PlannedKernel, 'image' | 'language' | 'gpus' | 'packages' | 'groups' | 'until'> {
  checkImage(kernel.image, `${at}.image`, problems);
  const language = kernel.language ?? 'python';
  problems.matching(
    'kernel-language',
    `${at}.language`,
    language,
    LANGUAGE,
    "a language is that of the image's kernel.json in small letters: 'python', 'r', 'julia'.",
  );
  const gpus = problems.integer(`${at}.gpus`, kernel.gpus, { min: 0, max: 64, unit: 'GPUs' }, 0);
  const most = Math.max(0, ...sizes.map((size) => size.gpus));
  if (sizes.length > 0 && gpus > most)
    problems.error(
      'kernel-gpus',
      `${at}.gpus`,
      `given ${gpus}, but ${most === 0 ? 'no size of a session has a GPU' : `no size has more than ${most}`}: nobody could use it. Give a size with gpus: ${gpus}, on a machine that has them.`,
    );
  return { image: kernel.image, language, gpus, packages: ['bubblewrap'], ...accessOf(kernel, at, problems) };
}

function accessOf(
  { groups = [], until }: KernelAccessProps,
  at: string,
  problems: Problems,
): Pick<PlannedKernel, 'groups' | 'until'> {
  if (until !== undefined && !isDay(until))
    problems.error('day-form', `${at}.until`, `given '${until}'; a day is written as 2027-06-30.`);
  return { groups, ...(until === undefined ? {} : { until }) };
}

function refuseAccess({ groups, until }: KernelAccessProps, at: string, problems: Problems): void {
  if (groups === undefined && until === undefined) return;
  problems.error(
    'kernel-of-everybody',
    `${at}.${groups === undefined ? 'until' : 'groups'}`,
    "the session's own Python is what the notebook's server runs in, and cannot be kept from anybody. Give requirements, for an environment of its own.",
  );
}

/** https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs */
function idOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function checkNames(kernels: readonly PlannedKernel[], problems: Problems): void {
  const taken = new Map<string, string>();
  for (const { id, name } of kernels) {
    const at = `environment.kernels.${name}`;
    if (id === '' || id.length > MOST_ID || name.length > MOST_NAME)
      problems.error(
        'kernel-name',
        at,
        `a name has at least one letter from a to z or digit, at most ${MOST_NAME} characters, and at most ${MOST_ID} of these letters, digits and what is between them.`,
      );
    const other = taken.get(id);
    if (other !== undefined)
      problems.error(
        'kernel-names-alike',
        at,
        `in files of notebooks it is called '${id}', as '${other}' is. Give one of them another name, or leave it out.`,
      );
    taken.set(id, other ?? name);
  }
  const own = kernels.find(({ id, kind }) => id === NATIVE.session && kind !== 'session');
  if (own !== undefined && taken.get(NATIVE.session) === own.name)
    problems.error(
      'kernel-names-alike',
      `environment.kernels.${own.name}`,
      `in files of notebooks it is called '${NATIVE.session}', as the session's own Python is. Give it another name.`,
    );
}

// Kernels of one image lie in one folder, which has one lock.
function checkImages(kernels: readonly PlannedKernel[], problems: Problems): void {
  const first = new Map<string, PlannedKernel>();
  for (const kernel of kernels) {
    if (kernel.image === undefined) continue;
    const digest = kernel.image.replace(/^.*@/, '');
    const other = first.get(digest) ?? kernel;
    first.set(digest, other);
    if (accessKey(other) !== accessKey(kernel))
      problems.error(
        'image-access-differs',
        `environment.kernels.${kernel.name}`,
        `it is of the same image as '${other.name}', and who may read an image may use all of it. Give both the same groups and until.`,
      );
  }
}

function accessKey({ groups, until }: PlannedKernel): string {
  return JSON.stringify([[...groups].sort(), until ?? '']);
}
