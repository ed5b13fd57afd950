import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { jsonText } from '../../../blueprint';
import { once } from '../../aws/functions';
import type { Renderer } from '../rendering';

/** A one-time schedule, in UTC; it stays when its time has come. */
export const renderSchedule: Renderer<'schedule'> = (part, rendering) => {
  const schedule = new CfnSchedule(rendering.place(part), 'Resource', {
    description: part.description,
    scheduleExpression: once(part.at),
    scheduleExpressionTimezone: 'UTC',
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: rendering.attribute(part.calls, 'arn'),
      roleArn: rendering.attribute(part.identity, 'arn'),
      input: rendering.text(jsonText(part.input)),
    },
  });
  return { resources: [schedule], attributes: {} };
};
