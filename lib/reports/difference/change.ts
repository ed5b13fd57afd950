import type { ResourceAction, ResourceChange } from './resource-change';
import type { ChangeVerdict } from './verdict';

/** What the engine does to the resources of a part, or to one that is no part's. */
export interface EngineSays {
  readonly engine: ResourceChange['engine'];
  /** The harshest of its actions. */
  readonly action: ResourceAction;
  /** Whether the engine alone could tell, and the harsher was said. */
  readonly certain: boolean;
  readonly resources: readonly {
    readonly address: string;
    readonly type: string;
    readonly action: ResourceAction;
    /** Properties that make the action what it is. */
    readonly because: readonly string[];
    /** Whether it is refused whatever else is not certain. */
    readonly refused: boolean;
  }[];
}

/** One change between two synths. */
export interface Change {
  /** Construct path. */
  readonly construct: string;
  /** Id of the part, e.g. `head`, `compute-fleet`; for what is no part's, `declaration`, `flows` or an address. */
  readonly part: string;
  /** What it is to its users, e.g. `partition compute`. */
  readonly what: string;
  /** Property of the part, with dots; empty where the part as a whole is meant. */
  readonly path: string;
  /** In words; `null`: not there. */
  readonly from: string | null;
  readonly to: string | null;
  readonly verdict: ChangeVerdict;
  /** Why. */
  readonly reason: string;
  /** What to do about it; `null`: nothing needs to be done. */
  readonly remedy: string | null;
  /** What the engine does; `null` where it has nothing to do. */
  readonly engine: EngineSays | null;
}

/** All changes between two synths, harshest first. */
export interface Difference {
  readonly verdict: ChangeVerdict;
  readonly changes: readonly Change[];
  /** How many parts an engine refuses to change so: the deployment fails, and what is there stays as it is. */
  readonly refused: number;
}

/** Whether the engine refuses it for certain. */
export const isRefused = ({ engine }: Change): boolean => engine?.resources.some(({ refused }) => refused) === true;
