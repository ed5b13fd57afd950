import { deployArguments, synthArguments } from '../../lib/rehearsal/deploy/cdk';
import { deployEnvironment } from '../../lib/rehearsal/deploy/environment';
import { members, textOf } from '../../lib/rehearsal/deploy/query';
import { sourceOf, sourceWords } from '../../lib/rehearsal/deploy/source';
import { stackName } from '../../lib/rehearsal/deploy/template';
import { folderWith, removeFolders } from './samples';

afterAll(removeFolders);

describe('what a folder is', () => {
  const CDKTF = JSON.stringify({ app: 'node main.js' });

  test.each([
    ['an app of AWS CDK', { 'cdk.json': '{}' }, { kind: 'cdk' }],
    ['what AWS CDK synthesised', { 'manifest.json': '{"artifacts":{}}' }, { kind: 'assembly' }],
    ['an app of CDK for Terraform', { 'cdktf.json': CDKTF }, { kind: 'cdktf', app: 'node main.js' }],
    ['what CDK for Terraform synthesised', { 'manifest.json': '{"stacks":{}}' }, { kind: 'cdktf-output' }],
    ['Terraform', { 'main.tf': '' }, { kind: 'terraform' }],
    ['Terraform in JSON', { 'main.tf.json': '{}' }, { kind: 'terraform' }],
  ])('%s', (_, files, expected) => {
    const folder = folderWith(files as { [path: string]: string });
    expect(sourceOf(folder, undefined, '/')).toEqual({ folder, ...expected });
    expect(sourceOf(undefined, undefined, folder)).toEqual({ folder, ...expected });
  });

  test('a command takes the place of the one in cdk.json', () => {
    const folder = folderWith({ 'cdk.json': '{}' });
    expect(sourceOf('.', 'node x.js', folder)).toEqual({ kind: 'cdk', folder, app: 'node x.js' });
    expect(sourceOf('node x.js', undefined, folder)).toEqual({ kind: 'cdk', folder, app: 'node x.js' });
  });

  test('a file says which of two is meant', () => {
    const folder = folderWith({ 'cdk.json': '{}', 'cdktf.json': CDKTF, 'vpc.yaml': '' });
    expect(() => sourceOf('.', undefined, folder)).toThrow('cdk.json and cdktf.json are both in');
    expect(sourceOf('cdk.json', undefined, folder).kind).toBe('cdk');
    expect(sourceOf('cdktf.json', undefined, folder).kind).toBe('cdktf');
    expect(sourceOf('vpc.yaml', undefined, folder)).toEqual({ kind: 'template', file: `${folder}/vpc.yaml` });
  });

  test('what cannot be deployed is told', () => {
    const folder = folderWith({ 'notes.txt': '', 'cdktf.json': '{}' });
    expect(() => sourceOf('nowhere', undefined, folder)).toThrow('nowhere does not exist.');
    expect(() => sourceOf('notes.txt', undefined, folder)).toThrow('neither a template');
    expect(() => sourceOf('cdktf.json', undefined, folder)).toThrow('names no app');
    expect(() => sourceOf('.', undefined, folderWith({}))).toThrow('nothing to deploy is in');
  });

  test('in words', () => {
    expect(sourceWords({ kind: 'template', file: '/a/vpc.yaml' })).toBe('CloudFormation template /a/vpc.yaml');
  });
});

describe('the environment of deployment tools', () => {
  const target = { endpoint: 'http://127.0.0.1:4711', region: 'us-west-2', account: '123456789012' };

  test('leads to the rehearsal, and nowhere else', () => {
    const own = {
      PATH: '/bin',
      AWS_PROFILE: 'campus',
      AWS_SESSION_TOKEN: 'real',
      AWS_ENDPOINT_URL_S3: 'https://elsewhere',
      AWS_CA_BUNDLE: '/x',
      TF_WORKSPACE: 'production',
      TF_VAR_name: 'ada',
    };
    const made = deployEnvironment(target, own);
    expect(made).toMatchObject({
      PATH: '/bin',
      TF_VAR_name: 'ada',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4711',
      AWS_REGION: 'us-west-2',
      AWS_DEFAULT_REGION: 'us-west-2',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      CDK_DEFAULT_ACCOUNT: '123456789012',
    });
    const left = ['AWS_PROFILE', 'AWS_SESSION_TOKEN', 'AWS_ENDPOINT_URL_S3', 'AWS_CA_BUNDLE', 'TF_WORKSPACE'];
    expect(left.filter((name) => name in made)).toEqual([]);
  });

  test('never sends a call for the rehearsal to a proxy', () => {
    expect(deployEnvironment(target, { NO_PROXY: 'campus.edu' })['NO_PROXY']).toBe('campus.edu,127.0.0.1,localhost');
  });
});

test('cdk synthesises an app to a folder of the rehearsal, and deploys what came of it as a user would', () => {
  const synth = synthArguments({ kind: 'cdk', folder: '/app', app: 'node x.js' }, '/out');
  expect(synth.slice(0, 2)).toEqual(['synth', '--quiet']);
  expect(synth.slice(-4)).toEqual(['--app', 'node x.js', '--output', '/out']);
  const args = deployArguments('/out', { Key: 'ada' });
  expect(args.slice(0, 4)).toEqual(['deploy', '--all', '--require-approval', 'never']);
  expect(args.slice(-4)).toEqual(['--app', '/out', '--parameters', 'Key=ada']);
});

describe('a template', () => {
  test.each([
    ['/a/my_cluster.template.json', 'my-cluster'],
    ['/a/01-vpc.yaml', 'vpc'],
    ['/a/42.json', 'Stack'],
  ])('names its stack: %s', (file, name) => {
    expect(stackName(file)).toBe(name);
  });

  test('answers are XML', () => {
    const xml =
      '<a><member><Id>1</Id><Why>no &quot;vpc-1&quot; &amp; more &#39;x&#39;</Why></member><member><Id>2</Id></member></a>';
    expect(members(xml).map((each) => [textOf(each, 'Id'), textOf(each, 'Why')])).toEqual([
      ['1', `no "vpc-1" & more 'x'`],
      ['2', undefined],
    ]);
  });
});
