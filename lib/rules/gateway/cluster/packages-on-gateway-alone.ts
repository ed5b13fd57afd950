import { rule } from '../../rule';
import { SLURM_ADMIN } from '../sources';

export const packagesOnGatewayAlone = rule({
  id: 'packages-on-gateway-alone',
  level: 'warning',
  title: 'Packages for sessions are on the machines that sessions run on',
  why: 'In front of a cluster that stands by itself, software.packages is installed on the gateway, where no session runs: a notebook that needs one of them fails on the nodes.',
  remedy: 'Give the packages to the cluster in its own software.packages, and tell them in its attributes.',
  source: SLURM_ADMIN,
  example: {
    on: 'NotebookGateway in front of a cluster',
    bad: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes(modi)),
  software: { packages: ['gdal-bin'] },
});`,
    good: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes({ ...modi, packages: ['gdal-bin'] })),
  software: { packages: ['gdal-bin'] },
});`,
  },
  look({ data: { facts } }) {
    const { cluster, gatewayPackages } = facts.notebooks ?? {};
    if (gatewayPackages === undefined) return [];
    return [
      {
        property: 'software.packages',
        message: `given ${gatewayPackages.join(', ')}, which the gateway gets and nodes of ${cluster}, where sessions run, do not have. Give them to the cluster in software.packages; leave here what the gateway alone needs, and acknowledge it.`,
      },
    ];
  },
});
