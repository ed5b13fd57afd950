import { snapshot } from '../snapshot';
import { blueprintOf, nameOf, type Subject } from '../subject';
import { listed, type Matcher, verdict } from './matcher';
import { type BlueprintPattern, differences } from './pattern';

/**
 * Holds a declaration against a pattern of what must be in it; or against another declaration, of whatever engine: the two then mean
 * the same, but for their paths.
 */
export const toMatchBlueprint: Matcher<[BlueprintPattern | Subject]> = (received, expected) => {
  const blueprint = blueprintOf(received as Subject);
  const { path } = blueprint.data;
  if (!isSubject(expected)) {
    const lines = differences(blueprint, expected as BlueprintPattern);
    return verdict(
      lines.length === 0,
      [
        `expected ${path} to match the pattern, but`,
        ...listed(lines),
        'Change the declaration, or the pattern where it was changed on purpose.',
      ],
      [`expected ${path} not to match the pattern, but all of it is there.`],
    );
  }
  const [own, other] = [linesOf(blueprintOf(expected)), linesOf(blueprint)];
  const lines = [
    ...own.filter((line) => !other.includes(line)).map((line) => `- ${line}`),
    ...other.filter((line) => !own.includes(line)).map((line) => `+ ${line}`),
  ];
  const whose = nameOf(expected);
  return verdict(
    lines.length === 0,
    [`expected ${path} (+) to mean the same as ${whose} (-), but`, ...listed(lines), 'Give both the same props.'],
    [`expected ${path} to differ from ${whose}, but both mean the same.`],
  );
};

function isSubject(value: unknown): value is Subject {
  if (typeof value === 'string') return true;
  return typeof value === 'object' && value !== null && ('blueprint' in value || 'node' in value || 'data' in value);
}

// The first line is where the construct is.
function linesOf(blueprint: ReturnType<typeof blueprintOf>): string[] {
  return snapshot(blueprint)
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.trim());
}
