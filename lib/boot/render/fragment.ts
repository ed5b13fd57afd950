import type { BootCloud } from '../clouds';
import type { PackageFamily, Role, Step, StepOf } from '../steps';
import type { Helper } from './helpers';

/** What a step becomes in a script. */
export interface Fragment {
  readonly lines: readonly string[];
  /** Functions that the lines call. */
  readonly helpers?: readonly Helper[];
}

/** What a step's renderer knows of the script around it. */
export interface Surroundings {
  readonly role: Role;
  readonly packages: PackageFamily;
  readonly cloud: BootCloud;
}

export type StepRenderer<K extends Step['kind']> = (step: StepOf<K>, around: Surroundings) => Fragment;
