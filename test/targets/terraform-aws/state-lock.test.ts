import { HttpBackend, LocalBackend, S3Backend, TerraformStack, Testing } from 'cdktf';
import type { HpcClusterProps } from '../../../lib';
import { HpcCluster } from '../../../lib/targets/terraform-aws';

const PROPS: HpcClusterProps = {
  head: { machine: 'm7i.large' },
  partitions: { compute: { machine: 'c7i.4xlarge', max: 4 } },
  quotaVcpus: 1000,
};
const S3 = { bucket: 'institution-state', key: 'ocean', region: 'us-east-1', encrypt: true };

/** What a cluster warns of its state, with a backend that is named after it. */
function warnings(name: (stack: TerraformStack) => void, props: Partial<HpcClusterProps> = {}): string[] {
  const stack = new TerraformStack(Testing.app(), 'Lab');
  const cluster = new HpcCluster(stack, 'Ocean', { ...PROPS, ...props });
  name(stack);
  Testing.synth(stack);
  return cluster.node.metadata.map(({ data }) => String(data)).filter((text) => /state-unlocked|unused/.test(text));
}

test('a bucket without a lock is a warning that says what to give', () => {
  expect(warnings((stack) => new S3Backend(stack, S3))).toEqual([
    "[state-unlocked] Lab/Ocean: backend: the s3 backend of stack 'Lab' has none of use_lockfile, dynamodb_table: two runs at the same time overwrite each other's state. Give use_lockfile, e.g. backend.addOverride('use_lockfile', true).",
  ]);
});

test('a lock file, of the backend or over the stack, and a table are locks', () => {
  expect(warnings((stack) => new S3Backend(stack, S3).addOverride('use_lockfile', true))).toEqual([]);
  expect(warnings((stack) => new S3Backend(stack, { ...S3, dynamodbTable: 'locks' }))).toEqual([]);
  const over = (stack: TerraformStack): void => {
    new S3Backend(stack, S3);
    stack.addOverride('terraform.backend.s3.use_lockfile', true);
  };
  expect(warnings(over)).toEqual([]);
});

test('an address without one for locks is a warning', () => {
  expect(warnings((stack) => new HttpBackend(stack, { address: 'https://state.example.edu/ocean' }))).toEqual([
    expect.stringContaining('none of lock_address'),
  ]);
});

test('a file of one machine, and no backend at all, have nothing to lock', () => {
  expect(warnings((stack) => new LocalBackend(stack, {}))).toEqual([]);
  expect(warnings(() => {})).toEqual([]);
});

test('the state of the data is looked at as well', () => {
  const app = Testing.app();
  const [stack, dataStack] = [new TerraformStack(app, 'Lab'), new TerraformStack(app, 'Data')];
  new S3Backend(dataStack, S3);
  const cluster = new HpcCluster(stack, 'Ocean', { ...PROPS, dataStack });
  Testing.synth(stack);
  expect(cluster.node.metadata.map(({ data }) => data)).toEqual([expect.stringContaining("backend of stack 'Data'")]);
});

test('it may be accepted, with a reason', () => {
  const acknowledge = [{ code: 'state-unlocked', reason: 'one person alone' }];
  expect(warnings((stack) => new S3Backend(stack, S3), { acknowledge })).toEqual([]);
});
