import type { ForeignMark } from '../../blueprint';

/** How CDK for Terraform marks its deploy-time values. */
export const TERRAFORM_VALUE: ForeignMark = {
  mark: /TfToken\[/,
  message:
    'holds a value of CDK for Terraform, which a CloudFormation template cannot know. Give the value itself, ' +
    'or one of a construct of AWS CDK.',
};
