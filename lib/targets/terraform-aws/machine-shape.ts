import type { MachineShape, Part } from '../../blueprint';
import type { Rendering } from './rendering';

/**
 * Session tokens only, one hop, and the instance's own tags within reach: a node learns its name from them.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html
 */
export const METADATA_OPTIONS = {
  httpEndpoint: 'enabled',
  httpTokens: 'required',
  httpPutResponseHopLimit: 1,
  instanceMetadataTags: 'enabled',
} as const;

export function groupIds(part: Part & MachineShape, rendering: Rendering): string[] {
  return part.securityGroups.map((group) => rendering.text({ ref: group, attribute: 'id' }, part));
}

/** Tags of a machine: those of everything in the cluster, and its own. */
export function machineTags(part: Part & MachineShape, rendering: Rendering): { [key: string]: string } {
  const own = Object.entries(part.tags).map(([key, value]) => [key, rendering.text(value, part)] as const);
  return { ...rendering.tags(part), ...Object.fromEntries(own) };
}
