import type { Blueprint } from '../../lib/blueprint';

/** A text that machines are given, by its path in their bundle; empty where there is none. */
export function bundleText(blueprint: Blueprint, path: string): string {
  return blueprint.partsOf('bundle')[0]?.files.find((file) => file.path === path)?.text ?? '';
}
