import { Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** Warnings of the validator in AWS CDK that a declaration may call for, and why they are acceptable then. */
const ACCEPTED = {
  'CloudFormation-Validate::W9010':
    'The image is an own one, which the declaration names by its id or for each Region.',
  'CloudFormation-Validate::W3010': 'The zone is that of a subnet which the declaration names.',
} as const;

/** Accepts a warning on one resource alone. */
export function accept(construct: IConstruct, id: keyof typeof ACCEPTED): void {
  Validations.of(construct).acknowledge({ id, reason: ACCEPTED[id] });
}
