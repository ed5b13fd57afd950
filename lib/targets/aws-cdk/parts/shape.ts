import { Aws, CfnMapping, Fn, Stack, Token } from 'aws-cdk-lib/core';
import type { Image, MachineShape, Part } from '../../../blueprint';
import { awsImage } from '../../aws/images';
import type { Rendering } from '../rendering';

/** IMDSv2 alone, out of reach of containers, with the tags that a machine learns its name and role from. */
export const METADATA_OPTIONS = {
  httpEndpoint: 'enabled',
  httpTokens: 'required',
  httpPutResponseHopLimit: 1,
  instanceMetadataTags: 'enabled',
} as const;

/** What an instance and a launch template say in the same words. */
export function commonProperties(part: MachineShape & Part, rendering: Rendering) {
  return {
    imageId: imageId(part, rendering),
    instanceType: part.machine.name,
    metadataOptions: METADATA_OPTIONS,
    blockDeviceMappings: [
      {
        deviceName: awsImage(part.image, part.machine.arch).rootDevice,
        ebs: {
          volumeType: 'gp3',
          volumeSize: part.rootGiB,
          encrypted: true,
          deleteOnTermination: true,
          ...rendering.optional('kmsKeyId', part.encryptionKey),
        },
      },
    ],
    userData: Fn.base64(rendering.text(part.userData)),
  };
}

/**
 * A distribution's image is the newest of its public parameter when the stack is deployed; CloudFormation looks it up
 * again only when something else of the machine changes.
 */
function imageId(part: MachineShape & Part, rendering: Rendering): string {
  const { image } = part;
  if (image.id !== undefined) return rendering.text(image.id);
  if (image.byRegion !== undefined) return imageByRegion(part, image.byRegion, rendering);
  return `{{resolve:ssm:${parameterOf(part, image, rendering)}}}`;
}

function parameterOf(part: MachineShape & Part, image: Image, rendering: Rendering): string {
  const { parameter } = awsImage(image, part.machine.arch);
  if (parameter !== undefined) return parameter;
  throw new Error(`${rendering.blueprint.data.path}: ${part.id} has an own image with neither id nor byRegion`);
}

function imageByRegion(part: Part, byRegion: { readonly [region: string]: string }, rendering: Rendering): string {
  const { region } = Stack.of(rendering.scope);
  if (Token.isUnresolved(region)) {
    const mapping = Object.fromEntries(Object.entries(byRegion).map(([name, image]) => [name, { image }]));
    return new CfnMapping(rendering.place(part), 'Images', { mapping }).findInMap(Aws.REGION, 'image');
  }
  const id = byRegion[region];
  if (id !== undefined) return id;
  // Archetypes refuse such a declaration.
  throw new Error(`${rendering.blueprint.data.path}: the image of '${part.id}' is not given for ${region}`);
}
