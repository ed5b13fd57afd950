import { Template } from 'aws-cdk-lib/assertions';
import { Stack, Tags } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { renderBlueprint } from '../../../lib/targets/aws-cdk/render';
import { sampleBlueprint } from '../../support/sample-blueprint';
import { newApp, RenderedSample, type Resource, withPart } from './rendered';

const METADATA = {
  HttpEndpoint: 'enabled',
  HttpTokens: 'required',
  HttpPutResponseHopLimit: 1,
  InstanceMetadataTags: 'enabled',
};
const ROOT = [
  {
    DeviceName: '/dev/xvda',
    Ebs: { DeleteOnTermination: true, Encrypted: true, VolumeSize: 50, VolumeType: 'gp3' },
  },
];
const NEWEST_DEBIAN = '{{resolve:ssm:/aws/service/debian/release/13/latest/amd64}}';

interface Specification {
  readonly ResourceType: string;
  readonly Tags: readonly object[];
}

type Data = { readonly [name: string]: unknown };

function template(sample: RenderedSample): Data {
  return sample.resource('compute-fleet').Properties['LaunchTemplateData'] as Data;
}

describe('a machine', () => {
  const sample = new RenderedSample();
  const head = sample.resource('head-machine');

  test('answers metadata requests with tokens alone, and knows its tags', () => {
    expect(head.Properties['MetadataOptions']).toEqual(METADATA);
  });

  test('has an encrypted root volume that goes with it', () => {
    expect(head.Properties['BlockDeviceMappings']).toEqual(ROOT);
  });

  test('starts from the newest image of its distribution', () => {
    expect(head.Properties['ImageId']).toBe(NEWEST_DEBIAN);
  });

  test('tags its volumes as itself', () => {
    expect(head.Properties).toMatchObject({
      PropagateTagsToVolumeOnCreation: true,
      Tags: expect.arrayContaining([
        { Key: 'Name', Value: 'sample-head' },
        { Key: 'terrane:role', Value: 'head' },
      ]),
    });
  });

  test('acts as its role', () => {
    const profile = sample.ids('head-identity')[1];
    expect(head.Properties['IamInstanceProfile']).toEqual({ Ref: profile });
  });

  test('has its groups and subnet where they can change without a new machine', () => {
    expect(head.Properties).toMatchObject({
      SubnetId: { Ref: sample.id('nodes-1') },
      SecurityGroupIds: [{ 'Fn::GetAtt': [sample.id('head'), 'GroupId'] }],
    });
    expect(head.Properties['NetworkInterfaces']).toBeUndefined();
  });

  test('fails the deployment when it does not signal in time', () => {
    expect(head.CreationPolicy).toEqual({ ResourceSignal: { Count: 1, Timeout: 'PT15M' } });
  });

  test('learns from the document what to signal to, without the document waiting for it', () => {
    const value = JSON.stringify(sample.resource('cluster-document').Properties['Value']);
    expect(value).toContain(`\\"resource\\": \\"${sample.id('head-machine')}\\"`);
    expect(value).toContain('{"Ref":"AWS::StackName"}');
    expect(value).not.toContain(`"Ref":"${sample.id('head-machine')}"`);
  });

  test('boots after what it reads, mounts and attaches', () => {
    const needed = ['munge', 'cluster-document', 'home', 'scratch', 'state', 'compute-document'].flatMap((id) =>
      sample.ids(id),
    );
    expect(head.DependsOn).toEqual(expect.arrayContaining(needed));
  });

  test('boots after its way out and its rules', () => {
    const routes = sample.ids('nodes-1').slice(1);
    const rules = [...sample.ids('head').slice(1), ...sample.ids('storage').slice(1)];
    expect(head.DependsOn).toEqual(expect.arrayContaining([...routes, ...rules, sample.id('store')]));
  });

  test('that is to be reached from outside asks for a public address by name', () => {
    const open = new RenderedSample(withPart('head-machine', { publicAddress: true, subnet: 'public-1' }));
    expect(open.resource('head-machine').Properties['NetworkInterfaces']).toEqual([
      {
        AssociatePublicIpAddress: true,
        DeleteOnTermination: true,
        DeviceIndex: '0',
        GroupSet: [{ 'Fn::GetAtt': [open.id('head'), 'GroupId'] }],
        SubnetId: { Ref: open.id('public-1') },
      },
    ]);
  });

  test('in a public subnet without a public address refuses one by name', () => {
    const closed = new RenderedSample(withPart('head-machine', { subnet: 'public-1' }));
    expect(closed.resource('head-machine').Properties['NetworkInterfaces']).toEqual([
      expect.objectContaining({ AssociatePublicIpAddress: false }),
    ]);
  });
});

describe('a fleet', () => {
  const sample = new RenderedSample();
  const data = template(sample);

  test('answers metadata requests with tokens alone, from an encrypted root and the newest image', () => {
    expect(data).toMatchObject({ MetadataOptions: METADATA, BlockDeviceMappings: ROOT, ImageId: NEWEST_DEBIAN });
  });

  test('runs one thread a core where it is so asked', () => {
    expect(data['CpuOptions']).toEqual({ CoreCount: 18, ThreadsPerCore: 1 });
  });

  test('goes to its placement group', () => {
    expect(data['Placement']).toEqual({ GroupName: { Ref: sample.id('compute-placement') } });
  });

  test('leaves the market, the subnet and the name to each launch', () => {
    expect(data).not.toHaveProperty('InstanceMarketOptions');
    expect(data).not.toHaveProperty('NetworkInterfaces');
    expect(data['SecurityGroupIds']).toEqual([{ 'Fn::GetAtt': [sample.id('compute'), 'GroupId'] }]);
  });

  test('is gone when a node shuts down', () => {
    expect(data['InstanceInitiatedShutdownBehavior']).toBe('terminate');
  });

  test("has its version in the partition's document", () => {
    expect(JSON.stringify(sample.resource('compute-document').Properties['Value'])).toContain(
      `{"Fn::GetAtt":["${sample.id('compute-fleet')}","LatestVersionNumber"]}`,
    );
  });

  test('with several network cards has an interface on each', () => {
    const fabric = new RenderedSample(withPart('compute-fleet', { fabric: { interfaces: 2, cards: 2 } }));
    const shared = {
      DeleteOnTermination: true,
      Groups: [{ 'Fn::GetAtt': [fabric.id('compute'), 'GroupId'] }],
      InterfaceType: 'efa',
      SubnetId: { Ref: fabric.id('nodes-1') },
    };
    expect(template(fabric)['NetworkInterfaces']).toEqual([
      { ...shared, NetworkCardIndex: 0, DeviceIndex: 0 },
      { ...shared, NetworkCardIndex: 1, DeviceIndex: 1 },
    ]);
    expect(template(fabric)).not.toHaveProperty('SecurityGroupIds');
  });

  test('hands the tags of the stack around it on to machines and volumes', () => {
    const stack = new Stack(newApp(), 'Stack');
    Tags.of(stack).add('cost-centre', 'physics');
    const scope = new Construct(stack, 'Sample');
    renderBlueprint(scope, sampleBlueprint());
    const fleets = Object.values(Template.fromStack(stack).findResources('AWS::EC2::LaunchTemplate')) as Resource[];
    const launched = fleets.flatMap((fleet) => {
      const data = fleet.Properties['LaunchTemplateData'] as { readonly TagSpecifications: readonly Specification[] };
      return data.TagSpecifications;
    });
    expect(launched.map((each) => each.ResourceType)).toEqual(['instance', 'volume']);
    for (const { Tags: tags } of launched)
      expect(tags).toEqual(
        expect.arrayContaining([
          { Key: 'cost-centre', Value: 'physics' },
          { Key: 'terrane:role', Value: 'compute' },
        ]),
      );
  });
});

describe('an own image', () => {
  const byRegion = { 'us-west-2': 'ami-west', 'us-east-1': 'ami-east' };
  const image = { distribution: 'own', packages: 'apt', byRegion, rootDevice: '/dev/sda1' };

  test('by id is taken as it is', () => {
    const own = new RenderedSample(
      withPart('head-machine', { image: { distribution: 'own', packages: 'apt', id: 'ami-1' } }),
    );
    expect(own.resource('head-machine').Properties['ImageId']).toBe('ami-1');
  });

  test('by Region is looked up in a mapping where the Region is not known', () => {
    const own = new RenderedSample(withPart('head-machine', { image }));
    expect(own.resource('head-machine').Properties['ImageId']).toEqual({
      'Fn::FindInMap': [expect.any(String), { Ref: 'AWS::Region' }, 'image'],
    });
  });

  test('by Region is a plain id where the Region is known', () => {
    expect(inRegion('us-east-1')).toBe('ami-east');
  });

  test("that is not there in the stack's Region is an error that names the Region", () => {
    expect(() => inRegion('eu-west-1')).toThrow("Stack/Sample: the image of 'head-machine' is not given for eu-west-1");
  });

  function inRegion(region: string): unknown {
    const stack = new Stack(newApp(), 'Stack', { env: { region } });
    const rendered = renderBlueprint(
      new Construct(stack, 'Sample'),
      sampleBlueprint(withPart('head-machine', { image })),
    );
    const id = stack.resolve(rendered.native('head-machine').logicalId) as string;
    return Template.fromStack(stack).toJSON()['Resources'][id].Properties.ImageId;
  }
});
