import { type Image, type MachineShape, ownImageWords } from '../../blueprint';

/** What EC2 needs to know of an image. */
export interface AwsImage {
  /** Public parameter that holds the newest image id of a Region. */
  readonly parameter?: string;
  /** Root device as the image names it. */
  readonly rootDevice: string;
}

const ARCH: { readonly [arch: string]: string } = { x86_64: 'amd64', arm64: 'arm64' };

/**
 * The image of a machine.
 * Parameters: https://wiki.debian.org/Cloud/AmazonEC2Image/Trixie and
 * https://documentation.ubuntu.com/aws/aws-how-to/instances/find-ubuntu-images/
 */
export function awsImage(image: Image, arch: string): AwsImage {
  const short = ARCH[arch] ?? arch;
  if (image.distribution === 'debian-13') {
    return { parameter: `/aws/service/debian/release/13/latest/${short}`, rootDevice: '/dev/xvda' };
  }
  if (image.distribution === 'ubuntu-24.04') {
    return {
      parameter: `/aws/service/canonical/ubuntu/server/24.04/stable/current/${short}/hvm/ebs-gp3/ami-id`,
      rootDevice: '/dev/sda1',
    };
  }
  return { rootDevice: image.rootDevice ?? '/dev/sda1' };
}

/** In words: the id of an own image, or the parameter that is read when the machine is deployed or launched. */
export function awsImageSource({ image, machine }: MachineShape): string {
  const { parameter } = awsImage(image, machine.arch);
  return parameter === undefined ? ownImageWords(image) : `parameter ${parameter}, read at deployment`;
}
