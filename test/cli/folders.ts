import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Blueprint } from '../../lib/blueprint';
import { main } from '../../lib/cli/main';

const made: string[] = [];

/** A folder of its own with some files. */
export function folderWith(files: { readonly [path: string]: string }): string {
  const folder = mkdtempSync(join(tmpdir(), 'terrane-cli-'));
  made.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
}

/** A cloud assembly as CDK lays it out, with a blueprint of its stack `Stack`. */
export function cdkOut(blueprint: Blueprint, folder = 'cdk.out'): { [path: string]: string } {
  const stack = (name: string) => ({
    type: 'aws:cloudformation:stack',
    properties: { templateFile: `${name}.template.json` },
    displayName: name,
  });
  return {
    [`${folder}/manifest.json`]: JSON.stringify({ artifacts: { Other: stack('Other'), Stack: stack('Stack') } }),
    [`${folder}/terrane/Stack.Sample.json`]: blueprint.toJson(),
  };
}

/** The same as CDK for Terraform lays it out. */
export function cdktfOut(blueprint: Blueprint, folder = 'cdktf.out'): { [path: string]: string } {
  const stack = { name: 'Stack', constructPath: 'Stack', synthesizedStackPath: 'stacks/Stack/cdk.tf.json' };
  return {
    [`${folder}/manifest.json`]: JSON.stringify({ stacks: { Stack: stack } }),
    [`${folder}/terrane/Stack.Sample.json`]: blueprint.toJson(),
  };
}

/** Calls the command in a folder and keeps what it writes. */
export async function terrane(folder: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await main(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    folder,
  });
  return { code, out, err };
}
