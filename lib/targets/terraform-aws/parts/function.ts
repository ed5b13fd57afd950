import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import { jsonText, ref } from '../../../blueprint';
import { functionName, HANDLER, LOG_DAYS, logGroupName, MEMORY_MIB, MODULE, RUNTIME } from '../../aws/functions';
import { zipBundle } from '../../shared/bundle';
import { writeAsset } from '../../terraform/output-files';
import type { Renderer } from '../rendering';

/** The archive is a file beside the synthesised stack. Attributes beyond the neutral ones: `arn`. */
export const renderFunction: Renderer<'function'> = (part, rendering) => {
  const home = rendering.home(part);
  const { bytes, sha256 } = zipBundle({
    kind: 'bundle',
    id: part.id,
    files: [{ path: `${MODULE}.py`, runtime: part.program }],
  });
  const tags = rendering.tags(part);
  const logs = new CloudwatchLogGroup(home, 'Logs', {
    name: logGroupName(part, rendering.blueprint),
    retentionInDays: LOG_DAYS,
    tags,
  });
  const settings = Object.entries(part.settings).map(([name, value]) => [name, rendering.text(jsonText(value), part)]);
  const made = new LambdaFunction(home, 'Resource', {
    functionName: functionName(part, rendering.blueprint),
    description: part.description,
    runtime: RUNTIME,
    handler: HANDLER,
    filename: writeAsset(home, `${sha256}.zip`, bytes),
    sourceCodeHash: Buffer.from(sha256, 'hex').toString('base64'),
    role: rendering.text(ref(part.identity, 'arn'), part),
    timeout: part.timeoutSeconds,
    memorySize: MEMORY_MIB,
    // Lambda would make a group of its own, without an end.
    dependsOn: [logs],
    ...(settings.length === 0 ? {} : { environment: { variables: Object.fromEntries(settings) } }),
    tags,
  });
  return {
    native: made,
    resources: [made, logs],
    attributes: { id: () => made.functionName, arn: () => made.arn },
  };
};
