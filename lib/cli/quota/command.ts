import type { Command } from 'commander';
import type { Surroundings } from '../streams';
import type { QuotaOptions } from './quota';

const EXAMPLE = `
Counted is what there is with all nodes running. It is held against the account's own values (--live), else against those
stated (quotas and quotaVcpus of the declaration, --quotas), else against what a new account has.

A file of values: codes with numbers in YAML or JSON, or what the providers' command lines print, e.g.
  aws service-quotas list-service-quotas --service-code ec2 --output json > ec2.json
  oci limits value list --service-name compute --compartment-id "$TENANCY" --all > compute.json

--live reads, and changes nothing. It needs the provider's package and credentials as the provider's own tools take them:
  AWS  npm install @aws-sdk/client-service-quotas
       allowed: servicequotas:GetServiceQuota, servicequotas:GetAWSDefaultServiceQuota
  OCI  npm install oci-limits oci-common
       allowed: inspect resource-availability and inspect limits in tenancy

Examples:
  $ terrane quota cdk.out
  $ terrane quota cdk.out --quotas ours.yaml --json
  $ terrane quota --live

Ends with 0 where there is enough of all that is known, 1 where something is short of what is stated or of what the account
has, 2 on misuse or where the provider does not answer. What is short of a new account's default alone is said, and ends with 0.
`;

/** `terrane quota` */
export function addQuota(root: Command, surroundings: Surroundings, end: (code: number) => void): void {
  root
    .command('quota')
    .description("what is needed of the provider's quotas, what is short, and how to ask for more")
    .argument('[folder]', 'synthesised folder, e.g. cdk.out; without it the apps of cdk.json and cdktf.json are run')
    .option(
      '--quotas <file>',
      'values of the account: YAML, JSON, or the output of the providers’ command lines; may be repeated',
      repeated,
    )
    .option('--live', 'ask the account for its values')
    .option('--region <name>', 'Region to ask where the declaration does not say it')
    .option('--all', 'also list what there is enough of by far')
    .option('--json', 'one JSON document on stdout')
    .addHelpText('after', EXAMPLE)
    .action(async (folder: string | undefined, options: QuotaOptions) => {
      const { quota } = require('./quota') as typeof import('./quota');
      end(await quota(folder, options, surroundings));
    });
}

function repeated(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
