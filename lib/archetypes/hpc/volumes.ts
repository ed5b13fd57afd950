import { Size } from '../../units';
import type { Problems } from '../problems';

const DEFAULT_ROOT = Size.gibibytes(50);
/** EBS gp3: https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html; OCI boot volumes: 32 TiB. */
const MOST_GIB = 32_768;

/** A root volume's size in GiB; it holds the image at least. */
export function rootGiB(given: Size | undefined, property: string, minGiB: number, problems: Problems): number {
  const size = (given ?? DEFAULT_ROOT).toGibibytes();
  if (given === undefined) return Math.max(size, minGiB);
  if (!Number.isInteger(size) || size > MOST_GIB) {
    problems.error('volume-size', property, `given ${given}; a volume has whole GiB, ${MOST_GIB} at most.`);
    return minGiB;
  }
  if (size < minGiB) {
    problems.error(
      'root-under-image',
      property,
      `given ${given}, but the image needs ${minGiB} GiB. Give at least that much; software and logs need more.`,
    );
    return minGiB;
  }
  return size;
}
