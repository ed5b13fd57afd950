import { priceBookWrong } from './price-book-wrong';
import { usagePartitionUnknown } from './usage-partition-unknown';
import { usageRangeWrong } from './usage-range-wrong';
import { usageRunWithoutPartition } from './usage-run-without-partition';

/** Rules about what authors say of use and prices, that archetypes hold declarations against. */
export const USAGE = [usagePartitionUnknown, usageRunWithoutPartition, usageRangeWrong, priceBookWrong] as const;
