import * as terrane from '../../../lib';
import { BOOK, GROUNDS, type GroundFacts } from '../../../lib/rules';
import { wholeText } from './read';
import { ociBindings } from './scope';

const STACKS: { readonly [entry: string]: readonly [type: string, from: string] } = {
  'terrane/aws-cdk': ['Stack', 'aws-cdk-lib/core'],
  'terrane/cdktf-aws': ['TerraformStack', 'cdktf'],
  'terrane/cdktf-oci': ['TerraformStack', 'cdktf'],
};
const VALUES = Object.keys(terrane).filter((name) => name !== 'default');
const TYPES = ['HpcClusterProps', 'MpiClusterProps', 'NotebookGatewayProps', 'StreamingWorkersProps'];

/** The good examples of the book as TypeScript, a file for each entry point, by what is to be its name. */
export function goodExamples(): Map<string, string> {
  const files = new Map<string, string[]>();
  for (const { id, example } of BOOK) {
    const facts: GroundFacts = GROUNDS[example.on];
    if (facts.of === 'Blueprint') continue;
    const entry = facts.of === 'OciPlace' ? 'terrane/cdktf-oci' : (facts.entry ?? 'terrane');
    files.set(entry, [...(files.get(entry) ?? []), statement(id, facts, wholeText(example.on, example.good))]);
  }
  return new Map(
    [...files].map(([entry, texts]) => [`${entry.replace('/', '-')}.ts`, [head(entry, texts), ...texts].join('\n')]),
  );
}

function statement(id: string, facts: GroundFacts, text: string): string {
  const name = `rule_${id.replaceAll('-', '_')}`;
  if (facts.of === 'statements')
    return `export function ${name}(stack: ${STACKS[facts.entry ?? '']?.[0]}) {\n${text}\n}`;
  const type = facts.of === 'OciPlace' ? 'OciPlace' : `${facts.of}Props`;
  return `export const ${name} = ((): ${type} => {\n${facts.before ?? ''}\nreturn ${text};\n})();`;
}

function head(entry: string, texts: readonly string[]): string {
  const stack = STACKS[entry];
  if (stack === undefined)
    return `import { ${[...VALUES, ...TYPES.map((name) => `type ${name}`)].join(', ')} } from 'terrane';`;
  const [type, from] = stack;
  const more = entry === 'terrane/cdktf-oci' ? ', type OciPlace' : '';
  return [
    `import { ${type} } from '${from}';`,
    entry === 'terrane/aws-cdk'
      ? "import { Tags } from 'aws-cdk-lib/core';\nimport * as ec2 from 'aws-cdk-lib/aws-ec2';"
      : '',
    entry === 'terrane/cdktf-aws' ? "import { S3Backend } from 'cdktf';" : '',
    `import { ${VALUES.join(', ')} } from 'terrane';`,
    `import { HpcCluster, MpiCluster, NotebookGateway, StreamingWorkers${more} } from '${entry}';`,
    ...[...ociBindings(texts.join('\n'))].map(([name, folder]) => `import { ${name} } from 'terrane/oci/${folder}';`),
  ].join('\n');
}
