/** What jest and vitest give a matcher as `this`; only what is used. */
export interface MatcherContext {
  /** Whether it stands behind `.not`. */
  readonly isNot?: boolean;
}

export interface Verdict {
  readonly pass: boolean;
  message(): string;
}

/** A matcher for `expect.extend` of jest and of vitest. */
export type Matcher<A extends readonly unknown[]> = (this: MatcherContext, received: unknown, ...args: A) => Verdict;

/** A verdict whose message is the one that is shown: behind `.not` what speaks against it is what is there. */
export function verdict(pass: boolean, failure: readonly string[], negated: readonly string[]): Verdict {
  return { pass, message: () => (pass ? negated : failure).join('\n') };
}

/** Lines of a list, indented. */
export function listed(items: readonly string[]): string[] {
  return items.map((item) => `  ${item.replaceAll('\n', '\n  ')}`);
}

/** e.g. `Geo/Cluster`, `Geo/Cluster and Geo/Notebooks` */
export function joined(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
