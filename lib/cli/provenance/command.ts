import type { Command } from 'commander';
import type { Surroundings } from '../streams';
import type { ProvenanceOptions } from './provenance';

const EXAMPLE = `
Each synthesis leaves a document beside its blueprint (terrane/PATH.prov.jsonld): W3C PROV-O as JSON-LD. Its files are
compared with what lies there now.

What is deployed tells by itself which declaration made it:
  aws cloudformation get-template-summary --stack-name STACK --query Metadata --output text
  terraform output CLUSTERDeclaration
and 'sha256sum cdk.out/terrane/PATH.json' tells the same of a synthesised folder.

Examples:
  $ terrane provenance cdk.out
  $ terrane provenance cdk.out --json > provenance.jsonld
  $ terrane provenance cdk.out --json --at "$(date -u +%Y-%m-%dT%H:%M:%SZ)"

Ends with 0 where all files are as they were synthesised, 1 where one is not, 2 on misuse.
`;

/** `terrane provenance` */
export function addProvenance(root: Command, surroundings: Surroundings, end: (code: number) => void): void {
  root
    .command('provenance')
    .description(
      'what made a synthesised folder: declaration, catalogue, versions, machines, images, accepted warnings',
    )
    .argument('[folder]', 'synthesised folder, e.g. cdk.out; without it the apps of cdk.json and cdktf.json are run')
    .option('--json', 'the documents as one JSON-LD graph on stdout')
    .option(
      '--at <time>',
      'with --json: when the files were made, UTC, e.g. 2026-11-22T12:00:00Z; not recorded without it',
    )
    .addHelpText('after', EXAMPLE)
    .action(async (folder: string | undefined, options: ProvenanceOptions) => {
      const { provenance } = require('./provenance') as typeof import('./provenance');
      end(await provenance(folder, options, surroundings));
    });
}
