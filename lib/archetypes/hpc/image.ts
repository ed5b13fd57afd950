import type { Image } from '../../blueprint';
import { cloudFacts } from '../../catalogue/cloud-facts';
import type { Catalogue, Distribution, ImageFacts } from '../../catalogue/facts';
import { didYouMean } from '../../errors';
import type { DesignContext } from '../context';
import { type Problems, quoted } from '../problems';
import type { ImageProps } from './props';

/** An image, and what it is good for. */
export interface PlannedImage {
  readonly image: Image;
  /** The smallest root volume that holds it. */
  readonly minRootGiB: number;
  /** Why it has no driver of fabrics, and what to declare instead; absent where it has, or can be given, one. */
  readonly noDriver?: string;
  /** The same of a Lustre client. */
  readonly noLustre?: string;
}

/** What machines need of an image that not all have. */
export interface ImageNeeds {
  readonly fabric: boolean;
  readonly lustre: boolean;
}

/** Cloud images of most distributions: https://wiki.debian.org/Cloud/AmazonEC2Image */
const OWN_GIB = 8;

export function planImage(
  props: ImageProps = {},
  needs: ImageNeeds,
  context: DesignContext,
  problems: Problems,
): PlannedImage {
  const { images } = context.catalogue;
  const distribution = distributionOf(props, needs, context, problems);
  const known = images.find((each) => each.distribution === distribution);
  if (known !== undefined) {
    refuseOwnSettings(props, distribution, problems);
    return {
      image: { distribution, packages: known.packages },
      minRootGiB: known.minRootGiB,
      ...(known.drivers ? {} : { noDriver: noDriver(known, context) }),
      ...(known.lustre === true ? {} : { noLustre: noLustre(known, context) }),
    };
  }
  checkOwn(props, context, problems);
  return {
    image: {
      distribution: 'own',
      packages: problems.oneOf('image.packages', props.packages, ['apt', 'dnf'], 'apt'),
      ...(props.id === undefined ? {} : { id: props.id }),
      ...(props.byRegion === undefined ? {} : { byRegion: props.byRegion }),
      ...(props.rootDevice === undefined ? {} : { rootDevice: props.rootDevice }),
    },
    minRootGiB: props.size?.toGibibytes() ?? OWN_GIB,
  };
}

const NAMES: { readonly [distribution in Distribution]: string } = {
  'debian-13': 'Debian 13',
  'ubuntu-24.04': 'Ubuntu 24.04',
  'oracle-linux-9': 'Oracle Linux 9',
};

function distributionOf(
  props: ImageProps,
  needs: ImageNeeds,
  { catalogue }: DesignContext,
  problems: Problems,
): Image['distribution'] {
  const { images } = catalogue;
  const fallback = inferred(props, needs, images);
  const given = props.distribution;
  const allowed = [...images.map((image) => image.distribution), 'own' as const];
  if (given === undefined || allowed.includes(given) || !(given in NAMES)) {
    return problems.oneOf('image.distribution', given, allowed, fallback);
  }
  problems.error(
    'image-not-in-cloud',
    'image.distribution',
    `given '${given}', of which ${cloudFacts(catalogue).title} has no images; it has ${quoted(allowed.slice(0, -1))}. Give one of these, or an own image.`,
  );
  return fallback;
}

/** The cloud's usual image if it has what is needed, else one that has. What no image has is refused where it is asked for. */
function inferred(props: ImageProps, needs: ImageNeeds, images: readonly ImageFacts[]): Image['distribution'] {
  if (props.id !== undefined || props.byRegion !== undefined) return 'own';
  const usualFirst = [...images].sort((a, b) => Number(b.default === true) - Number(a.default === true));
  const withFabric = usualFirst.filter((image) => image.drivers || !needs.fabric);
  const withBoth = withFabric.filter((image) => image.lustre === true || !needs.lustre);
  return (withBoth[0] ?? withFabric[0] ?? usualFirst[0])?.distribution ?? 'own';
}

function noDriver({ distribution }: ImageFacts, { catalogue }: DesignContext): string {
  const instead = otherImage((image) => image.drivers, 'a fabric is used', catalogue);
  return `the kernel of ${NAMES[distribution]} has no driver for ${cloudFacts(catalogue).fabric}. ${instead}`;
}

function noLustre({ distribution }: ImageFacts, { catalogue }: DesignContext): string {
  const instead = otherImage((image) => image.lustre === true, 'Lustre is mounted', catalogue);
  return `there is no Lustre client for ${NAMES[distribution]} on ${cloudFacts(catalogue).title}. ${instead}`;
}

function otherImage(has: (image: ImageFacts) => boolean, use: string, { images }: Catalogue): string {
  const found = images.find(has);
  return found === undefined
    ? 'Give an own image that has one.'
    : `Give image: { distribution: '${found.distribution}' }, which is the default where ${use}, or an own image.`;
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
