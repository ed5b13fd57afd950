import type { Finding, RuleId } from '../errors';

// As TerraneError writes them: `[code] path: property: message`, one finding a line. A construct path may hold spaces, a property not.
const FINDING = /^\[([a-z0-9-]+)\] (.+?): (?:(\S+): )?(.+)$/;
const START = /^(?:Uncaught )?TerraneError: (?=\[)/;

/** The findings in what a failed app wrote; none where it failed for another reason. */
export function findingsIn(words: string): Finding[] {
  const lines = words.split(/\r?\n/);
  const start = lines.findIndex((line) => START.test(line));
  if (start < 0) return [];
  const findings: Finding[] = [];
  for (const line of lines.slice(start)) {
    const finding = parse(line.replace(START, ''));
    if (finding === undefined) break;
    findings.push(finding);
  }
  return findings;
}

function parse(line: string): Finding | undefined {
  const [, code, path, property, message] = FINDING.exec(line) ?? [];
  if (code === undefined || message === undefined) return undefined;
  // The app may have been built with another version, which has rules of its own.
  return {
    code: code as RuleId,
    level: 'error',
    path: property === undefined ? `${path}` : `${path}: ${property}`,
    message,
  };
}
