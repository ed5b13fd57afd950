import fc from 'fast-check';
import { Duration, type PartUsage, Size, type UsageProps } from '../../lib';
import { type Mix, some } from './model';

/** What is stated of use: of the parts that every cluster has, and now and then of one that none has. */
export function usage(mix: Mix): fc.Arbitrary<UsageProps> {
  const size = mix.of(
    fc.integer({ min: 0, max: 5000 }).map((amount) => Size.gibibytes(amount)),
    fc.constantFrom(Size.mebibytes(0), Size.tebibytes(1e9)),
  );
  const count = mix.whole(0, 1_000_000);
  const part: fc.Arbitrary<PartUsage> = some<PartUsage>(
    {
      stored: fc.oneof(size, fc.record({ typical: size, max: size })),
      reads: fc.oneof(count, fc.record({ typical: count, max: count })),
      writes: count,
      read: size,
      written: size,
      requests: count,
      emails: count,
      backups: size,
      units: count,
    },
    [],
  );
  const stored = part.map(
    ({ stored: kept, reads, writes }): PartUsage => ({
      ...(kept === undefined ? {} : { stored: kept }),
      ...(reads === undefined ? {} : { reads }),
      ...(writes === undefined ? {} : { writes }),
    }),
  );
  const run = fc.record({ nodes: count, hours: fc.constant(Duration.hours(3)), extraNodeHours: count });
  const nodes = fc.record({ nodes: count, hours: fc.constant(Duration.hours(3)) });
  return mix.object(
    some<UsageProps>(
      {
        deployed: mix.of(
          fc.integer({ min: 1, max: 730 }).map((hours) => Duration.hours(hours)),
          fc.constantFrom(Duration.days(31), Duration.seconds(0)),
        ),
        internetOut: fc.oneof(size, fc.record({ typical: size, max: size })),
        throughNat: size,
        betweenZones: size,
        parts: mix.of(
          stored.map((results) => ({ results })),
          fc.dictionary(fc.constantFrom('results', 'reslts', 'head', '__proto__', ''), part),
        ),
        // Whose names of partitions are right, only the cluster knows.
        runs: mix.of(fc.constant({}), fc.dictionary(fc.constantFrom('surge', ''), run)),
        nodes: mix.of(fc.constant({}), fc.dictionary(fc.constantFrom('compute', 'workers', 'nowhere'), nodes)),
      },
      [],
    ),
  );
}
