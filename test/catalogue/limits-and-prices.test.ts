import { awsCatalogue } from '../../lib/catalogue';

test('a limit is found by its id, with its unit and source', () => {
  expect(awsCatalogue.limit('aws.ec2.userData')).toMatchObject({
    value: 16,
    unit: 'KB before base64',
    source: 'botocore 1.43.11 API model, ec2 RunInstances, LaunchTemplate UserData',
  });
  expect(awsCatalogue.limit('aws.ebs.gp3').value).toMatchObject({ sizeGiB: [1, 65536] });
});

test('a quota is found by its id and by its code', () => {
  expect(awsCatalogue.limit('aws.ec2.vcpu.onDemand.standard').value).toBe(5);
  expect(awsCatalogue.limit('L-1216C47A')).toBe(awsCatalogue.limit('aws.ec2.vcpu.onDemand.standard'));
});

test('an unknown limit is refused, with the nearest name', () => {
  expect(() => awsCatalogue.limit('aws.ec2.userdata')).toThrow(
    "No limit 'aws.ec2.userdata' is known. Did you mean 'aws.ec2.userData'?",
  );
  expect(() => awsCatalogue.limit('zzzzzzzzzzzzzzzzzzzzz')).toThrow(/is known\.$/);
});

test('what was not read is not a limit', () => {
  expect(() => awsCatalogue.limit('aws.pcs.clusters')).toThrow(RangeError);
});

test('a price is that of its Region, or nothing', () => {
  expect(awsCatalogue.price('aws.nat.hour', 'us-east-1')).toBe(0.045);
  expect(awsCatalogue.price('aws.nat.hour', 'eu-west-1')).toBeUndefined();
  expect(awsCatalogue.price('aws.ebs.gp3.storage', 'eu-central-1')).toBe(0.0952);
  expect(awsCatalogue.price('aws.ebs.gp3.storage', 'us-west-2')).toBeUndefined();
  expect(awsCatalogue.price('aws.nothing', 'us-east-1')).toBeUndefined();
});

test('a price that is the same everywhere holds in every Region', () => {
  expect(awsCatalogue.price('aws.publicIpv4', 'ap-south-1')).toBe(0.005);
});

test('a price in tiers is that of the first tier', () => {
  expect(awsCatalogue.price('aws.egress.internet', 'eu-west-1')).toBe(0.09);
});
