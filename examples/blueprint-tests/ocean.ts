import { anyWith, type HpcClusterProps } from 'terrane';

/** What the group asks for, whatever engine deploys it. */
export const ocean: HpcClusterProps = {
  head: { machine: 'm7i.xlarge' },
  partitions: {
    compute: { machine: anyWith({ cores: 16, memoryGiB: 64, arch: 'x86_64' }), max: 8 },
    explore: { machine: 'c7i.xlarge', max: 2 },
  },
  budget: { usdPerMonth: 3000, emails: ['ocean-pi@example.org'] },
  quotaVcpus: 512,
};
