import { deniedSettings } from '../../boot';
import { cloudFacts } from '../../catalogue/cloud-facts';
import type { DesignContext } from '../context';
import type { Problems } from '../problems';
import type { HookProps, LimitsProps, SlurmProps, SoftwareProps } from './props';

const SHA256 = /^[0-9a-f]{64}$/;
const HTTPS = /^https:\/\/[^\s/]+\/\S+$/;
/** https://www.debian.org/doc/debian-policy/ch-controlfields.html#source; RPM names also hold capitals and underscores. */
const PACKAGE = /^[A-Za-z0-9][A-Za-z0-9+._-]*$/;

export function checkHook(hook: HookProps, property: string, { catalogue }: DesignContext, problems: Problems): void {
  const { form, example } = cloudFacts(catalogue).hook;
  problems.matching(
    'hook-uri',
    `${property}.uri`,
    hook.uri,
    HTTPS.test(hook.uri) ? HTTPS : form,
    `a hook is fetched from https://host/path or ${example}.`,
  );
  problems.matching(
    'hook-checksum',
    `${property}.sha256`,
    hook.sha256,
    SHA256,
    'a checksum is the 64 lower-case hexadecimal digits that sha256sum prints.',
  );
}

/** Software with its defaults in place. */
export interface PlannedSoftware {
  readonly packages: readonly string[];
  readonly mpi: boolean;
  readonly early?: string;
}

export function planSoftware(props: SoftwareProps = {}, problems: Problems): PlannedSoftware {
  (props.packages ?? []).forEach((name, index) => {
    problems.matching(
      'package-name',
      `software.packages[${index}]`,
      name,
      PACKAGE,
      "a package has a name such as 'netcdf-bin'.",
    );
  });
  return {
    packages: [...new Set(props.packages ?? [])],
    mpi: props.mpi ?? true,
    ...(props.early === undefined ? {} : { early: props.early }),
  };
}

/** Limits as /etc/security/limits.d takes them: a number, or `unlimited`. Sizes are in KiB there. */
export interface PlannedLimits {
  readonly openFiles: number;
  readonly stackKiB: number | 'unlimited';
  readonly lockedMemoryKiB: number | 'unlimited';
}

const DEFAULT_OPEN_FILES = 65_536;
/** fs.nr_open of Linux: https://docs.kernel.org/admin-guide/sysctl/fs.html#nr-open */
const MOST_OPEN_FILES = 1_048_576;

export function planLimits(props: LimitsProps = {}, problems: Problems): PlannedLimits {
  return {
    openFiles: problems.integer(
      'limits.openFiles',
      props.openFiles,
      { min: 1024, max: MOST_OPEN_FILES, unit: 'files' },
      DEFAULT_OPEN_FILES,
    ),
    stackKiB: kibibytes('limits.stack', props.stack, problems),
    lockedMemoryKiB: kibibytes('limits.lockedMemory', props.lockedMemory, problems),
  };
}

function kibibytes(property: string, given: LimitsProps['stack'], problems: Problems): number | 'unlimited' {
  if (given === undefined || given === 'unlimited') return 'unlimited';
  const kib = given.toMebibytes() * 1024;
  if (kib < 64)
    problems.error('limit-too-small', property, `given ${given}; a process needs at least 64 KiB to start.`);
  return Math.floor(kib);
}

/** Further settings of slurm.conf; those that the construct owns are refused. */
export function planSlurmSettings(props: SlurmProps = {}, problems: Problems): { readonly [name: string]: string } {
  const settings = props.settings ?? {};
  for (const { name, reason } of deniedSettings(settings)) {
    problems.error('slurm-setting-denied', `slurm.settings.${name}`, `is the construct's own: ${reason}`);
  }
  for (const [name, value] of Object.entries(settings)) {
    if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name) || /[\r\n#]/.test(value)) {
      problems.error(
        'slurm-setting-form',
        `slurm.settings.${name}`,
        'a setting is one word, and its value one line without a comment sign.',
      );
    }
  }
  return settings;
}
