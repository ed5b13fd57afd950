import { rule } from './rule';
import { jsonBytes } from './text-length';

/** An advanced parameter of Systems Manager. */
const LIMIT_BYTES = 8192;

export const documentTooLong = rule({
  id: 'document-too-long',
  level: 'error',
  title: 'What machines read at boot fits into a parameter',
  why: 'Systems Manager refuses a longer parameter, and the deployment with it.',
  source: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html',
  provider: 'aws',
  look(blueprint) {
    return blueprint.partsOf('document').flatMap((part) => {
      const bytes = jsonBytes(part.content);
      if (bytes <= LIMIT_BYTES) return [];
      const message = `the document ${part.name} has about ${bytes} bytes; a parameter holds ${LIMIT_BYTES}. Declare fewer mounts, subnets or partitions, or split the cluster.`;
      return [{ property: part.id, message }];
    });
  },
});
