import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attachCustomSynthesis, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Blueprint } from '../../blueprint';
import {
  type CatalogueName,
  declarationHash,
  markOf,
  npmPackage,
  provenanceOf,
  provenanceText,
  type SynthesisedFile,
  sha256,
} from '../../provenance';
import { awsImageSource } from '../aws/images';
import { BLUEPRINT_FOLDER, fileNameOf } from './assembly';

/** Writes into the folder of an assembly. */
type Write = (folder: string) => void;

/**
 * The stack says by its metadata which declaration made it; a document beside the blueprint says how. Metadata of a template
 * belong to no resource: a change of them alone changes nothing that is deployed.
 */
export function tellProvenance(construct: Construct, blueprint: Blueprint, catalogue: CatalogueName): void {
  const stack = Stack.of(construct);
  stack.addMetadata(`terrane:${construct.node.path}`, markOf(blueprint, catalogue));
  afterTemplate(stack, (folder) => {
    const name = fileNameOf(construct);
    const document = provenanceOf(blueprint, catalogue, {
      engine: 'CloudFormation',
      software: [npmPackage('aws-cdk-lib', engineVersion())],
      imageSource: awsImageSource,
      blueprint: { path: `${BLUEPRINT_FOLDER}/${name}.json`, sha256: declarationHash(blueprint) },
      templates: [fileIn(folder, stack.templateFile)],
    });
    mkdirSync(join(folder, BLUEPRINT_FOLDER), { recursive: true });
    writeFileSync(join(folder, BLUEPRINT_FOLDER, `${name}.prov.jsonld`), provenanceText(document));
  });
}

const WRITERS = new WeakMap<Stack, Write[]>();

// Constructs are synthesised before what they are in, and siblings in the order in which they were made: what stands beside
// the stack comes after the stack's template.
function afterTemplate(stack: Stack, write: Write): void {
  const known = WRITERS.get(stack);
  if (known !== undefined) {
    known.push(write);
    return;
  }
  const writers = [write];
  WRITERS.set(stack, writers);
  const beside = stack.node.scope;
  if (beside === undefined) return;
  attachCustomSynthesis(new Construct(beside, `${stack.node.id}Provenance`), {
    onSynthesize: ({ assembly }) => {
      for (const each of writers) each(assembly.outdir);
    },
  });
}

function fileIn(folder: string, path: string): SynthesisedFile {
  const file = join(folder, path);
  if (!existsSync(file)) throw new Error(`${path} is not written yet`);
  return { path, sha256: sha256(readFileSync(file)) };
}

function engineVersion(): string {
  return (require('aws-cdk-lib/package.json') as { readonly version: string }).version;
}
