import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { App, CfnResource, Stack, Stage, Tags } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { Blueprint, type BlueprintData } from '../../../lib/blueprint';
import { BlueprintConstruct } from '../../../lib/targets/aws-cdk/construct';
import { sampleBlueprint } from '../../support/sample-blueprint';
import { newApp, newOutdir, withPart } from './rendered';

class Sample extends BlueprintConstruct {
  constructor(scope: Construct, id: string, change: Partial<BlueprintData> = {}) {
    super(scope, id, (path) => ({
      blueprint: sampleBlueprint({ path, ...change }),
      warnings: [],
      catalogue: { provider: 'aws', date: '2026-01-01' },
    }));
  }
}

describe('what is synthesised', () => {
  const outdir = newOutdir();
  const app = new App({ outdir });
  const sample = new Sample(new Stack(app, 'Stack'), 'Sample');
  new Sample(new Stack(new Stage(app, 'Prod'), 'Stack'), 'Sample');
  app.synth();

  test("holds the blueprint, under the construct's path", () => {
    expect(readFileSync(join(outdir, 'terrane', 'Stack.Sample.json'), 'utf8')).toBe(sample.blueprint.toJson());
  });

  test("holds the blueprint of a stage in the stage's own assembly", () => {
    const text = readFileSync(join(outdir, 'assembly-Prod', 'terrane', 'Prod.Stack.Sample.json'), 'utf8');
    expect(Blueprint.fromJson(text).data.path).toBe('Prod/Stack/Sample');
    expect(readdirSync(join(outdir, 'terrane'))).toEqual(['Stack.Sample.json', 'Stack.Sample.prov.jsonld']);
  });

  test("names the bundle of a stage where the stage's asset manifest finds it", () => {
    const name = readdirSync(join(outdir, 'assembly-Prod')).find((file) => file.endsWith('.assets.json')) as string;
    const manifest = JSON.parse(readFileSync(join(outdir, 'assembly-Prod', name), 'utf8'));
    const archives = Object.values(manifest.files as { [hash: string]: { source: { path: string } } })
      .map((file) => file.source.path)
      .filter((path) => path.endsWith('.zip'));
    for (const path of archives) expect(readFileSync(join(outdir, 'assembly-Prod', path)).length).toBeGreaterThan(0);
    expect(archives).toHaveLength(1);
  });
});

describe('tags', () => {
  test('of the declaration and of the cluster are on everything', () => {
    const stack = new Stack(newApp(), 'Stack');
    new Sample(stack, 'Sample');
    Template.fromStack(stack).hasResourceProperties('AWS::EFS::FileSystem', {
      FileSystemTags: [
        { Key: 'Name', Value: 'sample-home' },
        { Key: 'project', Value: 'sample' },
        { Key: 'terrane:cluster', Value: 'sample' },
      ],
    });
  });

  test('that machines cannot read from their metadata stop the synthesis', () => {
    const app = newApp();
    const stack = new Stack(app, 'Stack');
    new Sample(stack, 'Sample');
    Tags.of(stack).add('cost/centre', 'physics');
    expect(() => app.synth()).toThrow(
      "[aws-metadata-tag-key] Stack/Sample: tags: machines cannot have the tag 'cost/centre'",
    );
  });

  test('that machines cannot read are fine on everything else', () => {
    const app = newApp();
    const stack = new Stack(app, 'Stack');
    new Sample(stack, 'Sample');
    const excludeResourceTypes = ['AWS::EC2::Instance', 'AWS::EC2::LaunchTemplate'];
    Tags.of(stack).add('cost/centre', 'physics', { excludeResourceTypes });
    expect(() => app.synth()).not.toThrow();
  });
});

describe('native constructs', () => {
  const sample = new Sample(new Stack(newApp(), 'Stack'), 'Sample');

  test("are found by the parts' ids", () => {
    expect(sample.native('head-machine').cfnResourceType).toBe('AWS::EC2::Instance');
  });

  test.each(['head-machine', 'compute-fleet'])('lead to the line of the program that made the cluster: %s', (id) => {
    expect(sample.native(id).creationStack[0]).toContain('construct.test.ts');
  });

  test('that users add below keep the trace of their own', () => {
    const own = new CfnResource(sample, 'Own', { type: 'AWS::EC2::EIP' });
    expect(own.creationStack[0]).toContain('construct.test.ts');
  });

  test('of an unknown part are an error that names it', () => {
    expect(() => sample.native('headd')).toThrow(/no part 'headd'; there are .*head-machine/);
  });
});

test('a value of the other engine is refused with the place where it was found', () => {
  const token = '${TfToken[TOKEN.7]}';
  expect(
    () => new Sample(new Stack(newApp(), 'Stack'), 'Sample', withPart('results', { existingName: token })),
  ).toThrow('[foreign-token] Stack/Sample: results.existingName: holds a value of CDK for Terraform');
});
