import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Misuse } from './streams';

/** A program that synthesises, as one engine's settings file names it. */
export interface App {
  readonly settings: string;
  /** Shell command. */
  readonly command: string;
  /** The folder that it synthesises into, absolute. */
  readonly output: string;
  /** What the engine's own command line would tell it. */
  readonly env: { readonly [name: string]: string };
  /** What holds unless the caller's environment says otherwise. */
  readonly defaults: { readonly [name: string]: string };
}

interface Engine {
  readonly settings: string;
  readonly output: string;
  readonly outputVariable: string;
  readonly contextVariable: string;
  /** Further files with context, as the engine's command line reads them. */
  readonly contextFiles: readonly string[];
  readonly defaults: App['defaults'];
}

const ENGINES: readonly Engine[] = [
  {
    settings: 'cdk.json',
    output: 'cdk.out',
    outputVariable: 'CDK_OUTDIR',
    contextVariable: 'CDK_CONTEXT_JSON',
    contextFiles: ['cdk.context.json'],
    // What is looked at here is the blueprint. The validator in AWS CDK takes seconds, and looks when a deployment is synthesised.
    defaults: { CDK_VALIDATION: 'false' },
  },
  {
    settings: 'cdktf.json',
    output: 'cdktf.out',
    outputVariable: 'CDKTF_OUTDIR',
    contextVariable: 'CDKTF_CONTEXT_JSON',
    contextFiles: [],
    defaults: {},
  },
];

/** The apps that the settings files of a folder name. */
export function appsIn(folder: string): App[] {
  const apps = ENGINES.filter(({ settings }) => existsSync(join(folder, settings))).map((engine) =>
    appOf(engine, folder),
  );
  if (apps.length > 0) return apps;
  const names = ENGINES.map(({ settings }) => settings).join(' nor ');
  throw new Misuse(`neither ${names} is in ${folder}. Name a synthesised folder, or go to the folder of your app.`);
}

function appOf(engine: Engine, folder: string): App {
  const settings = readJson(join(folder, engine.settings));
  const { app, output, context } = settings;
  if (typeof app !== 'string') {
    throw new Misuse(`${engine.settings} names no app. Give one, e.g. "app": "node bin/app.js".`);
  }
  const further = engine.contextFiles.map((name) => join(folder, name)).filter((file) => existsSync(file));
  const contexts = [typeof context === 'object' ? context : {}, ...further.map(readJson)];
  const directory = resolve(folder, typeof output === 'string' ? output : engine.output);
  return {
    settings: engine.settings,
    command: app,
    output: directory,
    defaults: engine.defaults,
    env: {
      [engine.outputVariable]: directory,
      [engine.contextVariable]: JSON.stringify(Object.assign({}, ...contexts)),
    },
  };
}

function readJson(file: string): { readonly [key: string]: unknown } {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { readonly [key: string]: unknown };
  } catch (error) {
    throw new Misuse(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
