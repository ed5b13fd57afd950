import type { Checked } from './result';

/** One document: the blueprints, what was found in them, what was accepted and why. */
export function asJson(checked: readonly Checked[]): string {
  const blueprints = checked.map(({ blueprint, places }) => {
    return { name: blueprint.data.name, path: blueprint.data.path, places };
  });
  const findings = checked.flatMap((each) => each.findings);
  const acknowledged = checked.flatMap((each) =>
    each.acknowledged.map(({ finding, ...acceptance }) => ({ ...finding, ...acceptance })),
  );
  return `${JSON.stringify({ blueprints, findings, acknowledged }, null, 2)}\n`;
}
