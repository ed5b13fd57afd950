import { rule } from '../rule';
import { USER_DATA } from '../sources';
import { computers, ownerOf } from '../words';
import { byteLimit } from './limits';
import { textBytes } from './text-length';

export const userDataTooLong = rule({
  id: 'user-data-too-long',
  level: 'error',
  title: 'User data fits into what the provider takes',
  why: 'A launch with longer user data is refused.',
  remedy: 'Shorten software.early: fetch what is long from a bucket instead.',
  source: USER_DATA,
  example: {
    on: 'Blueprint',
    bad: "...withPart('machine', 'head-machine', { userData: 'x'.repeat(16385) })",
    good: "...withPart('machine', 'head-machine', { userData: 'x'.repeat(16384) })",
  },
  provider: 'aws',
  look(blueprint, catalogue) {
    const limit = byteLimit(catalogue, 'aws.ec2.userData');
    return computers(blueprint).flatMap((part) => {
      const bytes = textBytes(part.userData);
      if (bytes <= limit) return [];
      const message = `the user data has about ${bytes} bytes; EC2 takes ${limit}. Shorten software.early: fetch what is long from a bucket instead.`;
      return [{ property: ownerOf(blueprint, part), message }];
    });
  },
});
