import { rule } from '../../rule';
import { HUB_USERS } from '../sources';

export const kernelWithoutSize = rule({
  id: 'kernel-without-size',
  level: 'warning',
  title: 'Who may use a kernel may have a session that it runs in',
  why: 'A kernel is offered in sessions that have what it needs. Where all sizes that do are for other groups, those whom it is for never see it.',
  remedy: 'Give one of these sizes to a group of the kernel, or the kernel to a group of the sizes.',
  source: HUB_USERS,
  example: {
    on: 'NotebookGateway',
    bad: `sizes: {
    standard: { cpus: 1, memoryGiB: 1, groups: ['physics'] },
  },
  environment: { kernels: { Climate: python({ requirements: ['xarray==2026.1.0'], groups: ['geology'] }) } }`,
    good: `sizes: {
    standard: { cpus: 1, memoryGiB: 1, groups: ['physics', 'geology'] },
  },
  environment: { kernels: { Climate: python({ requirements: ['xarray==2026.1.0'], groups: ['geology'] }) } }`,
  },
  look({ data: { facts } }) {
    return (facts.notebooks?.kernelsWithoutSize ?? []).map(({ kernel, groups, sizes, groupsOfSizes }) => ({
      property: `environment.kernels.${kernel}.groups`,
      message: `given ${groups.join(', ')}, but sizes that it runs in (${sizes.join(', ')}) are for ${groupsOfSizes.join(', ')}: who is not in both never sees it. Give one of these sizes to a group of the kernel, or the kernel to one of theirs.`,
    }));
  },
});
