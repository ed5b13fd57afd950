import { readFileSync } from 'node:fs';
import { cloudFormationRules } from './cloudformation-rules';
import { filesBelow } from './files';
import { type MadeRule, record, type Template } from './made-rule';
import { terraformAwsRules } from './terraform-aws-rules';
import { terraformOciRules } from './terraform-oci-rules';

export type { MadeEnd, MadeRule } from './made-rule';

/** Every rule that the templates of a synthesised folder make, those of the app's own groups included. */
export function madeRules(folder: string): MadeRule[] {
  const files = filesBelow(folder, (_, name) => name.endsWith('.template.json') || name === 'cdk.tf.json');
  return rulesOf(files.map((file) => ({ file, content: record(JSON.parse(readFileSync(file, 'utf8'))) })));
}

/** Every rule of some templates, which may refer to each other. */
export function rulesOf(templates: readonly Template[]): MadeRule[] {
  return [...cloudFormationRules(templates), ...terraformAwsRules(templates), ...terraformOciRules(templates)];
}
