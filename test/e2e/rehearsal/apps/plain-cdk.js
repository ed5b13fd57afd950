// Nothing of ours: a VPC, an instance with user data, a bucket that its role may read.
const { App, CfnOutput, Stack } = require('aws-cdk-lib/core');
const ec2 = require('aws-cdk-lib/aws-ec2');
const s3 = require('aws-cdk-lib/aws-s3');

const app = new App();
const stack = new Stack(app, 'Plain');
const vpc = new ec2.Vpc(stack, 'Vpc', {
  ipAddresses: ec2.IpAddresses.cidr('10.3.0.0/16'),
  maxAzs: 2,
  natGateways: 0,
  subnetConfiguration: [{ name: 'Web', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 24 }],
});
const bucket = new s3.Bucket(stack, 'Pages');
const userData = ec2.UserData.forLinux();
userData.addCommands('set -e', 'echo "made by user data" > /srv/page', 'python3 -m http.server --directory /srv 80 &');
const web = new ec2.Instance(stack, 'Web', {
  vpc,
  instanceType: new ec2.InstanceType('t3.micro'),
  machineImage: ec2.MachineImage.fromSsmParameter('/aws/service/debian/release/13/latest/amd64'),
  userData,
});
web.connections.allowFromAnyIpv4(ec2.Port.tcp(80));
bucket.grantRead(web);
new CfnOutput(stack, 'BucketName', { value: bucket.bucketName });
app.synth();
