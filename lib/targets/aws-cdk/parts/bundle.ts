import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { FileAssetPackaging, Stack, Stage } from 'aws-cdk-lib/core';
import { zipBundle } from '../../shared/bundle';
import type { Renderer } from '../rendering';

/** An archive that `cdk deploy` uploads to the bootstrap bucket, under its own checksum as key. */
export const renderBundle: Renderer<'bundle'> = (part, rendering) => {
  const { bytes, sha256 } = zipBundle(part);
  const stack = Stack.of(rendering.scope);
  const stage = Stage.of(stack);
  if (stage === undefined) throw new Error(`${rendering.blueprint.data.path}: stack ${stack.stackName} is in no App`);
  const file = join(stage.assetOutdir, `asset.${sha256}.zip`);
  writeFileSync(file, bytes);
  const asset = stack.synthesizer.addFileAsset({
    fileName: relative(stage.outdir, file),
    packaging: FileAssetPackaging.FILE,
    sourceHash: sha256,
    displayName: `${rendering.blueprint.data.name} ${part.id}`,
  });
  return {
    resources: [],
    attributes: { bucket: () => asset.bucketName, key: () => asset.objectKey, sha256: () => sha256 },
  };
};
