import type { Finding } from '../../errors';
import { version } from '../../provenance/version';
import { BOOK, type RuleFacts } from '../../rules';
import type { Checked } from './result';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/**
 * Findings as SARIF 2.1.0, which code hosts show beside a change. A finding is in the synthesised template of its construct,
 * and at the construct's path; what was accepted is there too, suppressed, with its reason.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function asSarif(checked: readonly Checked[]): string {
  const results = checked.flatMap(({ findings, acknowledged, places }) => {
    const file = places.flatMap(({ templates }) => templates)[0] ?? places[0]?.folder ?? '.';
    return [
      ...findings.map((finding) => result(finding, file)),
      ...acknowledged.map(({ finding, reason }) => ({
        ...result(finding, file),
        suppressions: [{ kind: 'inSource', justification: reason }],
      })),
    ];
  });
  const driver = { name: 'terrane', version: version(), rules: BOOK.map(described) };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [{ tool: { driver }, results }] }, null, 2)}\n`;
}

/** https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, section 3.27.10 */
const LEVELS = { error: 'error', warning: 'warning', advice: 'note' } as const;

function described({ id, level, title, why, remedy, source }: RuleFacts) {
  return {
    id,
    shortDescription: { text: `${title}.` },
    fullDescription: { text: why },
    help: { text: `${why} ${remedy}\nSource: ${source.title}, ${source.date}, ${source.url}` },
    helpUri: source.url,
    defaultConfiguration: { level: LEVELS[level] },
  };
}

function result({ code, level, path, message }: Finding, file: string) {
  const index = BOOK.findIndex(({ id }) => id === code);
  return {
    ruleId: code,
    ...(index === -1 ? {} : { ruleIndex: index }),
    level: LEVELS[level],
    message: { text: message },
    locations: [
      {
        // The line says nothing: a declaration is a program. Code hosts show no finding without one.
        physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: 1 } },
        logicalLocations: [{ fullyQualifiedName: path, kind: 'resource' }],
      },
    ],
    // The same finding of the same construct is one alert however often it is found.
    partialFingerprints: { 'terraneFinding/v1': `${code} ${path}` },
  };
}

function uriOf(file: string): string {
  return file.split(/[\\/]/).map(encodeURIComponent).join('/');
}
