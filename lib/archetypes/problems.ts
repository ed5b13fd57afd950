import { isUnresolved } from '../blueprint';
import { didYouMean, type Finding, type RuleId } from '../errors';

/** Collects what is wrong with a declaration; nothing is thrown before everything has been looked at. */
export class Problems {
  private readonly found: Finding[] = [];

  constructor(private readonly path: string) {}

  get findings(): readonly Finding[] {
    return this.found;
  }

  /** @param property the property in the author's words, e.g. `partitions.compute.max` */
  error(code: RuleId, property: string, message: string): void {
    this.found.push({ code, level: 'error', path: `${this.path}: ${property}`, message });
  }

  /** Whether a value is there and known at synth; a deploy-time value where one is needed now is an error. */
  known<T>(property: string, value: T | undefined): value is T {
    if (value === undefined) return false;
    if (!isUnresolved(value)) return true;
    this.error(
      'value-needed-at-synth',
      property,
      'given a value that is known only at deployment; this decides what is in the template. Give a literal value.',
    );
    return false;
  }

  /** A known whole number within bounds, else the fallback (and a finding, unless it is just absent). */
  integer(
    property: string,
    value: number | undefined,
    bounds: { min: number; max: number; unit?: string },
    fallback: number,
  ): number {
    if (!this.known(property, value)) return fallback;
    if (Number.isInteger(value) && value >= bounds.min && value <= bounds.max) return value;
    const unit = bounds.unit === undefined ? '' : ` ${bounds.unit}`;
    this.error(
      'number-out-of-range',
      property,
      `given ${value}; allowed are whole numbers from ${bounds.min} to ${bounds.max}${unit}.`,
    );
    return fallback;
  }

  /** A known member of a list of words, else the fallback (and a finding, unless it is just absent). */
  oneOf<T extends string>(property: string, value: T | undefined, allowed: readonly T[], fallback: T): T {
    if (!this.known(property, value)) return fallback;
    if (allowed.includes(value)) return value;
    this.error(
      'word-not-allowed',
      property,
      `given '${value}'; allowed are ${quoted(allowed)}.${didYouMean(value, allowed)}`,
    );
    return fallback;
  }

  /** A known text of a given form; `undefined` with a finding where it has another. */
  matching(
    code: RuleId,
    property: string,
    value: string | undefined,
    form: RegExp,
    allowed: string,
  ): string | undefined {
    if (!this.known(property, value)) return undefined;
    if (typeof value === 'string' && form.test(value)) return value;
    this.error(code, property, `given '${String(value)}'; ${allowed}`);
    return undefined;
  }

  /** Names a property that the type does not have: typed code cannot, a JSON or JavaScript declaration can. */
  onlyKeys(property: string, given: object, allowed: readonly string[]): void {
    for (const key of Object.keys(given)) {
      if (!allowed.includes(key)) {
        this.error(
          'property-unknown',
          property === '' ? key : `${property}.${key}`,
          `there is no such property.${didYouMean(key, allowed)}`,
        );
      }
    }
  }
}

export function quoted(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(', ');
}
