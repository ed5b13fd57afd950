import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { App, Aws, Stack, Tags } from 'aws-cdk-lib/core';
import { S3Backend, TerraformStack, Testing } from 'cdktf';
import type { Construct } from 'constructs';
import type { Finding } from '../../../lib';
import * as terrane from '../../../lib';
import { Blueprint, type BlueprintData, type Kind, type Part } from '../../../lib/blueprint';
import { reviewBlueprint } from '../../../lib/rules';
import type { GroundFacts } from '../../../lib/rules/grounds';
import * as cdk from '../../../lib/targets/aws-cdk';
import { notCarried } from '../../../lib/targets/shared/capabilities';
import * as cdktfAws from '../../../lib/targets/terraform-aws';
import * as cdktfOci from '../../../lib/targets/terraform-oci';
import { SAMPLE } from '../../support/sample-blueprint';
import { withPart } from '../changed';

type Declare = (props: never, context: terrane.DesignContext) => terrane.Declared;

/** When examples are looked at. */
const TODAY = '2026-11-22';

const DECLARE: { readonly [of: string]: Declare } = {
  HpcCluster: terrane.declareHpcCluster,
  MpiCluster: terrane.declareMpiCluster,
  NotebookGateway: terrane.declareNotebookGateway,
  StreamingWorkers: terrane.declareStreamingWorkers,
};

const CONTEXT = {
  aws: { path: 'Lab/Example', catalogue: terrane.awsCatalogue, region: 'us-east-1' },
  oci: { path: 'Lab/Example', catalogue: terrane.ociCatalogue, region: 'eu-frankfurt-1' },
};

/** A small declaration for a place that an example is about. */
const IN_PLACE = {
  head: { machine: 'VM.Standard.E4.Flex.2.16' },
  partitions: { compute: { machine: 'VM.Standard.E4.Flex.4.32', max: 4 } },
  quotaVcpus: 1000,
};

/** An empty stack for statements, and how to make its template. */
function stackFor(entry: GroundFacts['entry']): { stack: object; synthesise(): unknown } {
  if (entry === 'terrane/aws-cdk') {
    const app = new App({ analyticsReporting: false });
    const stack = new Stack(app, 'Lab', { env: { account: '123456789012', region: 'us-east-1' } });
    return { stack, synthesise: () => app.synth() };
  }
  const stack = new TerraformStack(Testing.app(), 'Lab');
  return { stack, synthesise: () => Testing.synth(stack) };
}

const ENTRIES = {
  'terrane/aws-cdk': { ...cdk, ec2, Aws, Tags },
  'terrane/cdktf-aws': { ...cdktfAws, Aws, S3Backend, TerraformStack },
  'terrane/cdktf-oci': cdktfOci,
};

/** As on AWS, but with a Lustre file system as Oracle Cloud makes them. */
const ON_OCI: BlueprintData = {
  ...withPart('fileSystem', 'scratch', { capacityGiB: 31_200, throughputPerTiB: 125 }),
  provider: 'oci',
};
const SAMPLES: { readonly [P in GroundFacts['on']]: BlueprintData } = { aws: SAMPLE, oci: ON_OCI };

/** How the text of an example changes the sample of a blueprint. */
function onSample(on: GroundFacts['on']): { readonly [name: string]: unknown } {
  const base = SAMPLES[on];
  return {
    withPart: (kind: Kind, id: string, change: object) => withPart(kind, id, change, base),
    withParts: (...parts: Part[]) => ({ parts: [...base.parts, ...parts] }),
  };
}

/** Names that the text of an example may use. */
export function scopeOf({ of, on, entry }: GroundFacts, text = ''): { readonly [name: string]: unknown } {
  if (of === 'Blueprint') return onSample(on);
  const oci = entry === 'terrane/cdktf-oci' ? ociClasses(text) : {};
  return { ...oci, ...terrane, ...(entry === undefined ? {} : ENTRIES[entry]) };
}

const BINDINGS = join(__dirname, '../../../dist/oci');

/** Names of native resources of Oracle Cloud that a text uses, and the folders of their classes. */
export function ociBindings(text: string): Map<string, string> {
  const named = [...new Set(text.match(/\b[A-Z][A-Za-z]+\b/g))].map((name): [string, string] => [
    name,
    name.replace(/\B[A-Z]/g, (letter) => `-${letter}`).toLowerCase(),
  ]);
  return new Map(named.filter(([, folder]) => existsSync(join(BINDINGS, folder))));
}

/** The classes themselves; all others are not loaded. */
function ociClasses(text: string): { readonly [name: string]: unknown } {
  const found = [...ociBindings(text)].map(([name, folder]) => [name, require(join(BINDINGS, folder))[name]]);
  return Object.fromEntries(found);
}

/** What comes back for an example that has been read: all findings, of whatever level. */
export function findingsOf(facts: GroundFacts, example: (stack?: object) => unknown): readonly Finding[] {
  try {
    return carriedOut(facts, example);
  } catch (error) {
    if (error instanceof terrane.TerraneError) return error.findings;
    const found = findingsIn(String(error), 'error');
    if (found.length > 0) return found;
    throw error;
  }
}

/** What a construct says comes as lines of one text. */
function findingsIn(texts: string, level: Finding['level']): readonly Finding[] {
  return [...texts.matchAll(/\[([a-z0-9-]+)\] ([^:\n]+: [^:\n]+): (.+)/g)].map(([, code, path, text]) => ({
    code: code as Finding['code'],
    level,
    path: path as string,
    message: text as string,
  }));
}

function carriedOut(facts: GroundFacts, example: (stack?: object) => unknown): readonly Finding[] {
  if (facts.of === 'Blueprint') {
    const blueprint = new Blueprint({ ...SAMPLES[facts.on], ...(example() as Partial<BlueprintData>) });
    return [
      ...reviewBlueprint(blueprint, CONTEXT[facts.on].catalogue, TODAY).findings,
      ...notCarried(blueprint, facts.on),
    ];
  }
  const declare = DECLARE[facts.of];
  if (declare !== undefined) {
    const context = CONTEXT[facts.on];
    const { blueprint, warnings } = declare(example() as never, context);
    return [...warnings, ...reviewBlueprint(blueprint, context.catalogue, TODAY).findings];
  }
  if (facts.of === 'OciPlace') {
    const { stack, synthesise } = stackFor('terrane/cdktf-oci');
    new cdktfOci.HpcCluster(stack as TerraformStack, 'Example', { ...IN_PLACE, place: example() as cdktfOci.OciPlace });
    synthesise();
    return [];
  }
  const { stack, synthesise } = stackFor(facts.entry);
  example(stack);
  const refused = refusals(stack as Construct);
  if (refused.length > 0) return refused;
  synthesise();
  return doubtsOn(stack as Construct);
}

/** What constructs of a stack say when engines ask them whether they are sound. */
function refusals(stack: Construct): readonly Finding[] {
  const said = stack.node.findAll().flatMap(({ node }) => node.validate());
  return said.flatMap((text) => findingsIn(text, 'error'));
}

/** Warnings on the constructs of a stack, as engines keep them. */
function doubtsOn(stack: Construct): readonly Finding[] {
  const entries = stack.node.findAll().flatMap(({ node }) => node.metadata);
  const texts = entries.filter(({ type }) => /warn/.test(type)).map(({ data }) => String(data));
  return texts.flatMap((text) => findingsIn(text, 'warning'));
}
