/** An amount of storage or memory, in binary units (1 GiB = 1024 MiB). */
export class Size {
  /** @param amount MiB, >= 0 */
  static mebibytes(amount: number): Size {
    return new Size(amount);
  }

  /** @param amount GiB, >= 0 */
  static gibibytes(amount: number): Size {
    return new Size(amount * 1024);
  }

  /** @param amount TiB, >= 0 */
  static tebibytes(amount: number): Size {
    return new Size(amount * 1024 * 1024);
  }

  private constructor(private readonly mebibytes: number) {
    if (!Number.isFinite(mebibytes) || mebibytes < 0) {
      throw new RangeError(`a size is a finite number >= 0, given ${mebibytes} MiB`);
    }
  }

  toMebibytes(): number {
    return this.mebibytes;
  }

  toGibibytes(): number {
    return this.mebibytes / 1024;
  }

  toString(): string {
    return this.mebibytes % 1024 === 0 ? `${this.toGibibytes()} GiB` : `${this.mebibytes} MiB`;
  }
}
