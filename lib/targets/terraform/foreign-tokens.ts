import type { ForeignMark } from '../../blueprint';

/** How AWS CDK marks its deploy-time values. */
export const CDK_VALUE: ForeignMark = {
  mark: /[$#]\{Token\[/,
  message:
    'holds a value of AWS CDK, which a Terraform configuration cannot know. Give the value itself, or one of a construct ' +
    'of CDK for Terraform.',
};
