import { existsSync, mkdirSync } from 'node:fs';
import { type Finding, TerraneError } from '../errors';
import { type App, appsIn } from './app';
import { findingsIn } from './failure';
import { type Ended, type Run, run } from './run';
import { Misuse, type Surroundings } from './streams';

/** What the apps of a folder have just synthesised. */
export interface Built {
  readonly folders: readonly string[];
  /** When the first app was started, ms. */
  readonly started: number;
}

/**
 * Runs the apps that cdk.json and cdktf.json name, side by side.
 *
 * @throws TerraneError with the findings of a declaration that an app refused, each once
 * @throws Misuse where an app failed otherwise
 */
export async function build(surroundings: Surroundings, runApp: Run = run): Promise<Built> {
  const apps = appsIn(surroundings.folder);
  const started = Date.now();
  const outcomes = await Promise.all(
    apps.map(async (app) => ({ app, ...(await synthesise(app, surroundings, runApp)) })),
  );
  const failed = outcomes
    .filter((outcome) => outcome.failed)
    .map((outcome) => ({ ...outcome, findings: findingsIn(outcome.words) }));
  const broken = failed.filter(({ findings }) => findings.length === 0);
  if (broken.length > 0) {
    throw new Misuse(broken.map(({ app, words }) => `${app.settings}: \`${app.command}\` failed\n${words}`).join('\n'));
  }
  if (failed.length > 0) throw new TerraneError(distinct(failed.flatMap(({ findings }) => findings)));
  return { folders: apps.map(({ output }) => output).filter((folder) => existsSync(folder)), started };
}

async function synthesise(app: App, { folder, err }: Surroundings, runApp: Run): Promise<Ended> {
  const started = Date.now();
  err(`${app.settings}: synthesising with \`${app.command}\`\n`);
  mkdirSync(app.output, { recursive: true });
  const ended = await runApp(app, folder);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  err(`${app.settings}: ${ended.failed ? 'failed' : 'done'} after ${seconds} s\n`);
  // An app that fails has its words in the error.
  if (!ended.failed) err(ended.words);
  return ended;
}

// Both engines refuse the same declaration with the same words.
function distinct(findings: readonly Finding[]): Finding[] {
  const byText = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...byText.values()];
}
