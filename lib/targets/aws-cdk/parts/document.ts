import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import { jsonText } from '../../../blueprint';
import { parameterTier } from '../../aws/documents';
import { arnOf } from '../../aws/grants/arns';
import type { Renderer } from '../rendering';

/** A parameter in the parameter store. */
export const renderDocument: Renderer<'document'> = (part, rendering) => {
  const content = jsonText(part.content);
  const parameter = new CfnParameter(rendering.place(part), 'Resource', {
    type: 'String',
    name: part.name,
    description: part.description,
    tier: parameterTier(content),
    value: rendering.text(content),
  });
  return {
    resources: [parameter],
    attributes: {
      name: () => parameter.ref,
      // From the name itself: a permission to read must not wait for the document, which may wait for who reads it.
      arn: () => rendering.text(arnOf('ssm', `parameter${part.name}`)),
    },
  };
};
