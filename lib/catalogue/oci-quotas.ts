import { ociLimits } from './oci-limits';
import { ociShapes } from './oci-shapes';
import type { Quota } from './quotas';

/**
 * A service limit by its name, if it counts the OCPUs or GPUs of a shape. The default is that of a tenancy that pays as it goes,
 * in each availability domain; with Universal Credits it is larger. 0 stands for: on request only.
 */
export function ociQuota(name: string): Quota | undefined {
  const shapes = [...ociShapes().values()].filter(({ limit }) => limit === name);
  if (shapes.length === 0) return undefined;
  const unit = name.includes('core') ? 'OCPUs' : 'GPUs';
  return {
    name: `${unit} of ${seriesOf(shapes.map((shape) => shape.name)).join(' and ')} in an availability domain`,
    defaultValue: payAsYouGo(ociLimits().get(`oci.compute.${name}`)?.value),
    code: name,
  };
}

/** `VM.Standard.E5` of `VM.Standard.E5.Flex`. */
function seriesOf(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => name.slice(0, name.lastIndexOf('.'))))].sort().reverse();
}

function payAsYouGo(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const amount: unknown = Object.entries(value).find(([contract]) => contract === 'payAsYouGo')?.[1];
  return typeof amount === 'number' ? amount : undefined;
}
