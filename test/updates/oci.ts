import { App, LocalBackend, TerraformStack } from 'cdktf';
import { OciProvider } from 'terrane/oci/provider';
import { frankfurt as place } from '../../examples/oci-cluster/place';
import { type HpcClusterProps, Size } from '../../lib';
import type { ChangeVerdict } from '../../lib/reports/difference';
import { HpcCluster } from '../../lib/targets/terraform-oci';

/** A cluster on Oracle Cloud with its /home on the head. */
export const onOci: HpcClusterProps = {
  head: { machine: 'VM.Standard.E4.Flex.2.16', rootSize: Size.gibibytes(60) },
  login: { machine: 'VM.Standard.E4.Flex.1.8' },
  partitions: {
    work: { machine: 'VM.Standard.E2.8', max: 4 },
    wide: { machine: 'VM.Standard.E4.Flex.8.128', min: 1, max: 4 },
  },
  home: { size: Size.gibibytes(200) },
  users: [
    {
      name: 'ada',
      uid: 2001,
      publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample ada',
    },
  ],
  access: { sshFrom: ['192.0.2.0/24'] },
  budget: { usdPerMonth: 5000, emails: ['hpc@example.org'] },
  tags: { project: 'ocean' },
  network: { cidr: '10.0.0.0/16' },
  clusterName: 'ocean',
};

/** A change of one property, and what it does. */
export interface ChangeOnOci {
  readonly name: string;
  readonly to: HpcClusterProps;
  readonly expected: ChangeVerdict;
}

const change = (name: string, more: Partial<HpcClusterProps>, expected: ChangeVerdict): ChangeOnOci => ({
  name,
  to: { ...onOci, ...more },
  expected,
});

export const changesOnOci: readonly ChangeOnOci[] = [
  change('nothing', {}, 'no-op'),
  change('head: another shape', { head: { ...onOci.head, machine: 'VM.Standard.E4.Flex.4.32' } }, 'head-restart'),
  change('head: larger root volume', { head: { ...onOci.head, rootSize: Size.gibibytes(80) } }, 'in-place'),
  change('login: another shape', { login: { machine: 'VM.Standard.E4.Flex.2.16' } }, 'interruption'),
  change(
    'partition work: more nodes',
    { partitions: { ...onOci.partitions, work: { machine: 'VM.Standard.E2.8', max: 8 } } },
    'in-place',
  ),
  change(
    'partition work: another shape',
    { partitions: { ...onOci.partitions, work: { machine: 'VM.Standard.E4.Flex.8.128', max: 4 } } },
    'drain',
  ),
  change('partition wide: gone', { partitions: { work: { machine: 'VM.Standard.E2.8', max: 4 } } }, 'node-replacement'),
  change('home: larger', { home: { size: Size.gibibytes(400) } }, 'in-place'),
  change('home: smaller', { home: { size: Size.gibibytes(100) } }, 'data-loss'),
  change('home: managed', { home: { type: 'managed' } }, 'data-loss'),
  change('a managed file system more', { mounts: [{ path: '/data', type: 'nfs' }] }, 'drain'),
  change('others may come by SSH', { access: { sshFrom: ['192.0.2.0/24', '203.0.113.0/24'] } }, 'in-place'),
  change('budget: more', { budget: { usdPerMonth: 8000, emails: ['hpc@example.org'] } }, 'in-place'),
  change('tags: another value', { tags: { project: 'coast' } }, 'drain'),
  change('network: another block', { network: { cidr: '10.1.0.0/16' } }, 'head-replacement'),
  change('name', { clusterName: 'coast' }, 'data-loss'),
];

/** Synthesises into a folder. */
export function synthesiseOnOci(props: HpcClusterProps, outdir: string): void {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'Stack');
  new OciProvider(stack, 'Oci', {
    region: place.region,
    ignoreDefinedTags: ['Oracle-Tags.CreatedBy', 'Oracle-Tags.CreatedOn'],
  });
  new LocalBackend(stack, { path: '../../Stack.tfstate' });
  new HpcCluster(stack, 'Made', { ...props, place });
  app.synth();
}
