import { parse } from 'yaml';
import { refsIn, resolveText, type Text } from '../../lib/blueprint';
import { REFERENCE_BYTES, stubBytes, userDataStub } from '../../lib/boot';

const HEAD = { cluster: 'ocean', role: 'head', packages: 'apt' } as const;

function plain(text: Text, region = 'us-west-2'): string {
  return resolveText<string>(text, {
    literal: (each) => each,
    env: () => region,
    ref: () => '',
    join: (all) => all.join(''),
  });
}

interface CloudConfig {
  readonly write_files: readonly { readonly path: string; readonly content: string; readonly permissions: string }[];
}

function files(text: Text): { [path: string]: string } {
  const config = parse(plain(text)) as CloudConfig;
  return Object.fromEntries(config.write_files.map((file) => [file.path, file.content]));
}

test('the stub tells the machine who it is', () => {
  const text = userDataStub({ cluster: 'ocean', role: 'compute', partition: 'gpu', packages: 'apt' });
  expect(JSON.parse(files(text)['/etc/terrane/node.json'] as string)).toEqual({
    cluster: 'ocean',
    role: 'compute',
    region: 'us-west-2',
    documents: '/terrane/ocean',
    partition: 'gpu',
  });
});

test('the only deploy-time value is the Region', () => {
  const text = userDataStub(HEAD);
  expect(refsIn(text)).toEqual([]);
  expect(plain(text, 'eu-central-1')).toContain(String.raw`\"region\":\"eu-central-1\"`);
});

test('user data begins with the line that makes it cloud-config', () => {
  expect(plain(userDataStub(HEAD)).startsWith('#cloud-config\n')).toBe(true);
});

test('only keys that cloud-init has since 22.2 are used', () => {
  const config = parse(plain(userDataStub({ ...HEAD, early: 'true' }))) as object;
  expect(Object.keys(config)).toEqual([
    'users',
    'preserve_hostname',
    'manage_etc_hosts',
    'ssh_genkeytypes',
    'write_files',
    'runcmd',
  ]);
});

test('each role runs the boot script of its own', () => {
  const stub = (options: Parameters<typeof userDataStub>[0]): string =>
    files(userDataStub(options))['/usr/local/sbin/terrane-stub'] as string;
  expect(stub(HEAD)).toContain('exec bash /opt/terrane/boot/head.sh\n');
  expect(stub({ ...HEAD, role: 'compute', partition: 'gpu' })).toContain(
    'exec bash /opt/terrane/boot/compute-gpu.sh\n',
  );
});

test("the author's early lines travel literally and come before anything is fetched", () => {
  const written = files(userDataStub({ ...HEAD, early: 'export HTTPS_PROXY="http://proxy:3128"\n# done' }));
  expect(written['/etc/terrane/early.sh']).toBe('export HTTPS_PROXY="http://proxy:3128"\n# done\n');
  const stub = written['/usr/local/sbin/terrane-stub'] as string;
  expect(stub.indexOf('. /etc/terrane/early.sh')).toBeLessThan(stub.indexOf('phase=sdk'));
});

test.each([
  ['a first line that is indented', '  echo one'],
  ['letters of other scripts', 'echo "Größe, 大きさ, 😀"'],
  ['characters that YAML does not take literally', "printf '\u0007\u007f\u2028\ufeff'\r"],
  ['lines of nothing but spaces', 'echo one\n   \n\techo two'],
])("the author's early lines arrive as they are: %s", (_what, early) => {
  expect(files(userDataStub({ ...HEAD, early }))['/etc/terrane/early.sh']).toBe(`${early.trimEnd()}\n`);
});

test('the SDK comes from the package manager of the family', () => {
  expect(plain(userDataStub(HEAD))).toContain('apt-get');
  expect(plain(userDataStub({ ...HEAD, packages: 'dnf' }))).toContain('dnf -q -y install python3-boto3');
});

test('the stub takes less than a third of the 16 KiB that user data may have', () => {
  expect(stubBytes(userDataStub(HEAD))).toBeLessThan(16384 / 3);
});

test('an upper bound counts bytes, not characters, and every reference with its longest value', () => {
  expect(stubBytes('é')).toBe(2);
  expect(stubBytes({ join: ['ab', { env: 'region' }, { ref: 'x', attribute: 'id' }] })).toBe(2 + 2 * REFERENCE_BYTES);
});
