import { SchedulerSchedule } from '@cdktf/provider-aws/lib/scheduler-schedule/index.js';
import { jsonText, ref } from '../../../blueprint';
import { once } from '../../aws/functions';
import { nameOf } from '../../shared/names';
import type { Renderer } from '../rendering';

/** A one-time schedule, in UTC; it stays when its time has come. */
export const renderSchedule: Renderer<'schedule'> = (part, rendering) => {
  const schedule = new SchedulerSchedule(rendering.home(part), 'Resource', {
    name: nameOf(rendering.blueprint, part),
    description: part.description,
    scheduleExpression: once(part.at),
    scheduleExpressionTimezone: 'UTC',
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: rendering.text(ref(part.calls, 'arn'), part),
      roleArn: rendering.text(ref(part.identity, 'arn'), part),
      input: rendering.text(jsonText(part.input), part),
    },
  });
  return { native: schedule, resources: [schedule], attributes: {} };
};
