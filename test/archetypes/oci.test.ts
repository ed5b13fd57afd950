import { designHpcCluster, designMpiCluster, type HpcClusterProps } from '../../lib/archetypes';
import type { Blueprint, Flow } from '../../lib/blueprint';
import { awsCatalogue, ociCatalogue } from '../../lib/catalogue';
import { Size } from '../../lib/units';
import { bundleText } from '../support/bundle-text';

const RDMA = 'BM.Optimized3.36';
const PLAIN = 'VM.Standard.E5.Flex.8.64';
const context = { path: 'Ocean/Mpas', catalogue: ociCatalogue, region: 'eu-frankfurt-1' };
const props: HpcClusterProps = { head: { machine: PLAIN }, partitions: { compute: { machine: PLAIN, max: 4 } } };

const design = (more: Partial<HpcClusterProps> = {}) => designHpcCluster({ ...props, ...more }, context);
const codes = (more: Partial<HpcClusterProps>): string[] => design(more).findings.map((finding) => finding.code);
const imageOf = (blueprint: Blueprint) => blueprint.partOf('machine', 'head').image;

test('the usual image is Ubuntu, and Oracle Linux where a fabric is used', () => {
  expect(imageOf(design().blueprint)).toEqual({ distribution: 'ubuntu-24.04', packages: 'apt' });
  const mpi = designMpiCluster({ head: { machine: PLAIN }, nodes: { machine: RDMA, max: 4 } }, context);
  expect(imageOf(mpi.blueprint)).toEqual({ distribution: 'oracle-linux-9', packages: 'dnf' });
  expect(mpi.blueprint.partOf('fleet', 'compute-fleet').fabric).toBeDefined();
  expect(mpi.findings).toEqual([]);
});

test('a distribution that a cloud has no images of is refused with those that it has', () => {
  const { findings } = design({ image: { distribution: 'debian-13' } });
  expect(findings).toMatchObject([{ code: 'image-not-in-cloud', level: 'error' }]);
  expect(findings[0]?.message).toContain("it has 'ubuntu-24.04', 'oracle-linux-9'");
  const aws = designHpcCluster(
    {
      head: { machine: 'm5.large' },
      partitions: { c: { machine: 'c5.large', max: 1 } },
      image: { distribution: 'oracle-linux-9' },
    },
    { path: 'Ocean', catalogue: awsCatalogue },
  );
  expect(aws.findings[0]?.message).toContain("AWS has no images; it has 'debian-13', 'ubuntu-24.04'");
});

test("Oracle Linux brings EPEL's Slurm, whose settings are its own", () => {
  const conf = bundleText(design({ image: { distribution: 'oracle-linux-9' } }).blueprint, 'slurm/slurm.conf');
  const newer = bundleText(design().blueprint, 'slurm/slurm.conf');
  expect(conf).not.toBe(newer);
});

test('RDMA is refused on an image without drivers', () => {
  const compute = { machine: RDMA, max: 2, fabric: 'rdma' } as const;
  const { findings } = design({ image: { distribution: 'ubuntu-24.04' }, partitions: { compute } });
  expect(findings[0]).toMatchObject({ code: 'fabric-needs-driver' });
  expect(findings[0]?.message).toContain("no driver for RDMA. Give image: { distribution: 'oracle-linux-9' }");
});

test('Lustre needs an own image, as nobody publishes a client', () => {
  const mounts = [{ path: '/fast', type: 'lustre', size: Size.gibibytes(31_200), retain: false }] as const;
  const { findings } = design({ mounts });
  expect(findings[0]).toMatchObject({ code: 'lustre-needs-client' });
  expect(findings[0]?.message).toContain('no Lustre client for Ubuntu 24.04 on OCI. Give an own image');
  expect(codes({ mounts, image: { id: 'ocid1.image.oc1..aaa' } })).not.toContain('lustre-needs-client');
});

describe("names of machines where the network's own DNS decides", () => {
  const names = { zone: (cluster: string, subnet: string) => `${subnet.replace('-', '')}.${cluster}.oraclevcn.com` };
  const headName = (more: Partial<HpcClusterProps>): string | undefined =>
    designHpcCluster({ ...props, clusterName: 'ocean', ...more }, { ...context, names }).blueprint.partsOf(
      'dnsRecord',
    )[0]?.name;
  const open = {
    access: { sshFrom: ['192.0.2.0/24'] },
    users: [{ name: 'ada', uid: 2001, publicKey: 'ssh-ed25519 AAAAC3Nza ada@example.org' }],
  };

  test('they lie in the zone of the subnet that the head lies in', () => {
    expect(headName({})).toBe('head.nodes1.ocean.oraclevcn.com');
    expect(headName(open)).toBe('head.public1.ocean.oraclevcn.com');
    expect(headName({ ...open, login: { machine: PLAIN } })).toBe('head.nodes1.ocean.oraclevcn.com');
  });

  test('they lie in a zone of the cluster where it does not', () => {
    expect(design({ clusterName: 'ocean' }).blueprint.partsOf('dnsRecord')[0]?.name).toBe(
      'head.ocean.terrane.internal',
    );
  });
});

test('machines reach File Storage on all ports of NFS 3', () => {
  const nfs = (blueprint: Blueprint): Flow[] =>
    blueprint.data.flows.filter(
      ({ to, from }) => 'group' in to && to.group === 'storage-group' && 'group' in from && from.group === 'head-group',
    );
  expect(nfs(design().blueprint).map(({ protocol, ports }) => `${protocol} ${ports?.first}-${ports?.last}`)).toEqual([
    'tcp 111-111',
    'tcp 2048-2050',
    'udp 111-111',
    'udp 2048-2048',
  ]);
});

test('managed NFS is mounted by the version that the cloud has, the home of a head by the newer one', () => {
  const mountType = (more: Partial<HpcClusterProps>): unknown =>
    (design(more).blueprint.partOf('document', 'cluster-document').content as { mounts: { type: string }[] }).mounts[0]
      ?.type;
  expect(mountType({})).toBe('nfs');
  expect(mountType({ home: { size: Size.gibibytes(100) } })).toBe('nfs4');
});

test('hooks come from the object storage of the cloud', () => {
  const hook = (uri: string) => ({ head: { machine: PLAIN, hook: { uri, sha256: 'a'.repeat(64) } } });
  expect(codes(hook('oci://institution/setup.sh'))).toEqual([]);
  expect(codes(hook('https://example.org/setup.sh'))).toEqual([]);
  expect(design(hook('s3://institution/setup.sh')).findings[0]?.message).toContain(
    'https://host/path or oci://bucket/key',
  );
});

describe('hardware threads', () => {
  const script = (machine: string, threadsPerCore?: number): string => {
    const compute = { machine, max: 2, ...(threadsPerCore === undefined ? {} : { threadsPerCore }) };
    return bundleText(design({ partitions: { compute } }).blueprint, 'boot/compute-compute.sh');
  };

  test('are one a core by the boot, on bare metal as well', () => {
    expect(script(PLAIN)).toContain('phase_threads() {');
    expect(script(RDMA)).toContain('phase_threads() {');
    expect(script(RDMA, 2)).not.toContain('phase_threads() {');
  });
});

test('no limit keeps nodes from being spread', () => {
  const compute = { machine: PLAIN, max: 20, placement: 'spread' } as const;
  expect(codes({ partitions: { compute } })).toEqual([]);
});

test('the boot is that of the cloud on every machine', () => {
  const { blueprint } = design({ login: { machine: PLAIN } });
  const data = blueprint.partOf('machine', 'login').userData;
  expect(JSON.stringify(data)).toContain('documentsBucket');
  for (const path of ['boot/head.sh', 'boot/login.sh', 'boot/compute-compute.sh']) {
    expect(bundleText(blueprint, path)).not.toMatch(/boto3|amazon|efa\b/);
  }
});
