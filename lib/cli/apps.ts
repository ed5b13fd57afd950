import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TerraneError } from '../errors';
import type { App } from './app';
import { findingsIn } from './failure';
import { type Found, findBlueprints } from './find';
import { type Run, run } from './run';
import { Misuse, type Surroundings } from './streams';

/**
 * Blueprints that an app synthesises, into a folder that nobody else uses.
 *
 * @param command shell command, of whatever engine
 * @throws TerraneError with the findings of a declaration that the app refused
 * @throws Misuse where it failed otherwise
 */
export async function blueprintsOfApp(
  command: string,
  { folder, err }: Surroundings,
  runApp: Run = run,
): Promise<Found[]> {
  const output = mkdtempSync(join(tmpdir(), 'terrane-app-'));
  err(`synthesising with \`${command}\`\n`);
  const { failed, words } = await runApp(appOf(command, output), folder);
  if (!failed) return findBlueprints([output], folder);
  const findings = findingsIn(words);
  if (findings.length > 0) throw new TerraneError(findings);
  throw new Misuse(`\`${command}\` failed\n${words}`);
}

// Each engine reads the variable of its own.
function appOf(command: string, output: string): App {
  return {
    settings: '--app',
    command,
    output,
    env: { CDK_OUTDIR: output, CDKTF_OUTDIR: output, CDK_CONTEXT_JSON: '{}', CDKTF_CONTEXT_JSON: '{}' },
    defaults: { CDK_VALIDATION: 'false' },
  };
}
