import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FileAssetPackaging, Stack, Stage } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Materials } from '../materials';

export interface Archive {
  readonly bucket: string;
  readonly key: string;
  readonly sha256: string;
}

export function programs(scope: Construct, name: string, materials: Materials): Archive {
  const bytes = materials.programsOf(name);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const fileName = `asset.${sha256}.zip`;
  writeFileSync(join(Stage.of(scope)?.outdir ?? '', fileName), bytes);
  const asset = Stack.of(scope).synthesizer.addFileAsset({
    fileName,
    packaging: FileAssetPackaging.FILE,
    sourceHash: sha256,
    displayName: `${name} programs`,
  });
  return { bucket: asset.bucketName, key: asset.objectKey, sha256 };
}
