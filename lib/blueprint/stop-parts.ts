import type { PartBase } from './part-base';
import type { JsonWithText } from './text';

/** A small program that runs when it is called, acts as an identity of its own, and ends. Attributes: `id`. */
export interface FunctionPart extends PartBase {
  readonly kind: 'function';
  readonly description: string;
  readonly identity: string;
  /** A Python file below the package's `runtime/nodes` that defines `handler(event, context)`. */
  readonly program: string;
  /** 1 to 900. */
  readonly timeoutSeconds: number;
  /** What it finds in its environment, as JSON. */
  readonly settings: { readonly [name: string]: JsonWithText };
}

/** Calls a function once, at a moment. Attributes: none. */
export interface SchedulePart extends PartBase {
  readonly kind: 'schedule';
  readonly description: string;
  /** UTC, e.g. `2027-07-01T00:00:00`. */
  readonly at: string;
  /** The function part. */
  readonly calls: string;
  /** What the schedule acts as. */
  readonly identity: string;
  /** What the function is called with. */
  readonly input: JsonWithText;
}

/**
 * Why nothing is launched from a fleet's template any more: it carries a mark, or a moment has passed. A mark counts with its
 * value alone, so that another limit, deployed anew, makes a former mark void.
 */
export interface Stop {
  readonly mark: StopMark;
  /** UTC, e.g. `2027-07-01T00:00:00Z`. Absent: the mark alone tells. */
  readonly ends?: string;
}

/** A tag of a launch template. */
export interface StopMark {
  readonly key: string;
  readonly value: string;
}
