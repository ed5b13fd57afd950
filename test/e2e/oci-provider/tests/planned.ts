import { Merge } from '../plan/merge';
import { replacements } from '../plan/replace';
import { factsOf } from '../resources/index';
import { conform, resourceBlock, resourceRow } from '../schema/shape';
import type { Values } from '../schema/value';

/** What is planned for a type, with all that was there before. */
export function plan(type: string, config: Values, prior: Values | null = null): Values {
  const block = resourceBlock(type);
  const before = prior && conform(block, prior);
  return new Merge(resourceRow(type), factsOf(type)).planned(block, before, conform(block, config));
}

/** Paths that replace, as text: `create_vnic_details.0.subnet_id`. */
export function replacing(type: string, prior: Values, config: Values): readonly string[] {
  const before = conform(resourceBlock(type), prior);
  const paths = replacements(resourceRow(type), before, plan(type, config, before));
  return paths.map(({ steps }) => steps.map((step) => Object.values(step)[0]).join('.'));
}
