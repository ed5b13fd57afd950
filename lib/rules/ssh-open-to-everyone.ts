import { isEverywhere, lets } from '../blueprint/reach';
import { rule } from './rule';

const SSH = 22;

export const sshOpenToEveryone = rule({
  id: 'ssh-open-to-everyone',
  level: 'error',
  title: 'SSH is not open to every address',
  why: 'An SSH port that the whole internet reaches is tried day and night.',
  source: 'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-13',
  look(blueprint) {
    return blueprint.data.flows.flatMap(({ from, ...flow }) => {
      if (!('cidr' in from) || !isEverywhere(from.cidr) || !lets({ from, ...flow }, SSH)) return [];
      const message = `given ${from.cidr}, which is every address. Name the blocks of your institution, or give none and use the cloud's session service.`;
      return [{ property: 'access.sshFrom', message }];
    });
  },
});
