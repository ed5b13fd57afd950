import type { JsonObject } from './values';

/** The template of one stack of a synthesised folder. */
export interface StackTemplate {
  readonly engine: 'CloudFormation' | 'Terraform';
  /** Construct path of the stack. */
  readonly path: string;
  readonly template: JsonObject;
  /** Construct path of a resource, by its address in the template. */
  readonly paths: ReadonlyMap<string, string>;
}
