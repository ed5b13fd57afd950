import { rule } from '../rule';
import { PARAMETERS } from '../sources';
import { jsonBytes } from './text-length';

/** An advanced parameter of Systems Manager. */
const LIMIT_BYTES = 8192;

export const documentTooLong = rule({
  id: 'document-too-long',
  level: 'error',
  title: 'What machines read at boot fits into a parameter',
  why: 'Systems Manager refuses a longer parameter, and the deployment with it.',
  remedy: 'Declare fewer mounts, subnets or partitions, or split the cluster.',
  source: PARAMETERS,
  example: {
    on: 'Blueprint',
    bad: "...withPart('document', 'cluster-document', { content: { text: 'x'.repeat(8192) } })",
    good: "...withPart('document', 'cluster-document', { content: { text: 'x'.repeat(80) } })",
  },
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
