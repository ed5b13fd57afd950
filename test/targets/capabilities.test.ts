import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import type { HpcClusterProps } from '../../lib/archetypes';
import { Blueprint, type Part } from '../../lib/blueprint';
import { TerraneError } from '../../lib/errors';
import { CAPABILITIES, type Capability, notCarried, type Provider } from '../../lib/targets/shared/capabilities';
import { equivalenceTable } from '../../lib/targets/shared/equivalence';
import { HpcCluster as AwsCluster } from '../../lib/targets/terraform-aws';
import { renderBlueprint as renderAws } from '../../lib/targets/terraform-aws/render';
import { HpcCluster as OciCluster } from '../../lib/targets/terraform-oci';
import { renderBlueprint as renderOci } from '../../lib/targets/terraform-oci/render';
import { Size } from '../../lib/units';
import { QUEUE, STREAM, TABLE, TOPIC } from '../support/messaging';
import { SAMPLE } from '../support/sample-blueprint';
import { balanced, byTerraform, onOci, open } from './notebooks/gateways';
import { PLACE } from './terraform-oci/support';

const MACHINES: {
  readonly [P in Provider]: { readonly plain: string; readonly fabric: string; readonly metal: string };
} = {
  aws: { plain: 'c5.xlarge', fabric: 'c5n.18xlarge', metal: 'c5.metal' },
  oci: { plain: 'VM.Standard.E4.Flex.2.16', fabric: 'BM.Optimized3.36', metal: 'BM.Standard.E4.128' },
};

/** What declares each capability, beyond what every cluster has. */
const DECLARED: { readonly [id: string]: (provider: Provider) => Partial<HpcClusterProps> } = {
  'elastic-fabric': (on) => partition({ machine: MACHINES[on].fabric, max: 4, placement: 'cluster' }),
  'fixed-fabric': (on) => partition({ machine: MACHINES[on].fabric, min: 2, max: 2, placement: 'cluster' }),
  'close-without-fabric': (on) =>
    partition({ machine: MACHINES[on].plain, max: 4, placement: 'cluster', fabric: 'none' }),
  spread: (on) => partition({ machine: MACHINES[on].plain, max: 4, placement: 'spread' }),
  spot: (on) => partition({ machine: MACHINES[on].plain, max: 4, pricing: 'spot' }),
  shapes: () => partition({ machine: 'VM.Standard.E4.Flex.2.16', max: 4 }),
  debian: () => ({ image: { distribution: 'debian-13' } }),
  'oracle-linux': () => ({ image: { distribution: 'oracle-linux-9' } }),
  nfs: () => ({ home: { type: 'managed' } }),
  lustre: (on) => ({
    ...(on === 'oci' ? WITH_CLIENT : {}),
    mounts: [
      {
        type: 'lustre',
        path: '/data',
        size: Size.gibibytes(on === 'aws' ? 1200 : 31_200),
        throughputPerTiB: 125,
        retain: false,
      },
    ],
  }),
  'scratch-lustre': (on) => ({
    ...(on === 'oci' ? WITH_CLIENT : {}),
    mounts: [{ type: 'lustre', path: '/data', size: Size.gibibytes(1200) }],
  }),
  'bucket-mount': () => ({ mounts: [{ type: 'bucket', path: '/data', bucket: 'reference-data' }] }),
  volumes: () => ({ home: { size: Size.gibibytes(100) } }),
  'metal-head-volume': (on) => ({ head: { machine: MACHINES[on].metal }, home: { size: Size.gibibytes(100) } }),
  'spending-stop': () => ({ budget: { usdPerMonth: 100_000, stopAt: 100, emails: ['pi@example.org'] } }),
  lease: () => ({ lease: { until: '2027-06-30' } }),
  budget: () => ({ budget: { usdPerMonth: 100_000, emails: ['pi@example.org'] } }),
};

/** What a gateway to notebooks declares. */
const GATEWAYS: { readonly [id: string]: (on: Provider) => object } = {
  'public-address': (on) => (on === 'oci' ? onOci(open(on)) : byTerraform(open(on))),
  balancer: (on) => (on === 'oci' ? onOci(balanced(on)) : byTerraform(balanced(on))),
};

/** What a blueprint says where it asks for a capability that no cluster has. */
const PARTS: { readonly [id: string]: Part } = { stream: STREAM, queue: QUEUE, topic: TOPIC, table: TABLE };

/** Distributions on OCI have no Lustre client. */
const WITH_CLIENT = { image: { distribution: 'own', id: 'ocid1.image.oc1.eu-frankfurt-1.aaaalustre' } } as const;

function partition(props: HpcClusterProps['partitions'][string]): Partial<HpcClusterProps> {
  return { partitions: { work: props } };
}

const SERVICES = { id: 'ocid1.service.oc1.eu-frankfurt-1.aaaa', label: 'all-fra-services-in-oracle-services-network' };

const done = new Map<string, string[]>();

/** Types of the resources that a capability's declaration becomes; what every cluster has is rendered once. */
function renderedFor(id: string, on: Provider): string[] {
  const part = PARTS[id];
  if (part !== undefined) return partTypes(part, on);
  const gateway = GATEWAYS[id]?.(on) as { readonly resource: object } | undefined;
  if (gateway !== undefined) return Object.keys(gateway.resource);
  const own = DECLARED[id]?.(on);
  const key = `${own === undefined ? '' : id} ${on}`;
  const types = done.get(key) ?? rendered(on, own ?? {});
  done.set(key, types);
  return types;
}

function rendered(on: Provider, own: Partial<HpcClusterProps>): string[] {
  const stack = new TerraformStack(Testing.app(), 'Stack');
  const plain = MACHINES[on].plain;
  const props = { head: { machine: plain }, partitions: { work: { machine: plain, max: 4 } }, ...own };
  if (on === 'oci') new OciCluster(stack, 'Work', { ...props, place: { ...PLACE, services: SERVICES } });
  else {
    new AwsProvider(stack, 'Aws', { region: 'us-east-1' });
    new AwsCluster(stack, 'Work', { ...props, region: 'us-east-1' });
  }
  return Object.keys(JSON.parse(Testing.synth(stack)).resource);
}

/** Types of the resources that a part becomes by itself. */
function partTypes(part: Part, on: Provider): string[] {
  const refused = notCarried(new Blueprint({ ...SAMPLE, parts: [...SAMPLE.parts, part] }), on);
  const own = refused.filter(({ path }) => path.endsWith(`: ${part.id}`));
  if (own.length > 0) throw new TerraneError(own);
  const stack = new TerraformStack(Testing.app(), 'Stack');
  const blueprint = new Blueprint({ ...SAMPLE, parts: [part], flows: [], grants: [] });
  const layers = { scope: new Construct(stack, 'Sample') };
  if (on === 'oci') renderOci(blueprint, layers, PLACE);
  else renderAws(blueprint, layers);
  return Object.keys(JSON.parse(Testing.synth(stack)).resource);
}

function codesOf(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof TerraneError) return error.codes;
    throw error;
  }
  return [];
}

const ROWS = CAPABILITIES.flatMap((row) => (['aws', 'oci'] as const).map((on) => [row.id, on, row] as const));

test.each(ROWS)('%s on %s is as the table says', (id, on, row: Capability) => {
  const { how, resources = [], code } = row[on];
  const declare = () => renderedFor(id, on);
  if (how === 'no' || (id === 'shapes' && on === 'aws')) expect(codesOf(declare)).toContain(code);
  else expect(declare()).toEqual(expect.arrayContaining([...resources]));
});

test('what is not carried is told with what takes its place, all at once', () => {
  const all = { ...DECLARED['spread']?.('oci'), ...DECLARED['scratch-lustre']?.('oci') };
  expect(codesOf(() => rendered('oci', all))).toEqual(
    expect.arrayContaining(['oci-no-spread', 'oci-no-scratch-lustre']),
  );
});

test('the README has the table as it is (npm run equivalents writes it)', () => {
  expect(readFileSync(join(__dirname, '../../README.md'), 'utf8')).toContain(`\n${equivalenceTable()}\n`);
});
