import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ISynthesisSession, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

/** Some providers take a file of another time for another file: an asset is always of the same one. */
const EPOCH = new Date('1980-01-01T12:00:00Z');

/**
 * Writes a file into the folder of a construct's stack when the app is synthesised.
 *
 * @returns where Terraform finds it, from the stack's folder
 */
export function writeAsset(scope: Construct, name: string, bytes: Uint8Array): string {
  const path = `assets/${name}`;
  const stack = TerraformStack.of(scope);
  whenSynthesised(stack, (session) => {
    const file = join(session.outdir, session.manifest.forStack(stack).workingDirectory, path);
    write(file, bytes);
    utimesSync(file, EPOCH, EPOCH);
  });
  return path;
}

/** Writes a file into the output folder of the app when it is synthesised. */
export function writeOutput(scope: Construct, path: string, text: string): void {
  whenSynthesised(TerraformStack.of(scope), (session) => write(join(session.outdir, path), text));
}

/** What Terraform reads of a stack. */
export interface WrittenStack {
  /** From the output folder of the app. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** Writes a file into the output folder of the app, once what it speaks of is written: the templates of all of the stacks. */
export function writeAfterStacks(
  stacks: readonly TerraformStack[],
  path: string,
  text: (templates: readonly WrittenStack[]) => string,
): void {
  for (const stack of stacks) {
    whenSynthesised(stack, (session) => {
      const paths = stacks.map((each) => session.manifest.forStack(each).synthesizedStackPath);
      // Of stacks that come later, the last one writes it.
      if (!paths.every((each) => existsSync(join(session.outdir, each)))) return;
      const templates = paths.map((each) => ({ path: each, content: readFileSync(join(session.outdir, each)) }));
      write(join(session.outdir, path), text(templates));
    });
  }
}

// A stack's synthesiser runs when the app writes its output, and not when a test asks for the text of a stack.
function whenSynthesised(stack: TerraformStack, run: (session: ISynthesisSession) => void): void {
  const before = stack.synthesizer;
  stack.synthesizer = {
    synthesize(session) {
      before.synthesize(session);
      run(session);
    },
  };
}

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
