import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { App, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { BlueprintData, Part } from '../../../lib/blueprint';
import { type Rendered, renderBlueprint } from '../../../lib/targets/aws-cdk/render';
import { SAMPLE, sampleBlueprint } from '../../support/sample-blueprint';

const outdirs: string[] = [];
afterAll(() => {
  for (const outdir of outdirs) rmSync(outdir, { recursive: true, force: true });
});

/** An empty folder that is removed after the tests of the file. */
export function newOutdir(): string {
  const outdir = mkdtempSync(join(tmpdir(), 'terrane-'));
  outdirs.push(outdir);
  return outdir;
}

/** An app whose assembly is removed after the tests of the file. */
export function newApp(): App {
  return new App({ outdir: newOutdir() });
}

/** A resource of a template. */
export interface Resource {
  readonly Type: string;
  readonly Properties: { readonly [name: string]: unknown };
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly CreationPolicy?: unknown;
}

/** The sample blueprint, rendered into a stack. */
export class RenderedSample {
  readonly stack = new Stack(newApp(), 'Stack');
  readonly rendered: Rendered;
  readonly template: Template;

  constructor(change: Partial<BlueprintData> = {}) {
    this.rendered = renderBlueprint(new Construct(this.stack, 'Sample'), sampleBlueprint(change));
    this.template = Template.fromStack(this.stack);
  }

  /** Logical id of the main resource of a part. */
  id(part: string): string {
    return this.stack.resolve(this.rendered.native(part).logicalId) as string;
  }

  /** The main resource of a part. */
  resource(part: string): Resource {
    return this.template.toJSON()['Resources'][this.id(part)] as Resource;
  }

  /** Logical ids of all resources of a part. */
  ids(part: string): string[] {
    return this.rendered.nativeAll(part).map((each) => this.stack.resolve(each.logicalId) as string);
  }

  of(type: string): Resource[] {
    return Object.values(this.template.findResources(type)) as Resource[];
  }
}

/** The sample with some fields of a part changed. */
export function withPart(id: string, change: object): Partial<BlueprintData> {
  return { parts: SAMPLE.parts.map((part): Part => (part.id === id ? ({ ...part, ...change } as Part) : part)) };
}
