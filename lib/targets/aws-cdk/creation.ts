import type { CfnElement } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

// Words of the engine's cloud assembly: its validators show the line of the program that made a resource.
const CREATION_STACK = 'aws:cdk:creationStack';
const NO_CREATION_STACKS = 'aws:cdk:disable-creation-stack-traces';

/**
 * Keeps the engine from taking a stack trace for every resource below a construct. They would all lead to the same line of
 * the user's program, and take a tenth of the time of a synthesis.
 */
export function untraced<C extends Construct>(construct: C): C {
  construct.node.setContext(NO_CREATION_STACKS, true);
  return construct;
}

/** Says of untraced resources, once for all, which line of the program made them: the one that calls a constructor. */
export function traceTo(maker: object, resources: readonly CfnElement[]): void {
  const callers = callersOf(maker);
  for (const resource of resources)
    if (resource.creationStack.length === 0) resource.node.addMetadata(CREATION_STACK, callers);
}

/** The calls that led to a constructor, innermost first, as the engine writes them. */
function callersOf(maker: object): string[] {
  const trace: { stack?: string } = {};
  Error.captureStackTrace(trace, maker as () => void);
  const [, ...calls] = (trace.stack ?? '').split('\n').map((line) => line.trim().replace(/^at /, ''));
  return calls.filter((call) => !call.includes('node:'));
}
