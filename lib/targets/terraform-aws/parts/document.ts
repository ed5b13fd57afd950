import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter/index.js';
import { jsonText } from '../../../blueprint';
import { parameterTier } from '../../aws/documents';
import { arnOf } from '../../aws/grants/arns';
import type { Renderer } from '../rendering';

/** Attributes beyond the neutral ones: `arn`. */
export const renderDocument: Renderer<'document'> = (part, rendering) => {
  const content = jsonText(part.content);
  const parameter = new SsmParameter(rendering.home(part), 'Resource', {
    name: part.name,
    description: part.description,
    type: 'String',
    tier: parameterTier(content),
    // `value` counts as sensitive: a plan would hide what changes. Documents hold no secrets.
    insecureValue: rendering.text(content, part),
    tags: rendering.tags(part),
  });
  return {
    native: parameter,
    resources: [parameter],
    attributes: {
      name: () => parameter.name,
      // From the name itself: a permission to read must not wait for the document, which may wait for who reads it.
      arn: () => rendering.text(arnOf('ssm', `parameter${part.name}`), part),
    },
  };
};
