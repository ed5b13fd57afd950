import { CfnOutput } from 'aws-cdk-lib/core';
import { pascal } from '../../../blueprint';
import type { Renderer } from '../rendering';

/** A line that `cdk deploy` prints; its logical id is made of the construct's path and the part's id. */
export const renderOutput: Renderer<'output'> = (part, rendering) => {
  new CfnOutput(rendering.scope, pascal(part.id), {
    description: part.description,
    value: rendering.text(part.value),
  });
  return { resources: [], attributes: {} };
};
