import { isEverywhere, lets } from '../../blueprint/reach';
import { rule } from '../rule';
import { SECURITY_HUB } from '../sources';

const SSH = 22;

export const sshOpenToEveryone = rule({
  id: 'ssh-open-to-everyone',
  level: 'error',
  title: 'SSH is not open to every address',
  why: 'An SSH port that the whole internet reaches is tried day and night.',
  remedy: "Name the blocks of your institution, or give none and use the cloud's session service.",
  source: SECURITY_HUB,
  example: {
    on: 'HpcCluster with people',
    bad: "access: { sshFrom: ['0.0.0.0/0'] }",
    good: "access: { sshFrom: ['192.0.2.0/24'] }",
  },
  look(blueprint) {
    return blueprint.data.flows.flatMap(({ from, ...flow }) => {
      if (!('cidr' in from) || !isEverywhere(from.cidr) || !lets({ from, ...flow }, SSH)) return [];
      const message = `given ${from.cidr}, which is every address. Name the blocks of your institution, or give none and use the cloud's session service.`;
      return [{ property: 'access.sshFrom', message }];
    });
  },
});
