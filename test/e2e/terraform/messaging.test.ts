import { rmSync } from 'node:fs';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { Blueprint, type Part } from '../../../lib/blueprint';
import { renderBlueprint } from '../../../lib/targets/terraform-aws/render';
import { QUEUE, STREAM, TABLE, TOPIC } from '../../support/messaging';
import { SAMPLE } from '../../support/sample-blueprint';
import { emptyFolder } from '../support/paths';
import { type CycleReport, terraformCycle } from './cycle';
import { Emulator } from './emulator';

const REGION = 'us-east-1';
const MINUTES = 60_000;

function synthesise(outdir: string, parts: readonly Part[]): void {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'Cluster');
  new AwsProvider(stack, 'aws', { region: REGION });
  new LocalBackend(stack, { path: '../../Cluster.tfstate' });
  const blueprint = new Blueprint({ ...SAMPLE, region: REGION, parts, flows: [], grants: [] });
  renderBlueprint(blueprint, { scope: new Construct(stack, 'Sample') });
  app.synth();
}

describe('a stream, a queue, a topic and a table', () => {
  let emulator: Emulator;
  let outdir: string;
  let report: CycleReport;

  beforeAll(async () => {
    outdir = emptyFolder('terraform');
    emulator = await Emulator.start(REGION);
    synthesise(outdir, [STREAM, QUEUE, TOPIC, TABLE]);
    report = await terraformCycle({
      outdir,
      stacks: ['Cluster'],
      emulator,
      change: () =>
        synthesise(outdir, [
          { ...STREAM, shards: 4, retentionHours: 24 },
          { ...QUEUE, visibilitySeconds: 30, attempts: 3 },
          { ...TOPIC, emails: ['chief@example.org'] },
          TABLE,
        ]),
    });
  }, 15 * MINUTES);

  afterAll(async () => {
    await emulator?.stop();
    if (outdir !== undefined) rmSync(outdir, { recursive: true, force: true });
  });

  test('have nothing to do in a second plan', () => {
    expect(report.secondPlans).toEqual([{}]);
  });

  test('change in place, and nobody else has to confirm anew', () => {
    const changes = Object.entries(report.change).map(([address, actions]) => [
      address.replace(/_[0-9A-F]{8}$/, ''),
      actions,
    ]);
    expect(Object.fromEntries(changes)).toEqual({
      'aws_kinesis_stream.Sample_Records': ['update'],
      'aws_sqs_queue.Sample_Work': ['update'],
      'aws_sns_topic_subscription.Sample_Alerts_Email1d10bf1d': ['delete'],
    });
    expect(report.plansAfterChange).toEqual([{}]);
  });

  test('leave nothing behind', () => {
    expect(report.left).toEqual({});
  });
});
