/** A length of time. */
export class Duration {
  /** @param amount seconds, >= 0 */
  static seconds(amount: number): Duration {
    return new Duration(amount);
  }

  /** @param amount minutes, >= 0 */
  static minutes(amount: number): Duration {
    return new Duration(amount * 60);
  }

  /** @param amount hours, >= 0 */
  static hours(amount: number): Duration {
    return new Duration(amount * 3600);
  }

  /** @param amount days, >= 0 */
  static days(amount: number): Duration {
    return new Duration(amount * 86400);
  }

  private constructor(private readonly seconds: number) {
    if (!Number.isFinite(seconds) || seconds < 0) {
      throw new RangeError(`a duration is a finite number >= 0, given ${seconds} s`);
    }
  }

  toSeconds(): number {
    return this.seconds;
  }

  toMinutes(): number {
    return this.seconds / 60;
  }

  toDays(): number {
    return this.seconds / 86400;
  }

  toString(): string {
    for (const [name, length] of UNITS) {
      if (this.seconds >= length && this.seconds % length === 0) return `${this.seconds / length} ${name}`;
    }
    return `${this.seconds} s`;
  }
}

const UNITS: ReadonlyArray<readonly [string, number]> = [
  ['d', 86400],
  ['h', 3600],
  ['min', 60],
];
