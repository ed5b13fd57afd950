import fc from 'fast-check';

/** A generator for every property of a type: what gets a new property does not compile until it has one. */
export type Model<T> = { readonly [K in keyof T]-?: fc.Arbitrary<Exclude<T[K], undefined>> };

/** Most further properties that one object gets: with all of them at once hardly any declaration would be sound. */
const MOST = 3;

/** Objects with the properties that are always there, all that a type demands among them, and a few of the others. */
export function some<T extends object>(model: Model<T>, always: readonly (keyof T)[]): fc.Arbitrary<T> {
  const optional = (Object.keys(model) as (keyof T & string)[]).filter((key) => !always.includes(key));
  return fc.subarray(optional, { maxLength: Math.min(MOST, optional.length) }).chain((chosen) => {
    const keys = [...(always as readonly (keyof T & string)[]), ...chosen];
    return fc.record(Object.fromEntries(keys.map((key) => [key, model[key]]))) as unknown as fc.Arbitrary<T>;
  });
}

/** How good and bad values are mixed: nowhere bad ones, or here and there. */
export class Mix {
  constructor(private readonly wild: boolean) {}

  of<T>(good: fc.Arbitrary<T>, bad: fc.Arbitrary<T>): fc.Arbitrary<T> {
    return this.wild ? fc.oneof({ weight: 9, arbitrary: good }, { weight: 1, arbitrary: bad }) : good;
  }

  word<T extends string>(...allowed: readonly T[]): fc.Arbitrary<T> {
    return this.of(fc.constantFrom(...allowed), STRANGE as fc.Arbitrary<T>);
  }

  whole(min: number, max: number): fc.Arbitrary<number> {
    return this.of(fc.integer({ min, max }), ODD_NUMBERS);
  }

  text(good: fc.Arbitrary<string>): fc.Arbitrary<string> {
    return this.of(good, STRANGE);
  }

  list<T>(each: fc.Arbitrary<T>, most = 3): fc.Arbitrary<T[]> {
    return fc.array(each, { maxLength: most });
  }

  /** Names with what each stands for. */
  named<T>(
    name: fc.Arbitrary<string>,
    each: fc.Arbitrary<T>,
    least = 0,
    most = 3,
  ): fc.Arbitrary<{ [name: string]: T }> {
    return fc
      .uniqueArray(this.text(name), { minLength: least, maxLength: most })
      .chain((names) =>
        fc
          .tuple(...names.map(() => each))
          .map((values) => Object.fromEntries(names.map((key, at) => [key, values[at] as T]))),
      );
  }

  /** An object, now and then with a property that its type does not have. */
  object<T extends object>(good: fc.Arbitrary<T>): fc.Arbitrary<T> {
    return this.of(
      good,
      fc
        .tuple(good, fc.constantFrom('nmae', 'machin', 'constructor', '__proto__', ''))
        .map(([value, key]) => ({ ...value, [key]: 1 })),
    );
  }
}

const ODD_NUMBERS = fc.oneof(
  fc.constantFrom(-1, 0, 0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER, 1e21, -0),
  fc.double(),
  fc.integer(),
);

// Written as engines write values that are known at deployment only; in one piece linters would read a template.
const TOKENS = ['$', '#'].map((sign) => `${sign}{Token[TOKEN.7]}`);

/** Texts that somebody may give by mistake or by malice. */
export const STRANGE: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '',
    ' ',
    '0.0.0.0/0',
    '::/0',
    '../../etc/passwd',
    '; rm -rf /',
    '$(id)',
    "'",
    '"',
    '`',
    '\n',
    '\\',
    '%s',
    ...TOKENS,
  ),
  fc.constantFrom(
    'constructor',
    '__proto__',
    'toString',
    'null',
    // Not 'undefined' itself, which a message that repeats what was given would say: it is looked for there.
    'Undefined',
    'NaN',
    '-1',
    '1e9',
    '\u0000',
    '\u202e',
    'ß',
    '🚀',
  ),
  fc.integer({ min: 100, max: 20_000 }).map((length) => 'x'.repeat(length)),
);
