// Notebooks on nodes under the accounts of a directory, behind a proxy, which is a machine of the network.
const { readFileSync } = require('node:fs');
const { CfnInstance } = require('aws-cdk-lib/aws-ec2');
const { App, Stack } = require('aws-cdk-lib/core');
const { certificate, Duration, fromDirectory, inPartitions, proxyHeader } = require('terrane');
const { NotebookGateway } = require('terrane/aws-cdk');

const SECRETS = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:directory';
const PROXY = '10.0.31.10';

const app = new App();
const stack = new Stack(app, 'Directory', { env: { region: 'us-east-1' } });
const gateway = new NotebookGateway(stack, 'Notebooks', {
  host: 'notebooks.example.edu',
  identity: proxyHeader({ from: [`${PROXY}/32`], allowedDomains: ['example.edu'] }),
  tls: certificate({ secret: `${SECRETS}/tls-Gh5jKl` }),
  accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    bindDn: 'cn=reader,dc=example,dc=edu',
    bindPassword: `${SECRETS}/reader-Mn7pQr`,
    certificateAuthority: readFileSync(process.env.CAMPUS_AUTHORITY, 'utf8'),
    loginAttribute: 'mail',
    provision: {
      bindDn: 'cn=writer,dc=example,dc=edu',
      bindPassword: `${SECRETS}/writer-St9uVw`,
      under: 'ou=people,dc=example,dc=edu',
      firstUid: 250_000,
      objectClasses: ['inetOrgPerson', 'posixAccount'],
      attributes: { mail: '{login}', sn: '{uid}' },
    },
  }),
  sessions: inPartitions({
    gateway: 'm7i.large',
    partitions: { small: { machine: 'c7i.large', max: 2, threadsPerCore: 2, idle: Duration.minutes(1) } },
  }),
  sizes: { one: { cpus: 1, memoryGiB: 1 } },
  quotaVcpus: 6,
});
new CfnInstance(stack, 'Campus', {
  imageId: '{{resolve:ssm:/aws/service/debian/release/13/latest/amd64}}',
  instanceType: 't3.small',
  subnetId: gateway.native('nodes-1').ref,
  privateIpAddress: PROXY,
  tags: [{ key: 'Name', value: 'campus' }],
});
app.synth();
