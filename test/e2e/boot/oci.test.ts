import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import { parse } from 'yaml';
import { resolveText } from '../../../lib/blueprint';
import { type PackageFamily, renderScript, type Step, userDataStub } from '../../../lib/boot';
import { debian13Root, inDebian13, type Outcome } from '../support/debian13';

const BUILD_MILLISECONDS = 600_000;

beforeAll(() => {
  debian13Root();
}, BUILD_MILLISECONDS);

// Stands in for the SDK where the boot looks for it: objects are files, and what is written to the cloud goes to a file.
const SDK: { readonly [path: string]: string } = {
  'oci/__init__.py': 'from oci import auth, retry\n',
  'oci/retry.py': 'class NoneRetryStrategy: pass\n',
  'oci/auth/__init__.py': 'from oci.auth import signers\n',
  'oci/auth/signers.py': `
class InstancePrincipalsSecurityTokenSigner:
    def __init__(self, retry_strategy, federation_client_retry_strategy): pass
`,
  'oci/cloud.py': `
import json, types
class Client:
    def __init__(self, config, signer, timeout, retry_strategy):
        assert config == {"region": "eu-frankfurt-1"} and timeout[0] < 10
    def __getattr__(self, call):
        def told(*given, **named):
            print(call, json.dumps([*given, named], default=lambda each: getattr(each, "__dict__", None) or each.decode()), file=open("/run/told", "a"))
        return told
answer = lambda **what: types.SimpleNamespace(data=types.SimpleNamespace(**what))
`,
  'oci/object_storage.py': `
from oci.cloud import Client, answer
class ObjectStorageClient(Client):
    def get_object(self, namespace, bucket, name):
        return answer(content=open("/run/cloud/" + namespace + "/" + bucket + "/" + name, "rb").read())
`,
  'oci/core.py': `
import types
from oci.cloud import Client, answer
class UpdateInstanceDetails:
    def __init__(self, freeform_tags): self.freeform_tags = freeform_tags
models = types.SimpleNamespace(UpdateInstanceDetails=UpdateInstanceDetails)
class ComputeClient(Client):
    def get_instance(self, id): return answer(freeform_tags={"terrane:node": "a-1"})
`,
};

const BUNDLE = zipSync({
  'boot/head.sh': Buffer.from('#!/bin/bash\necho "RAN, without proxy: $no_proxy"\n'),
  'bin/terrane-node': Buffer.from('#!/bin/sh\ntrue\n'),
  'terrane_node/commands/serve.py': Buffer.from(
    'import os\ndef after_the_stub(document, waiting):\n    print("SERVED", document[:9], file=open("/run/served", "w"))\n    os._exit(0)\n',
  ),
});
const SUM = createHash('sha256').update(BUNDLE).digest('hex');

const PLACE: { readonly [fact: string]: string } = {
  region: 'eu-frankfurt-1',
  namespace: 'institution',
  documentsBucket: 'terrane-ocean-documents',
};

function runStub(sha256: string): Outcome {
  const early = 'export HTTP_PROXY=http://proxy:3128 NO_PROXY=example.org';
  const text = userDataStub({ cluster: 'ocean', role: 'head', packages: 'apt', cloud: 'oci', early });
  const yaml = resolveText<string>(text, {
    literal: (each) => each,
    env: (name) => PLACE[name] ?? name,
    ref: () => '',
    join: (pieces) => pieces.join(''),
  });
  const { write_files: written } = parse(yaml) as { write_files: { path: string; content: string }[] };
  const bucket = 'terrane-ocean-documents';
  const signal = { stack: bucket, resource: 'gates/head-gate' };
  const libraries = '/usr/local/lib/python3.13/dist-packages';
  const files = {
    ...Object.fromEntries(written.map((file) => [file.path, file.content])),
    ...Object.fromEntries(Object.entries(SDK).map(([path, content]) => [`/opt/terrane-sdk/${path}`, content])),
    [`${libraries}/metadata.py`]:
      'import urllib.request, io\nurllib.request.urlopen = lambda request, timeout: io.BytesIO(request.full_url[-11:].encode())\n',
    [`${libraries}/metadata.pth`]: 'import metadata\n',
    '/input/cluster': JSON.stringify({ bundle: { bucket, key: 'bundles/x.zip', sha256 }, signal }),
    '/input/bundle.base64': Buffer.from(BUNDLE).toString('base64'),
    // Pauses between attempts are not what is tried here.
    '/usr/local/bin/sleep': '#!/bin/sh\ncase $1 in 0.*) exec /usr/bin/sleep $1 ;; esac\n',
  };
  const folder = `/run/cloud/institution/${bucket}`;
  const script = `
mkdir -p ${folder}/terrane/ocean ${folder}/bundles
cp /input/cluster ${folder}/terrane/ocean/cluster
base64 -d /input/bundle.base64 > ${folder}/bundles/x.zip
bash /usr/local/sbin/terrane-stub; echo "RC $?"
for n in $(seq 50); do [ -e /opt/terrane/bin ] && [ ! -s /run/served ] && sleep 0.1; done; cat /run/served 2> /dev/null
echo TOLD; cat /run/told 2> /dev/null`;
  return inDebian13(script, { files });
}

test('the stub reads its documents from the bucket of the cluster, and runs what it has verified', () => {
  const { output } = runStub(SUM);
  expect(output).toContain('RAN, without proxy: example.org,169.254.169.254\nRC 0\nSERVED {"bundle"\nTOLD\n');
});

test('a bundle that is not the declared one is told of by tags of the machine and at the gate', () => {
  const { output } = runStub('b'.repeat(64));
  expect(output).not.toContain('RAN');
  expect(output).toMatch(
    /terrane-failed: phase="bundle" rc=1 .* reason="bundle bundles\/x\.zip: SHA-256 should be b+, is/,
  );
  expect(output).toMatch(
    /update_instance \["instance\/id", \{"freeform_tags": \{"terrane:node": "a-1", "terrane:phase": "bundle failed", "terrane:reason": "rc=1 /,
  );
  const word = JSON.stringify({ instance: 'instance/id', uniqueId: 'instance/id:bundle', outcome: 'FAILURE' });
  const put = /put_object (.*)\n/.exec(output)?.[1] ?? '[]';
  const [namespace, bucket, name, body] = JSON.parse(put) as string[];
  expect([namespace, bucket, name]).toEqual(['institution', 'terrane-ocean-documents', 'gates/head-gate']);
  expect(JSON.parse(body ?? '')).toEqual(JSON.parse(word));
});

interface World {
  /** Default: apt. */
  readonly packages?: PackageFamily;
  readonly files?: { readonly [path: string]: string };
  /** Shell lines before the boot. */
  readonly before?: string;
  /** Shell lines after it. */
  readonly after: string;
}

/** Carries the step out twice. */
function boot(step: Step, { packages = 'apt', files = {}, before = '', after }: World): Outcome {
  const phases = [{ name: 'only', budgetSeconds: 60, steps: [step] }];
  const given = {
    '/opt/terrane/bin/terrane-node': '#!/bin/sh\n',
    '/opt/terrane/boot/compute.sh': renderScript({ role: 'compute', packages, cloud: 'oci', phases }),
    ...files,
  };
  const twice = 'for n in 1 2; do bash /opt/terrane/boot/compute.sh; echo "RC $?"; done';
  return inDebian13(`${before}\n${twice}\n${after}`, { files: given });
}

describe('the firewall of an image', () => {
  const RULES = `*filter
:INPUT ACCEPT [0:0]
-A INPUT -m state --state RELATED,ESTABLISHED -j ACCEPT
-A INPUT -p tcp -m state --state NEW -m tcp --dport 22 -j ACCEPT
-A INPUT -j REJECT --reject-with icmp-host-prohibited
-A FORWARD -j REJECT --reject-with icmp-host-prohibited
-A OUTPUT -d 169.254.0.0/16 -j InstanceServices
COMMIT
`;
  const platform: Step = { kind: 'platform', trusted: ['10.0.0.0/16'] };

  test('of Ubuntu lets in what the network lets through, now and after a start, and keeps its rules for what leaves', () => {
    const iptables = '#!/bin/sh\necho "$*" >> /run/asked\n[ "$(wc -l < /run/asked)" = 1 ]\n';
    const { output } = boot(platform, {
      files: { '/etc/iptables/rules.v4': RULES, '/usr/local/bin/iptables': iptables },
      after: 'cat /etc/iptables/rules.v4; sort -u /run/asked',
    });
    expect(output.match(/RC 0/g)).toHaveLength(2);
    expect(output).toContain(RULES.replace(/-A INPUT -j REJECT.*\n/, ''));
    expect(output).toContain('COMMIT\n--wait --delete INPUT --jump REJECT --reject-with icmp-host-prohibited\n');
  });

  test('may be absent', () => {
    expect(boot(platform, { after: 'true' }).output.match(/RC 0/g)).toHaveLength(2);
  });

  test('of Oracle Linux trusts what arrives, once', () => {
    const { output } = boot(platform, {
      packages: 'dnf',
      files: {
        '/usr/local/bin/systemctl': '#!/bin/sh\n',
        '/usr/local/bin/firewall-cmd':
          '#!/bin/sh\ncase "$*" in --get-default-zone) cat /run/zone 2> /dev/null || echo public ;; *) echo trusted > /run/zone; echo "$*" >> /run/asked ;; esac\n',
      },
      after: 'cat /run/asked',
    });
    expect(output).toContain('RC 0\n--quiet --set-default-zone=trusted\n');
    expect(output.match(/set-default-zone/g)).toHaveLength(1);
  });
});

test('Oracle Linux is told to keep the name that it is given', () => {
  const { output } = boot(
    { kind: 'hostname', name: 'head', fqdn: 'head.nodes1.ocean.oraclevcn.com' },
    {
      packages: 'dnf',
      files: { '/etc/oci-hostname.conf': '# 0 -- default\nPRESERVE_HOSTINFO=0\n' },
      after: 'cat /etc/oci-hostname.conf; tail -n 1 /etc/hosts',
    },
  );
  expect(output).toContain('# 0 -- default\nPRESERVE_HOSTINFO=2\n');
  expect(output).toContain('10.0.0.10 head.nodes1.ocean.oraclevcn.com head # terrane\n');
});

test('a machine whose image has no agent boots all the same, and says so', () => {
  const { output } = boot({ kind: 'sessionAgent' }, { after: 'cat /var/log/terrane/boot/only.log' });
  expect(output.match(/RC 0/g)).toHaveLength(2);
  expect(output).toContain('Oracle Cloud Agent does not run on this machine');
});

describe('RDMA', () => {
  const rdma = (devices: { readonly [name: string]: string }): string =>
    [
      '#!/bin/sh',
      ...Object.entries(devices).map(
        ([name, net]) => `echo 'link ${name}/1 state ACTIVE physical_state LINK_UP netdev ${net} '`,
      ),
      '',
    ].join('\n');
  const ip = (addresses: string): string => `#!/bin/sh
case "$*" in
  *'route show default') echo 'default via 10.0.0.1 dev ens300f0np0 proto dhcp' ;;
  *'show dev '*) for last; do :; done; case " ${addresses} " in *" $last "*) echo "2: $last inet 192.168.0.9/16" ;; *) exit 1 ;; esac ;;
esac
`;

  test('is set up for UCX by the devices that have an address, without the one of the private network', () => {
    const { output } = boot(
      { kind: 'fabric', interfaces: 1 },
      {
        files: {
          '/usr/local/bin/rdma': rdma({ mlx5_0: 'ens300f0np0', mlx5_1: 'ens300f1np1', mlx5_2: 'rdma0' }),
          '/usr/local/bin/ip': ip('ens300f0np0 rdma0'),
          '/usr/local/bin/sysctl': '#!/bin/sh\n',
          '/etc/ucx/ucx.conf': '[Fujitsu ARM]\nUCX_X=y\n',
        },
        after: 'cat /etc/ucx/ucx.conf',
      },
    );
    expect(output).toContain(
      'RC 0\nUCX_NET_DEVICES=mlx5_2:1\nUCX_IB_TRAFFIC_CLASS=105\nUCX_IB_GID_INDEX=3\n[Fujitsu ARM]\nUCX_X=y\n',
    );
  });

  test('without an address ends the boot with a reason', () => {
    const { output } = boot(
      { kind: 'fabric', interfaces: 1 },
      {
        before: `sed -i 's/SECONDS + 240/SECONDS/' /opt/terrane/boot/compute.sh`,
        files: { '/usr/local/bin/ip': ip(''), '/usr/local/bin/rdma': rdma({ mlx5_2: 'rdma0' }) },
        after: 'true',
      },
    );
    expect(output).toMatch(
      /reason="RDMA devices with an address: 0 found, 1 expected; does the image's Oracle Cloud Agent/,
    );
    expect(output).toContain('RC 1\n');
  });
});

test('a machine without a Lustre client ends the boot with a reason', () => {
  const { output } = boot({ kind: 'lustreClient' }, { after: 'true' });
  expect(output).toContain(
    'reason="no Lustre client is published for Debian GNU/Linux 13 (trixie) on OCI: take an own',
  );
});
