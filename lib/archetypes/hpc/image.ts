import type { Image } from '../../blueprint';
import { didYouMean } from '../../errors';
import type { DesignContext } from '../context';
import { type Problems, quoted } from '../problems';
import type { ImageProps } from './props';

/** An image, and the smallest root volume that holds it. */
export interface PlannedImage {
  readonly image: Image;
  readonly minRootGiB: number;
  /** Whether it has, or can be given, the drivers of fabrics and of Lustre. */
  readonly drivers: boolean;
}

/** Debian's and Ubuntu's cloud images are 8 GiB: https://wiki.debian.org/Cloud/AmazonEC2Image */
const DISTRIBUTION_GIB = 8;

/**
 * @param driversWanted whether machines need drivers of fabrics or Lustre, which Ubuntu's kernel for AWS has packages for and
 *   Debian's has not (CONFIG_INFINIBAND_EFA is off in Debian 13; AWS publishes Lustre clients for Ubuntu and the RHEL family)
 */
export function planImage(
  props: ImageProps = {},
  driversWanted: boolean,
  context: DesignContext,
  problems: Problems,
): PlannedImage {
  const distribution = problems.oneOf(
    'image.distribution',
    props.distribution,
    ['debian-13', 'ubuntu-24.04', 'own'],
    inferred(props, driversWanted),
  );
  if (distribution !== 'own') {
    refuseOwnSettings(props, distribution, problems);
    return {
      image: { distribution, packages: 'apt' },
      minRootGiB: DISTRIBUTION_GIB,
      drivers: distribution !== 'debian-13',
    };
  }
  checkOwn(props, context, problems);
  return {
    image: {
      distribution,
      packages: problems.oneOf('image.packages', props.packages, ['apt', 'dnf'], 'apt'),
      ...(props.id === undefined ? {} : { id: props.id }),
      ...(props.byRegion === undefined ? {} : { byRegion: props.byRegion }),
      ...(props.rootDevice === undefined ? {} : { rootDevice: props.rootDevice }),
    },
    minRootGiB: props.size?.toGibibytes() ?? DISTRIBUTION_GIB,
    drivers: true,
  };
}

function inferred(props: ImageProps, driversWanted: boolean): 'debian-13' | 'ubuntu-24.04' | 'own' {
  if (props.id !== undefined || props.byRegion !== undefined) return 'own';
  return driversWanted ? 'ubuntu-24.04' : 'debian-13';
}

function refuseOwnSettings(props: ImageProps, distribution: string, problems: Problems): void {
  for (const key of ['id', 'byRegion', 'packages', 'size', 'rootDevice'] as const) {
    if (props[key] !== undefined) {
      problems.error(
        'image-own-only',
        `image.${key}`,
        `belongs to an own image, but distribution is '${distribution}'. Give distribution: 'own', or leave it out.`,
      );
    }
  }
}

function checkOwn(props: ImageProps, context: DesignContext, problems: Problems): void {
  if ((props.id === undefined) === (props.byRegion === undefined)) {
    problems.error('image-own-needs-id', 'image', 'an own image is named by id, or by byRegion; give one of the two.');
    return;
  }
  const regions = Object.keys(props.byRegion ?? {});
  if (context.region !== undefined && props.byRegion !== undefined && !regions.includes(context.region)) {
    problems.error(
      'image-not-in-region',
      'image.byRegion',
      `has no image for ${context.region}; it has ${quoted(regions)}.${didYouMean(context.region, regions)}`,
    );
  }
}
