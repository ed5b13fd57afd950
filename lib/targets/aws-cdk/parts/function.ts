import { readFileSync } from 'node:fs';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { jsonText } from '../../../blueprint';
import { functionName, HANDLER, LOG_DAYS, logGroupName, MEMORY_MIB, RUNTIME } from '../../aws/functions';
import { runtimePath } from '../../shared/bundle';
import { keepOrDelete, type Renderer } from '../rendering';

/** What every version of CloudFormation has taken of a program in a template; a longer one is none that a reviewer reads there. */
const LONGEST = 4096;

/** A Lambda function whose program stands in the template, where a reviewer reads it. Attributes: also `arn`. */
export const renderFunction: Renderer<'function'> = (part, rendering) => {
  const place = rendering.place(part);
  const program = readFileSync(runtimePath(part.program), 'utf8');
  if (program.length > LONGEST)
    throw new Error(`${rendering.blueprint.data.path}: ${part.program} has ${program.length} characters`);
  const logs = new CfnLogGroup(place, 'Logs', {
    logGroupName: logGroupName(part, rendering.blueprint),
    retentionInDays: LOG_DAYS,
  });
  const settings = Object.entries(part.settings).map(([name, value]) => [name, rendering.text(jsonText(value))]);
  const made = new CfnFunction(place, 'Resource', {
    functionName: functionName(part, rendering.blueprint),
    description: part.description,
    runtime: RUNTIME,
    handler: HANDLER,
    code: { zipFile: program },
    role: rendering.attribute(part.identity, 'arn'),
    timeout: part.timeoutSeconds,
    memorySize: MEMORY_MIB,
    ...(settings.length === 0 ? {} : { environment: { variables: Object.fromEntries(settings) } }),
  });
  // Lambda would make a group of its own, without an end.
  made.addResourceDependency(logs);
  keepOrDelete(part, logs);
  return { resources: [made, logs], attributes: { id: () => made.ref, arn: () => made.attrArn } };
};
