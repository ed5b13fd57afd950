import { Aws, Lazy } from 'aws-cdk-lib/core';
import type { Renderer } from '../rendering';

/**
 * The creation policy of the machine that opens it (parts/machine.ts): no resource of its own. Its coordinates are the names
 * of the stack and of the machine within the template, so that what holds them does not wait for the machine.
 */
export const renderGate: Renderer<'gate'> = (part, rendering) => {
  const logicalId = (): string => rendering.main(part.opener).logicalId;
  return {
    resources: [],
    attributes: {
      stack: () => Aws.STACK_NAME,
      stackArn: () => Aws.STACK_ID,
      resource: () => Lazy.uncachedString({ produce: logicalId }),
    },
  };
};
