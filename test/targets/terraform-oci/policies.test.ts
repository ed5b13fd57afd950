import { policyStatement } from '../../../lib/targets/terraform-oci/checks/policy-grammar';
import { withoutReferences } from '../../../lib/targets/terraform-oci/checks/walk';
import { Size } from '../../../lib/units';
import { DRIVER_CALLS, VERBS } from './driver-calls';
import { PLACE, type Synthesised, synthesised } from './support';

const KEY = 'ocid1.key.oc1.eu-frankfurt-1.vault.aaaakey';

const rich = synthesised({
  login: { machine: 'VM.Standard.E4.Flex.1.8' },
  partitions: {
    work: { machine: 'VM.Standard.E4.Flex.4.32', max: 4, placement: 'cluster' },
    fixed: { machine: 'BM.Optimized3.36', min: 2, max: 2, fabric: 'rdma' },
    elastic: { machine: 'BM.Optimized3.36', max: 2, fabric: 'rdma' },
  },
});

function statements({ all }: Synthesised, name = /./): string[] {
  const policies = Object.entries(all('oci_identity_policy')).filter(([each]) => name.test(each));
  return policies.flatMap(([, policy]) => policy.statements as string[]);
}

function of(role: string, from: Synthesised = rich): string[] {
  return statements(from, new RegExp(`^Work_${role}Identity_`, 'i'));
}

/** The statement that gives a permission. */
function giving(permission: string, role = 'Head', from: Synthesised = rich): string[] {
  return of(role, from).filter((each) => permissionsOf(each).includes(permission));
}

function permissionsOf(statement: string): readonly string[] {
  const [, list] = /\{([A-Z_, ]+)\} in /.exec(statement) ?? [];
  const [, verb = ''] = / to ((?:inspect|read|use|manage) \S+) in /.exec(statement) ?? [];
  return list?.split(', ') ?? VERBS[verb] ?? [];
}

/** What stands after `where`. */
function whereOf(statement: string | undefined): string {
  return / where (.*)$/.exec(statement ?? '')?.[1] ?? '';
}

describe('policies', () => {
  test('there is one for each identity, in the compartment', () => {
    const names = Object.values(rich.all('oci_identity_policy')).map((policy) => policy.name);
    for (const role of ['head', 'compute', 'login']) expect(names).toContain(`terrane-stack-work-${role}-identity`);
    for (const policy of Object.values(rich.all('oci_identity_policy')))
      expect(policy.compartment_id).toBe(PLACE.compartmentId);
  });

  test('are written in the language of policies', () => {
    expect(statements(rich).length).toBeGreaterThan(20);
    for (const each of statements(rich))
      expect([each, policyStatement(withoutReferences(each))]).toEqual([each, undefined]);
  });

  test('speak of no resource in general, and never of the tenancy', () => {
    for (const each of statements(rich)) {
      expect(each).not.toContain('all-resources');
      expect(each).toContain(` in compartment id ${PLACE.compartmentId}`);
    }
  });

  test('of an identity speak of its dynamic group alone', () => {
    for (const each of of('Compute'))
      expect(each).toMatch(/^Allow dynamic-group \$\{oci_identity_dynamic_group\.Work_ComputeIdentity_\w+\.name\} to /);
  });

  test('have far fewer statements than a policy may', () => {
    expect(of('Head').length).toBeLessThanOrEqual(15);
    expect(of('Compute').length).toBeLessThanOrEqual(5);
  });

  test('name the tags only when these are defined', () => {
    const head = rich.one('oci_identity_policy', /HeadIdentity/);
    expect(head.depends_on).toEqual(
      expect.arrayContaining([expect.stringMatching(/^oci_identity_tag\.Work_Tags_Role/)]),
    );
  });
});

describe.each(DRIVER_CALLS)('$operation', ({ by, permissions }) => {
  test.each(by)('is allowed to the %s', (role) => {
    const given = of(role).flatMap(permissionsOf);
    expect(given).toEqual(expect.arrayContaining([...permissions]));
  });
});

test.each(['Compute', 'Login'])('what is not for the %s, it may not', (role) => {
  const given = new Set(of(role).flatMap(permissionsOf));
  expect([...given].sort()).toEqual([
    'BUCKET_INSPECT',
    'BUCKET_READ',
    'INSTANCE_READ',
    'INSTANCE_UPDATE',
    'OBJECT_CREATE',
    'OBJECT_DELETE',
    'OBJECT_INSPECT',
    'OBJECT_OVERWRITE',
    'OBJECT_READ',
    'SECRET_BUNDLE_READ',
  ]);
});

describe('a machine', () => {
  test('updates itself and no other', () => {
    expect(giving('INSTANCE_UPDATE', 'Compute').map(whereOf)).toEqual(['request.instance.id = target.instance.id']);
    expect(giving('INSTANCE_READ', 'Compute').map(whereOf)).toEqual(['request.instance.id = target.instance.id']);
  });

  test('reads its own cluster documents and programs of the documents bucket, and writes nothing there', () => {
    expect(giving('OBJECT_READ', 'Compute').map(whereOf)[0]).toBe(
      "all {target.bucket.name = 'terrane-stack-work-documents', any {target.object.name = 'bundles/*', target.object.name = 'terrane/stack-work/cluster'}}",
    );
    expect(giving('OBJECT_CREATE', 'Compute').filter((each) => each.includes('-documents'))).toEqual([]);
  });

  test('reads the one secret', () => {
    expect(giving('SECRET_BUNDLE_READ', 'Compute').map(whereOf)).toEqual([
      expect.stringMatching(/^target\.secret\.id = '\$\{oci_vault_secret\.Work_Munge_\w+\.id\}'$/),
    ]);
  });

  test('reads and writes the results, by name', () => {
    expect(giving('OBJECT_DELETE', 'Compute').map(whereOf)).toEqual([
      expect.stringMatching(/^target\.bucket\.name = '\$\{oci_objectstorage_bucket\.Work_Results_\w+\.name\}'$/),
    ]);
  });
});

describe('the head', () => {
  test('ends and adopts nodes of its cluster alone, and never a head', () => {
    expect(giving('INSTANCE_DELETE').map(whereOf)).toEqual([
      "all {target.resource.tag.terrane-stack-work.cluster = 'stack-work', target.resource.tag.terrane-stack-work.role = 'compute'}",
    ]);
  });

  test('stops, and takes volumes from, heads of its cluster alone', () => {
    const conditions = ['INSTANCE_POWER_ACTIONS', 'INSTANCE_ATTACH_VOLUME', 'INSTANCE_DETACH_VOLUME'].flatMap((each) =>
      giving(each).map(whereOf),
    );
    expect(new Set(conditions)).toEqual(
      new Set([
        "all {target.resource.tag.terrane-stack-work.cluster = 'stack-work', target.resource.tag.terrane-stack-work.role = 'head'}",
      ]),
    );
    expect(giving('VOLUME_WRITE').map(whereOf)).toEqual([
      "target.resource.tag.terrane-stack-work.cluster = 'stack-work'",
    ]);
  });

  test("launches the fleets' images alone", () => {
    expect(giving('INSTANCE_IMAGE_READ').map(whereOf)).toEqual([
      "target.image.id = 'ocid1.image.oc1.eu-frankfurt-1.aaaaoracle'",
    ]);
    expect(giving('INSTANCE_IMAGE_READ', 'Head', synthesised()).map(whereOf)).toEqual([
      "target.image.id = 'ocid1.image.oc1.eu-frankfurt-1.aaaaubuntu'",
    ]);
  });

  test('sets the tags of its own cluster alone: no machine that it makes can act for another', () => {
    expect(giving('TAG_NAMESPACE_USE').map(whereOf)).toEqual(["target.tag-namespace.name = 'terrane-stack-work'"]);
  });

  test('writes the object that says whether it is ready, and no other of that bucket', () => {
    expect(giving('OBJECT_CREATE').map(whereOf)).toContain(
      "all {target.bucket.name = 'terrane-stack-work-documents', target.object.name = 'gates/head'}",
    );
  });

  test('makes no networks, images, keys or policies', () => {
    const given = of('Head').flatMap(permissionsOf);
    const makes = given.filter(
      (each) => /_(CREATE|DELETE)$/.test(each) && !/^(INSTANCE|VNIC|OBJECT|VOLUME_ATTACHMENT)_/.test(each),
    );
    expect(makes).toEqual([]);
  });

  test('uses placement groups only where a fleet lies in one', () => {
    expect(of('Head').filter((each) => each.includes('use cluster-placement-groups'))).toHaveLength(1);
    const apart = synthesised();
    expect(statements(apart).filter((each) => /cluster-placement-groups|COMPUTE_CLUSTER/.test(each))).toEqual([]);
  });
});

describe('a tag namespace of the institution', () => {
  const shared = synthesised({}, { tagNamespace: 'research' });

  test('is used wherever it lies: by a policy of the tenancy, and of that namespace alone', () => {
    const policy = shared.one('oci_identity_policy', /TenancyPolicy/);
    expect(policy.compartment_id).toBe(PLACE.tenancyId);
    expect(policy.statements).toHaveLength(1);
    expect(policy.statements[0]).toMatch(
      / to use tag-namespaces in tenancy where target\.tag-namespace\.name = 'research'$/,
    );
  });

  test('binds permissions by its tags', () => {
    expect(giving('INSTANCE_DELETE', 'Head', shared).map(whereOf)[0]).toContain('target.resource.tag.research.cluster');
  });
});

describe('services of the cloud', () => {
  test('change objects of the one bucket with a lifecycle, and may before they are told to', () => {
    const policy = rich.one('oci_identity_policy', /LifecycleService/);
    expect(policy.statements[0]).toMatch(
      /^Allow service objectstorage-eu-frankfurt-1 to \{.*OBJECT_VERSION_DELETE\} .* where target\.bucket\.name = '\$\{oci_objectstorage_bucket\.Work_Results_\w+\.name\}'$/,
    );
    const lifecycle = rich.one('oci_objectstorage_object_lifecycle_policy');
    expect(lifecycle.depends_on).toEqual([expect.stringMatching(/LifecycleService/)]);
  });

  test('make and tag the machines of a pool', () => {
    const policy = rich.one('oci_identity_policy', /PoolService/);
    expect(policy.statements.map((each: string) => each.replace(/ in compartment.*/, ''))).toEqual([
      'Allow service compute_management to manage compute-management-family',
      'Allow service compute_management to use tag-namespaces',
    ]);
    expect(rich.one('oci_core_cluster_network').depends_on).toEqual(
      expect.arrayContaining([expect.stringMatching(/PoolService/)]),
    );
  });

  test('join the subnet of a Lustre file system', () => {
    const { one } = synthesised({
      image: { id: 'ocid1.image.oc1.eu-frankfurt-1.aaaaown', packages: 'apt' },
      mounts: [{ path: '/data', type: 'lustre', size: Size.gibibytes(31200), throughputPerTiB: 125, retain: false }],
    });
    expect(one('oci_identity_policy', /NetworkService/).statements).toEqual([
      `Allow service lustrefs to use virtual-network-family in compartment id ${PLACE.compartmentId}`,
    ]);
    expect(one('oci_lustre_file_storage_lustre_file_system').depends_on).toEqual(
      expect.arrayContaining([expect.stringMatching(/NetworkService/)]),
    );
  });
});

describe("a customer's key", () => {
  const keyed = synthesised({
    encryptionKey: KEY,
    home: { size: Size.gibibytes(100) },
    mounts: [{ path: '/data', type: 'nfs' }],
  });

  test('is used by the services that encrypt with it, and no other key is', () => {
    const uses = statements(keyed, /KeyService/);
    expect(uses.length).toBeGreaterThan(2);
    for (const each of uses) expect(each).toMatch(new RegExp(`use keys in .* where target\\.key\\.id = '${KEY}'$`));
    const services = uses.map((each) => /^Allow (.*?) to /.exec(each)?.[1]);
    expect(services).toEqual(expect.arrayContaining(['service blockstorage', 'service objectstorage-eu-frankfurt-1']));
  });

  test('is lent by the head to the nodes that it launches', () => {
    expect(giving('KEY_ASSOCIATE', 'Head', keyed).map(whereOf)).toEqual([`target.key.id = '${KEY}'`]);
  });

  test('is used by a file system in its own name', () => {
    const group = keyed.one('oci_identity_dynamic_group', /KeyServiceGroup/);
    expect(group).toMatchObject({
      compartment_id: PLACE.tenancyId,
      matching_rule: `All {resource.type = 'filesystem', resource.compartment.id = '${PLACE.compartmentId}'}`,
    });
    const system = keyed.one('oci_file_storage_file_system');
    expect(system.depends_on).toEqual(expect.arrayContaining([expect.stringMatching(/_KeyService_/)]));
  });

  test('may be used before anything is encrypted with it', () => {
    expect(keyed.one('oci_core_volume', /Home/).depends_on).toEqual(
      expect.arrayContaining([expect.stringMatching(/oci_identity_policy\.Work_\w+_KeyService/)]),
    );
  });
});
