import { RenderedSample, withPart } from './rendered';

const KEY = 'arn:aws:kms:us-west-2:111122223333:key/1111';

describe('what holds data', () => {
  const sample = new RenderedSample();

  test.each(['state', 'home', 'results', 'munge'])('%s stays when the stack goes or replaces it', (id) => {
    expect(sample.resource(id)).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test.each(['scratch'])('%s, which is not retained, goes with the stack', (id) => {
    expect(sample.resource(id)).toMatchObject({ DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
  });

  test('a volume that is not retained goes with the stack', () => {
    const { DeletionPolicy } = new RenderedSample(withPart('state', { retain: false })).resource('state');
    expect(DeletionPolicy).toBe('Delete');
  });
});

describe('a disk', () => {
  const state = new RenderedSample(
    withPart('state', { snapshot: 'snap-1', iops: 6000, throughputMiBps: 250, encryptionKey: KEY }),
  );

  test('is encrypted and in the zone of its subnet', () => {
    expect(state.resource('state').Properties).toMatchObject({
      Encrypted: true,
      VolumeType: 'gp3',
      Size: 10,
      AvailabilityZone: { 'Fn::GetAtt': [state.id('nodes-1'), 'AvailabilityZone'] },
    });
  });

  test('has the snapshot, the speed and the key that were asked for', () => {
    expect(state.resource('state').Properties).toMatchObject({
      SnapshotId: 'snap-1',
      Iops: 6000,
      Throughput: 250,
      KmsKeyId: KEY,
    });
  });
});

describe('managed NFS', () => {
  const sample = new RenderedSample();

  test('is encrypted, grows with its load and is backed up', () => {
    expect(sample.resource('home').Properties).toMatchObject({
      Encrypted: true,
      ThroughputMode: 'elastic',
      BackupPolicy: { Status: 'ENABLED' },
    });
  });

  test('has a mount target in the group of file systems', () => {
    expect(sample.of('AWS::EFS::MountTarget').map((target) => target.Properties)).toEqual([
      {
        FileSystemId: { Ref: sample.id('home') },
        SubnetId: { Ref: sample.id('nodes-1') },
        SecurityGroups: [{ 'Fn::GetAtt': [sample.id('storage'), 'GroupId'] }],
      },
    ]);
  });

  test('is found by its name', () => {
    expect(sample.stack.resolve(sample.rendered.attribute('home', 'address'))).toEqual({
      'Fn::Join': ['', [{ Ref: sample.id('home') }, '.efs.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }]],
    });
  });
});

describe('managed Lustre', () => {
  test('is scratch by default', () => {
    expect(new RenderedSample().resource('scratch').Properties).toMatchObject({
      FileSystemType: 'LUSTRE',
      StorageCapacity: 1200,
      LustreConfiguration: { DeploymentType: 'SCRATCH_2' },
    });
  });

  test("with a throughput is persistent, under the customer's key", () => {
    const persistent = new RenderedSample(withPart('scratch', { throughputPerTiB: 250, encryptionKey: KEY }));
    expect(persistent.resource('scratch').Properties).toMatchObject({
      KmsKeyId: KEY,
      LustreConfiguration: { DeploymentType: 'PERSISTENT_2', PerUnitStorageThroughput: 250 },
    });
  });
});

describe('a bucket', () => {
  const sample = new RenderedSample();
  const bucket = sample.resource('results').Properties;

  test('is private, versioned and encrypted', () => {
    expect(bucket).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    });
  });

  test('moves what is old to a cheaper class and clears up after itself', () => {
    expect(bucket['LifecycleConfiguration']).toEqual({
      Rules: [
        {
          Id: 'age',
          Status: 'Enabled',
          Transitions: [{ StorageClass: 'STANDARD_IA', TransitionInDays: 30 }],
          NoncurrentVersionExpiration: { NoncurrentDays: 90 },
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
        },
      ],
    });
  });

  test('refuses requests without TLS', () => {
    sample.template.hasResourceProperties('AWS::S3::BucketPolicy', {
      Bucket: { Ref: sample.id('results') },
      PolicyDocument: {
        Statement: [
          {
            Sid: 'TlsOnly',
            Effect: 'Deny',
            Principal: { AWS: '*' },
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      },
    });
  });

  test("is encrypted under the customer's key where one is given", () => {
    const keyed = new RenderedSample(withPart('results', { encryptionKey: KEY }));
    expect(keyed.resource('results').Properties['BucketEncryption']).toEqual({
      ServerSideEncryptionConfiguration: [
        { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { KMSMasterKeyID: KEY, SSEAlgorithm: 'aws:kms' } },
      ],
    });
  });

  test('of the institution stays as it is', () => {
    const own = new RenderedSample(withPart('results', { existingName: 'campus-results' }));
    own.template.resourceCountIs('AWS::S3::Bucket', 0);
    own.template.resourceCountIs('AWS::S3::BucketPolicy', 0);
    own.template.hasOutput('*', { Value: 'campus-results' });
  });
});

test('a secret is made up by the secret store, of letters and digits', () => {
  expect(new RenderedSample().resource('munge').Properties['GenerateSecretString']).toEqual({
    PasswordLength: 128,
    ExcludePunctuation: true,
    IncludeSpace: false,
  });
});

test('a network that is retained for what lies in it stays without its gateways', () => {
  const sample = new RenderedSample(withPart('network', { retain: true }));
  expect(sample.resource('network').DeletionPolicy).toBe('RetainExceptOnCreate');
  expect(sample.of('AWS::EC2::NatGateway').map((nat) => nat.DeletionPolicy)).toEqual([undefined]);
});
