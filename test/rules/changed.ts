import type { Blueprint, BlueprintData, Kind, PartOf } from '../../lib/blueprint';
import { awsCatalogue } from '../../lib/catalogue/aws';
import type { MachineFacts } from '../../lib/catalogue/facts';
import type { Finding } from '../../lib/errors';
import { rules } from '../../lib/rules';
import { SAMPLE, sampleBlueprint } from '../support/sample-blueprint';

/** The sample with some fields of one part changed. */
export function withPart<K extends Kind>(
  kind: K,
  id: string,
  change: Partial<PartOf<K>>,
  base: BlueprintData = SAMPLE,
): BlueprintData {
  const found = base.parts.some((part) => part.kind === kind && part.id === id);
  if (!found) throw new Error(`the sample has no ${kind} '${id}'`);
  return { ...base, parts: base.parts.map((part) => (part.id === id ? { ...part, ...change } : part)) };
}

/** Facts of the catalogue's machine, which must exist. */
export function machine(name: string): MachineFacts {
  const facts = awsCatalogue.machine(name);
  if (facts === undefined) throw new Error(`the catalogue has no ${name}`);
  return facts;
}

/** What one rule says of the sample after a change. */
export function findingsOf(id: string, change: Partial<BlueprintData>): Finding[] {
  const rule = rules.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`there is no rule '${id}'`);
  return rule.check(sampleBlueprint(change), awsCatalogue);
}

/** The only finding of a rule after a change, as `property: message`. */
export function onlyFinding(id: string, change: Partial<BlueprintData>): string {
  const findings = findingsOf(id, change);
  if (findings.length !== 1) throw new Error(`${findings.length} findings of ${id}: ${JSON.stringify(findings)}`);
  const [finding] = findings as [Finding];
  return `${finding.path.replace('Stack/Sample: ', '')}: ${finding.message}`;
}

export function sample(change: Partial<BlueprintData> = {}): Blueprint {
  return sampleBlueprint(change);
}
