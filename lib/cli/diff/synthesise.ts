import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TerraneError } from '../../errors';
import { readSynthesised, type Synthesised } from '../../targets/updates';
import { type App, appsIn } from '../app';
import { findingsIn } from '../failure';
import { run } from '../run';
import { Misuse, type Surroundings } from '../streams';

/** What the apps of a folder synthesise, or one command; into folders that nobody else uses. */
export async function synthesisedBy(command: string | undefined, { folder, err }: Surroundings): Promise<Synthesised> {
  const output = mkdtempSync(join(tmpdir(), 'terrane-diff-'));
  try {
    const apps = command === undefined ? appsIn(folder) : [{ ...NO_SETTINGS, command }];
    for (const [index, app] of apps.entries()) await synthesise(app, join(output, String(index)), folder, err);
    return readSynthesised(output);
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

const NO_SETTINGS: Omit<App, 'command'> = {
  settings: '--app',
  output: '',
  env: { CDK_CONTEXT_JSON: '{}', CDKTF_CONTEXT_JSON: '{}' },
  defaults: { CDK_VALIDATION: 'false' },
};

// Each engine reads the variable of its own.
async function synthesise(app: App, output: string, folder: string, err: Surroundings['err']): Promise<void> {
  err(`synthesising with \`${app.command}\`\n`);
  const env = { ...app.env, CDK_OUTDIR: output, CDKTF_OUTDIR: output };
  const { failed, words } = await run({ ...app, output, env }, folder);
  if (!failed) return;
  const findings = findingsIn(words);
  if (findings.length > 0) throw new TerraneError(findings);
  throw new Misuse(`\`${app.command}\` failed in ${folder}\n${words}`);
}
