/** Data that is to be where machines can read it. */
export interface TransferProps {
  /** Gigabytes: 10^9 bytes, as disks are sold. */
  readonly gigabytes: number;
  /** Of the slowest part of the way, usually the institution's or the person's own line upwards. */
  readonly megabitsPerSecond: number;
  /** Of the line, that one gets. @default 1; more than 0, at most 1 */
  readonly share?: number;
}

/** How long a transfer takes, at best. */
export interface TransferPlan {
  readonly seconds: number;
  readonly hours: number;
  /** Parts that the object is sent in, by tools that send parts; a part that is lost is sent again, and no more than it. */
  readonly parts: number;
}

/** What tools of the clouds send in one part unless they are told otherwise: https://docs.aws.amazon.com/cli/latest/topic/s3-config.html */
const PART_BYTES = 8 * 1024 * 1024;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const MOST_PARTS = 10_000;

/** @throws RangeError for amounts that are not positive, or a share beyond 1 */
export function planTransfer({ gigabytes, megabitsPerSecond, share = 1 }: TransferProps): TransferPlan {
  for (const [name, value] of Object.entries({ gigabytes, megabitsPerSecond, share }))
    if (!(value > 0)) throw new RangeError(`${name}: given ${value}; it is more than 0.`);
  if (share > 1) throw new RangeError(`share: given ${share}; all of the line is 1.`);
  const bytes = gigabytes * 1e9;
  const seconds = Math.ceil((bytes * 8) / (megabitsPerSecond * 1e6 * share));
  return {
    seconds,
    hours: Math.round((seconds / 3600) * 100) / 100,
    parts: Math.min(MOST_PARTS, Math.ceil(bytes / PART_BYTES)),
  };
}
