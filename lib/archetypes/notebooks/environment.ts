import type { Problems } from '../problems';
import type { NotebookEnvironmentProps } from './props';

/** What notebooks find, with its defaults in place. */
export interface PlannedEnvironment {
  readonly requirements: readonly string[];
  readonly packages: readonly string[];
}

const KEYS: readonly (keyof NotebookEnvironmentProps)[] = ['packages', 'kernels'];
/** A release and nothing looser: https://packaging.python.org/en/latest/specifications/version-specifiers/ */
const PINNED = /^[A-Za-z0-9][A-Za-z0-9._-]*(\[[A-Za-z0-9,_-]+\])?==[A-Za-z0-9.!+_-]+$/;
/** Kernels of further languages, as Debian and Ubuntu package them. */
const KERNELS = { python: [], r: ['r-base-core', 'r-cran-irkernel'] } as const;

export function planEnvironment(props: NotebookEnvironmentProps = {}, problems: Problems): PlannedEnvironment {
  problems.onlyKeys('environment', props, KEYS);
  (props.packages ?? []).forEach((requirement, index) => {
    problems.matching(
      'requirement-unpinned',
      `environment.packages[${index}]`,
      requirement,
      PINNED,
      "a requirement names one release: 'numpy==2.4.6'.",
    );
  });
  const kernels = (props.kernels ?? []).map((kernel, index) =>
    problems.oneOf<'python' | 'r'>(`environment.kernels[${index}]`, kernel, ['python', 'r'], 'python'),
  );
  return {
    requirements: props.packages ?? [],
    packages: [...new Set(kernels.flatMap((kernel) => KERNELS[kernel]))],
  };
}
