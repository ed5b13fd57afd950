import { env, type IdentityPart, type Text } from '../../blueprint';
import { servicePrincipal } from './grants/arns';

const SERVICES: { readonly [of in NonNullable<IdentityPart['of']>]: string } = {
  function: 'lambda',
  schedule: 'scheduler',
};

/**
 * Which service lends an identity. A scheduler acts for schedules of any account, so that the account is named:
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 *
 * @param resolved makes the engine's own form of a text
 */
export function trustOf<T>({ of }: IdentityPart, resolved: (text: Text) => T) {
  const Condition = { StringEquals: { 'aws:SourceAccount': resolved(env('account')) } };
  return {
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { Service: servicePrincipal(of === undefined ? 'ec2' : SERVICES[of]) },
    ...(of === 'schedule' ? { Condition } : {}),
  };
}
