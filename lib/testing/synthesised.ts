import { existsSync } from 'node:fs';
import { readSynthesised, type Synthesised } from '../targets/updates';

/** A construct of any engine: it knows the tree that it is in. */
export interface InTree {
  readonly node: { readonly root: object };
}

/** A synthesised folder, or something of an app, which is synthesised as a whole. */
export type SynthesisedThing = string | InTree;

/**
 * Blueprints and templates of a folder, or of the app that a construct is in.
 *
 * @throws TypeError where it is neither, or nothing of Terrane's is in it
 */
export function synthesisedOf(thing: SynthesisedThing): Synthesised {
  const folder = typeof thing === 'string' ? thing : synthesise(thing);
  if (!existsSync(folder))
    throw new TypeError(`${folder} is not there: synthesise it before, or keep it beside the test`);
  const found = readSynthesised(folder);
  if (found.blueprints.length > 0) return found;
  throw new TypeError(`${folder}: no construct of Terrane is in it (no terrane/*.json)`);
}

// An app of AWS CDK gives its assembly back, one of cdktf knows its folder.
function synthesise(thing: InTree): string {
  const root: object & { synth?: () => unknown; outdir?: unknown } = thing.node.root;
  if (typeof root.synth !== 'function')
    throw new TypeError('the construct is in no app: give new App() as the first scope, or a synthesised folder');
  const assembly = root.synth();
  if (typeof assembly === 'object' && assembly !== null && 'directory' in assembly) return String(assembly.directory);
  return String(root.outdir);
}
