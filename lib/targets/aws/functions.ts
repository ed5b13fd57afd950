import type { Blueprint, FunctionPart } from '../../blueprint';

/** Debian 13 has the same version, so that tests run what Lambda runs. */
export const RUNTIME = 'python3.13';
/** Enough for the SDK, which a function with less processor loads for seconds. */
export const MEMORY_MIB = 256;
export const LOG_DAYS = 90;
/** Name of a program within its archive, as CloudFormation names one that stands in a template. */
export const MODULE = 'index';
export const HANDLER = `${MODULE}.handler`;

/** Known before the function is there, so that its permission to log is: 64 characters at most, which a cluster's name leaves. */
export function functionName(part: FunctionPart, { data }: Blueprint): string {
  return `${data.name}-${part.id}`;
}

/** The group that Lambda writes a function's output to; made with it, it keeps nothing for ever. */
export function logGroupName(part: FunctionPart, blueprint: Blueprint): string {
  return `/aws/lambda/${functionName(part, blueprint)}`;
}

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#one-time */
export function once(at: string): string {
  return `at(${at})`;
}
