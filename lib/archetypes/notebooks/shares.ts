import type { KernelWithoutSize, NotebookFacts } from '../../blueprint';
import type { AllowedPeople } from './identity';
import type { PlannedKernel } from './planned-kernels';
import type { PlannedSize } from './sizes';
import type { PlannedGateway } from './told';

/** What is there for some and not for others; nothing where everybody has everything. */
export function sharesFacts({
  props,
  sizes,
  front,
  environment,
}: PlannedGateway): Pick<NotebookFacts, 'withoutSize' | 'kernelsWithoutSize' | 'gatewayPackages'> {
  const without = props.identity.kind === 'token' ? [] : withoutSize(props.identity, sizes);
  const theirs = front?.packages ?? [];
  const here = front === undefined ? [] : (props.software?.packages ?? []).filter((name) => !theirs.includes(name));
  const kernels = environment.kernels.flatMap((kernel) => kernelWithoutSize(kernel, sizes));
  return {
    ...(without.length === 0 ? {} : { withoutSize: without }),
    ...(kernels.length === 0 ? {} : { kernelsWithoutSize: kernels }),
    ...(here.length === 0 ? {} : { gatewayPackages: here }),
  };
}

function withoutSize(
  { allowedGroups = [], allowedDomains = [], allowedUsers = [] }: AllowedPeople,
  sizes: readonly PlannedSize[],
): string[] {
  if (sizes.some(({ groups }) => groups.length === 0)) return [];
  const promised = new Set(sizes.flatMap(({ groups }) => groups));
  return [
    ...allowedGroups.filter((group) => !promised.has(group)).map((group) => `members of ${group}`),
    ...allowedDomains.map((domain) => `people at ${domain}`),
    ...allowedUsers,
  ];
}

function kernelWithoutSize({ name, groups, gpus }: PlannedKernel, sizes: readonly PlannedSize[]): KernelWithoutSize[] {
  const able = sizes.filter((size) => size.gpus >= gpus);
  const promised = new Set(able.flatMap((size) => size.groups));
  const some = able.some((size) => size.groups.length === 0) || groups.some((group) => promised.has(group));
  if (groups.length === 0 || able.length === 0 || some) return [];
  return [{ kernel: name, groups, sizes: able.map((size) => size.name), groupsOfSizes: [...promised] }];
}
