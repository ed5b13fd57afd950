import type { Problems } from '../problems';
import { type PlannedKernel, planKernels } from './planned-kernels';
import type { NotebookEnvironmentProps, NotebookGatewayProps } from './props';
import { pinnedRequirements } from './requirements';
import type { PlannedSize } from './sizes';

/** What notebooks find, with its defaults in place. */
export interface PlannedEnvironment {
  readonly requirements: readonly string[];
  /** Of the distribution, on all machines. */
  readonly packages: readonly string[];
  readonly kernels: readonly PlannedKernel[];
}

const KEYS: readonly (keyof NotebookEnvironmentProps)[] = ['packages', 'kernels'];

/** @param sizes what sessions have; none where the machines are not known */
export function planEnvironment(
  props: NotebookGatewayProps,
  sizes: readonly PlannedSize[],
  problems: Problems,
): PlannedEnvironment {
  const { environment = {} } = props;
  problems.onlyKeys('environment', environment, KEYS);
  const requirements = pinnedRequirements(environment.packages ?? [], 'environment.packages', problems);
  const kernels = planKernels(props, sizes, problems);
  return { requirements, packages: [...new Set(kernels.flatMap(({ packages }) => packages))].sort(), kernels };
}
