import { byteLimit } from './limits';
import { rule } from './rule';
import { textBytes } from './text-length';
import { computers, ownerOf } from './words';

export const userDataTooLong = rule({
  id: 'user-data-too-long',
  level: 'error',
  title: 'User data fits into what the provider takes',
  why: 'A launch with longer user data is refused.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html',
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
