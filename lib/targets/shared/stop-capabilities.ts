import type { Blueprint, Stop } from '../../blueprint';
import type { Capability } from './capabilities';

/** How clouds stop launches once a limit is reached. */
export const STOP_CAPABILITIES: readonly Capability[] = [
  {
    id: 'spending-stop',
    asked: 'no machine more once the budget is spent (budget.stopAt)',
    aws: {
      how: 'yes',
      as: 'SNS topic, a Lambda function that marks the launch templates, a policy that heeds the mark',
      resources: ['aws_sns_topic', 'aws_lambda_function', 'aws_lambda_permission', 'aws_cloudwatch_log_group'],
    },
    oci: {
      how: 'differently',
      as: 'people are told by alert rules, and nothing is stopped: a function asks for an image in a registry',
      resources: ['oci_budget_alert_rule'],
    },
    uses: (blueprint) => stopping(blueprint, (stop) => stop.ends === undefined, 'budget.stopAt'),
  },
  {
    id: 'lease',
    asked: 'no machine more after a day (lease)',
    aws: {
      how: 'yes',
      as: "a policy by date, the head's own timer, and a schedule that calls the function",
      resources: ['aws_scheduler_schedule', 'aws_iam_role_policy'],
    },
    oci: {
      how: 'differently',
      as: "a policy by date for the cluster as a whole, and the head's own timer",
      resources: ['oci_identity_policy'],
    },
    uses: (blueprint) => stopping(blueprint, (stop) => stop.ends !== undefined, 'lease'),
  },
];

function stopping(blueprint: Blueprint, has: (stop: Stop) => boolean, property: string): string[] {
  return blueprint.partsOf('fleet').some(({ stops = [] }) => stops.some(has)) ? [property] : [];
}
