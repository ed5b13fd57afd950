import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import { parse } from 'yaml';
import { resolveText } from '../../../lib/blueprint';
import { type StubOptions, userDataStub } from '../../../lib/boot';
import { debian13Root, inDebian13, type Outcome } from '../support/debian13';

const BUILD_MILLISECONDS = 600_000;

beforeAll(() => {
  debian13Root();
}, BUILD_MILLISECONDS);

// Stands in for the SDK: documents and objects are files, and what is written to the cloud goes to a file.
const SDK = `
import io, json
class Client:
    def __init__(self, name): self.name = name
    def get_parameter(self, Name): return {"Parameter": {"Value": open("/run/cloud" + Name).read()}}
    def get_object(self, Bucket, Key): return {"Body": open("/run/cloud/" + Bucket + "/" + Key, "rb")}
    def __getattr__(self, call): return lambda **given: print(self.name, call, json.dumps(given), file=open("/run/told", "a"))
region = None
def setup_default_session(region_name):
    global region
    region = region_name
def client(name, config):
    assert (config.region_name or region) == "us-west-2" and config.connect_timeout < 10
    return Client(name)
`;

const CONFIG = `
class Config:
    def __init__(self, connect_timeout, retries, region_name=None):
        self.connect_timeout, self.region_name = connect_timeout, region_name
`;

// Stands in for the server that goes on in the stub's process.
const SERVE = `
import os, sys, time
def after_the_stub(document, waiting):
    os.close(waiting)
    time.sleep(1)
    print("SERVED by a process that has", "boto3" in sys.modules and "the SDK,", document[:11], file=open("/run/served", "w"))
`;

// Stands in for the metadata service, which this network has not.
const METADATA = `
import urllib.request, io
urllib.request.urlopen = lambda request, timeout: io.BytesIO(b"i-0123")
`;

const BUNDLE = zipSync({
  'boot/head.sh': Buffer.from('#!/bin/bash\necho "RAN as $(id -un), proxy $HTTPS_PROXY"\n'),
  'bin/terrane-node': Buffer.from('#!/bin/sh\ntrue\n'),
  'terrane_node/commands/serve.py': Buffer.from(SERVE),
});
const SUM = createHash('sha256').update(BUNDLE).digest('hex');

function runStub(sha256: string, options: Partial<StubOptions> = {}): Outcome {
  const text = userDataStub({ cluster: 'ocean', role: 'head', packages: 'apt', ...options });
  const yaml = resolveText<string>(text, {
    literal: (each) => each,
    env: () => 'us-west-2',
    ref: () => '',
    join: (pieces) => pieces.join(''),
  });
  const { write_files: written } = parse(yaml) as { write_files: { path: string; content: string }[] };
  const document = { bundle: { bucket: 'store', key: 'bundle.zip', sha256 }, signal: { stack: 'S', resource: 'R' } };
  const libraries = '/usr/local/lib/python3.13/dist-packages';
  const files = {
    ...Object.fromEntries(written.map((file) => [file.path, file.content])),
    [`${libraries}/boto3/__init__.py`]: SDK,
    [`${libraries}/botocore/config.py`]: CONFIG,
    [`${libraries}/metadata.py`]: METADATA,
    [`${libraries}/metadata.pth`]: 'import metadata\n',
    '/input/cluster': JSON.stringify(document),
    '/input/bundle.base64': Buffer.from(BUNDLE).toString('base64'),
    // Pauses between attempts are not what is tried here.
    '/usr/local/bin/sleep': '#!/bin/sh\ncase $1 in 0.*) exec /usr/bin/sleep $1 ;; esac\n',
  };
  const script = `
mkdir -p /run/cloud/terrane/ocean /run/cloud/store
cp /input/cluster /run/cloud/terrane/ocean/cluster
base64 -d /input/bundle.base64 > /run/cloud/store/bundle.zip
bash /usr/local/sbin/terrane-stub; echo "RC $?"
for n in $(seq 50); do [ -e /opt/terrane/bin ] && [ ! -s /run/served ] && sleep 0.1; done; cat /run/served 2> /dev/null
ls -l /opt/terrane/bin 2> /dev/null; cat /opt/terrane/.bundle-sha256 2> /dev/null
echo TOLD; cat /run/told 2> /dev/null
echo STATUS; cat /var/lib/terrane/boot.json 2> /dev/null`;
  return inDebian13(script, { files });
}

test('the stub fetches, verifies and unpacks the bundle and runs the script of its role', () => {
  const { output } = runStub(SUM, { early: 'export HTTPS_PROXY=http://proxy:3128' });
  expect(output).toContain(
    'RAN as root, proxy http://proxy:3128\nRC 0\nSERVED by a process that has the SDK, {"bundle":{\n',
  );
  expect(output).toMatch(/-rwxr-xr-x 1 root root .* terrane-node\n/);
  expect(output).toContain(`${SUM}\nTOLD\nSTATUS\n`);
});

test('a bundle that is not the declared one is not run, and everybody is told why', () => {
  const wanted = 'b'.repeat(64);
  const { output } = runStub(wanted);
  const why = `bundle bundle.zip: SHA-256 should be ${wanted}, is ${SUM}`;
  expect(output).not.toContain('RAN');
  expect(output).toContain('RC 1\n');
  expect(output).toMatch(new RegExp(`terrane-failed: phase="bundle" rc=1 line=\\d+ command="bundle" reason="${why}"`));
  expect(output).toMatch(/ec2 create_tags .*"i-0123".*"terrane:phase", "Value": "bundle failed"/);
  expect(output).toContain(
    'cloudformation signal_resource {"StackName": "S", "LogicalResourceId": "R", "UniqueId": "i-0123:bundle", "Status": "FAILURE"}',
  );
  const status = JSON.parse(output.split('STATUS\n')[1] as string) as {
    phase: string;
    outcome: string;
    phases: object[];
  };
  expect(status).toMatchObject({ phase: 'bundle', outcome: 'failed', phases: [{ name: 'bundle', outcome: 'failed' }] });
});

test("a failing line of the author's own ends the boot before anything is fetched", () => {
  const { output } = runStub(SUM, { early: 'true\nls /nowhere' });
  expect(output).toMatch(/terrane-failed: phase="early" rc=2 line=\d+ command="ls \/nowhere"/);
  expect(output).not.toContain('RAN');
});
