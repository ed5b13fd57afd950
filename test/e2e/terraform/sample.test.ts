import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { Blueprint, join, type Part, ref } from '../../../lib/blueprint';
import { renderBlueprint } from '../../../lib/targets/terraform-aws/render';
import { SAMPLE } from '../../support/sample-blueprint';
import { emptyFolder } from '../support/paths';
import { type CycleReport, terraformCycle } from './cycle';
import { Emulator } from './emulator';

const REGION = 'us-east-1';
const MINUTES = 60_000;

/** What Terraform would take for interpolations, beside one that is. */
const SHELL = join(`#!/bin/bash\necho "\${HOME}" %{x} "$HOME" \\n `, ref('cluster-document', 'name'), '\n');
const SHELL_AT_BOOT = `#!/bin/bash\necho "\${HOME}" %{x} "$HOME" \\n /terrane/sample/cluster\n`;

/** The sample without Lustre, whose destruction never ends in the emulator. */
function sampleWithoutLustre(max: number): Blueprint {
  const parts = SAMPLE.parts.filter((part) => part.id !== 'scratch').map((part) => changed(part, max));
  return new Blueprint({ ...SAMPLE, region: REGION, parts });
}

function changed(part: Part, max: number): Part {
  if (part.kind === 'machine') return { ...part, userData: SHELL, after: part.after.filter((id) => id !== 'scratch') };
  if (part.kind === 'fleet') return { ...part, userData: SHELL, maxCount: max };
  if (part.kind !== 'document') return part;
  const content = part.content as { [key: string]: never };
  if (part.id === 'compute-document') return { ...part, content: { ...content, max } };
  return { ...part, content: { ...content, mounts: [] } };
}

function synthesise(outdir: string, apart: boolean, max: number): void {
  const app = new App({ outdir });
  const stack = (name: string) => {
    const made = new TerraformStack(app, name);
    new AwsProvider(made, 'aws', { region: REGION });
    new LocalBackend(made, { path: `../../${name}.tfstate` });
    return made;
  };
  const layers = apart ? { data: new Construct(stack('Data'), 'sample') } : {};
  renderBlueprint(sampleWithoutLustre(max), { scope: new Construct(stack('Cluster'), 'Sample'), ...layers });
  app.synth();
}

describe('the sample without Lustre, with its data in a stack of their own', () => {
  let emulator: Emulator;
  let outdir: string;
  let report: CycleReport;
  let secret: string;
  let kept: string;

  beforeAll(async () => {
    outdir = emptyFolder('terraform');
    emulator = await Emulator.start(REGION);
    synthesise(outdir, true, 29);
    report = await terraformCycle({
      outdir,
      stacks: ['Data', 'Cluster'],
      emulator,
      change: () => synthesise(outdir, true, 40),
      inspect: async (stacks) => {
        kept = (await Promise.all(stacks.map((stack) => stack.everythingKept()))).join('\n');
        secret = await munge(emulator);
      },
    });
  }, 20 * MINUTES);

  afterAll(async () => {
    await emulator?.stop();
    if (outdir !== undefined) rmSync(outdir, { recursive: true, force: true });
  });

  test('gives its outputs back', () => {
    expect(report.outputs).toEqual({ SampleResultsBucket: expect.stringMatching(/^sample-results-\d+$/) });
  });

  test('has nothing to do in a second plan', () => {
    expect(report.secondPlans).toEqual([{}, {}]);
  });

  test('changes the limit of a partition in place', () => {
    expect(Object.values(report.change)).toEqual([['update']]);
    expect(Object.keys(report.change)[0]).toMatch(/^aws_ssm_parameter\.Sample_ComputeDocument_/);
  });

  test('has nothing to do in a plan after the change', () => {
    expect(report.plansAfterChange).toEqual([{}, {}]);
  });

  test('makes the secret of 128 characters, and keeps it in no state, plan or configuration', () => {
    expect(secret).toMatch(/^[A-Za-z0-9]{128}$/);
    expect(kept).toContain('secret_string_wo_version');
    expect(kept).not.toContain(secret);
  });

  test('gives machines the user data letter for letter', () => {
    // The provider keeps an instance's user data as a digest, and a template's as EC2 has it.
    expect(kept).toContain(createHash('sha1').update(SHELL_AT_BOOT).digest('hex'));
    expect(kept).toContain(Buffer.from(SHELL_AT_BOOT).toString('base64'));
  });

  test('destroys the cluster and leaves the retained parts and nothing else', () => {
    expect(report.left).toEqual({
      volume: [expect.stringMatching(/^vol-/)],
      'file system': [expect.stringMatching(/^fs-/)],
      bucket: [expect.stringMatching(/^sample-results-/)],
      secret: [expect.stringMatching(/^sample-munge-/)],
    });
  });

  test('refuses to destroy the retained parts', () => {
    expect(report.refusals).toHaveLength(1);
    expect(report.refusals[0]).toContain('Instance cannot be destroyed');
  });
});

async function munge(emulator: Emulator): Promise<string> {
  const [name] = (await emulator.census())['secret'] ?? [];
  const { SecretString } = await emulator.call('secretsmanager.GetSecretValue', REGION, { SecretId: name });
  return SecretString as string;
}
