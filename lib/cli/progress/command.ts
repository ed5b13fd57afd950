import type { Command } from 'commander';
import type { Surroundings } from '../streams';

const EXAMPLE = `
Buckets are read with the command line of the cloud, aws or oci, and whatever login that has.

Examples:
  $ terrane progress s3://noise-results-1a2b3c --watch   how far the fleet is, until it is done
  $ terrane progress s3://noise-results-1a2b3c --dead    what failed for good, and how to do it again
`;

/** `terrane progress` */
export function addProgress(root: Command, surroundings: Surroundings, end: (code: number) => void): void {
  root
    .command('progress')
    .description('how far a fleet is: done, failed, rate, workers, estimated end; or what failed for good')
    .argument('[where]', 'where its results are: s3://bucket, oci://bucket or a folder; a prefix may follow the bucket')
    .option('--watch', 'look every 10 s until all is done')
    .option('--dead', 'the dead letters, and how to do them again')
    .option('--json', 'one JSON document on stdout; with --watch one a line')
    .addHelpText('after', EXAMPLE)
    .action(async (where: string | undefined, options) => {
      const { progress } = require('./progress') as typeof import('./progress');
      end(await progress(where, options, surroundings));
    });
}
