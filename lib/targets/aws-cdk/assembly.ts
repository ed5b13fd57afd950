import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attachCustomSynthesis } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Blueprint } from '../../blueprint';

/** Folder of a cloud assembly that holds the blueprints of what was synthesised. */
export const BLUEPRINT_FOLDER = 'terrane';

/**
 * Writes the blueprint into the assembly of the construct's stage, as `terrane/PATH.json`, where PATH is the construct's path
 * with dots for slashes: unlike the cluster's name it is unique within an assembly.
 */
export function writeIntoAssembly(construct: Construct, blueprint: Blueprint): void {
  attachCustomSynthesis(construct, {
    onSynthesize: (session) => {
      const folder = join(session.assembly.outdir, BLUEPRINT_FOLDER);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `${fileNameOf(construct)}.json`), blueprint.toJson());
    },
  });
}

/** Unique within an assembly. */
export function fileNameOf(construct: Construct): string {
  return construct.node.path.replaceAll('/', '.');
}
