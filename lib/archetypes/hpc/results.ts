import type { BucketPart } from '../../blueprint';
import type { Problems } from '../problems';
import type { ResultsProps } from './props';
import { key, type StorageSurroundings } from './storage-types';

export function planResults(props: ResultsProps, around: StorageSurroundings, problems: Problems): BucketPart {
  const base = {
    kind: 'bucket' as const,
    id: 'results',
    description: `results of ${around.name}`,
    versioned: true,
    retain: true,
  };
  if (props.bucket !== undefined) return { ...base, existingName: props.bucket };
  const infrequent = days(
    props.infrequentAccessAfter?.toDays() ?? 30,
    'results.infrequentAccessAfter',
    around.infrequentAccessFromDays,
    problems,
  );
  return {
    ...base,
    ...key(around),
    lifecycle: {
      infrequentAccessAfterDays: infrequent,
      ...(props.archiveAfter === undefined
        ? {}
        : { archiveAfterDays: days(props.archiveAfter.toDays(), 'results.archiveAfter', infrequent + 1, problems) }),
      expireNoncurrentAfterDays: days(
        props.expireOldVersionsAfter?.toDays() ?? 90,
        'results.expireOldVersionsAfter',
        1,
        problems,
      ),
      abortIncompleteUploadsAfterDays: 7,
    },
  };
}

function days(given: number, property: string, least: number, problems: Problems): number {
  if (Number.isInteger(given) && given >= least) return given;
  problems.error('lifecycle-days', property, `given ${given} days; whole days from ${least} are allowed.`);
  return least;
}
