import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { OciProvider } from 'terrane/oci/provider';
import { certificate, inCluster, type NotebookGatewayProps, oneUser } from '../../../lib';
import { HpcCluster, NotebookGateway } from '../../../lib/targets/terraform-oci';
import { type Json, PLACE, SMALL } from './support';

const GATEWAY: Omit<NotebookGatewayProps, 'sessions'> = {
  host: 'notebooks.example.edu',
  identity: oneUser({ user: 'ada' }),
  tls: certificate({ secret: 'ocid1.vaultsecret.oc1.eu-frankfurt-1.amaaaaaaexampletls' }),
  sizes: { one: { cpus: 2, memoryGiB: 4 } },
};

function synthesised(): Json {
  const outdir = mkdtempSync(join(tmpdir(), 'terrane-front-'));
  try {
    const app = new App({ outdir });
    const [below, front] = ['Below', 'Front'].map((name) => {
      const stack = new TerraformStack(app, name);
      new OciProvider(stack, 'Oci', { region: PLACE.region });
      new LocalBackend(stack, { path: `../../${name}.tfstate` });
      return stack;
    }) as [TerraformStack, TerraformStack];
    const cluster = new HpcCluster(below, 'Cluster', { ...SMALL, clusterName: 'modi', notebooks: true, place: PLACE });
    new NotebookGateway(front, 'Notebooks', { ...GATEWAY, sessions: inCluster(cluster), place: PLACE });
    app.synth();
    return JSON.parse(readFileSync(join(outdir, 'stacks', 'Front', 'cdk.tf.json'), 'utf8'));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

describe('a gateway in front of a cluster of another stack', () => {
  const { resource } = synthesised();
  const only = (type: string): Json => {
    const all = Object.values(resource[type] ?? {});
    expect(all.length).toBe(1);
    return all[0];
  };

  test('is one machine, with a host name beside that of the head', () => {
    const { create_vnic_details: card } = only('oci_core_instance');
    expect(card.hostname_label).toBe('gateway');
    expect(card.subnet_id).toContain('terraform_remote_state');
    for (const type of ['oci_core_vcn', 'oci_core_subnet', 'oci_file_storage_file_system'])
      expect(resource[type]).toBeUndefined();
  });

  test('has the rules of both ends of each conversation with the cluster, of its NFS as well', () => {
    const rules = Object.values<Json>(resource['oci_core_network_security_group_security_rule']);
    const theirs = rules.filter(({ network_security_group_id: group }) => group.includes('terraform_remote_state'));
    const words = theirs.map(({ direction, protocol, tcp_options: tcp, udp_options: udp }) => {
      const { min, max } = (tcp ?? udp).destination_port_range;
      return `${direction} ${protocol === '17' ? 'udp' : 'tcp'} ${min}-${max}`;
    });
    expect(words.sort()).toEqual([
      'EGRESS tcp 8081-8081',
      'INGRESS tcp 111-111',
      'INGRESS tcp 2048-2050',
      'INGRESS tcp 32768-60999',
      'INGRESS tcp 6817-6817',
      'INGRESS udp 111-111',
      'INGRESS udp 2048-2048',
    ]);
  });

  test('may read the key of the cluster', () => {
    const policies = JSON.stringify(resource['oci_identity_policy']);
    expect(policies).toMatch(/SECRET_BUNDLE_READ\} in tenancy where any \{[^}]*target\.secret\.id = '\$\{nonsensitive/);
  });
});
