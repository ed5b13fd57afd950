import { type PackageFamily, renderScript } from '../../../lib/boot';
import { debian13Root, inDebian13, type Outcome } from '../support/debian13';

const BUILD_MILLISECONDS = 600_000;

beforeAll(() => {
  debian13Root();
}, BUILD_MILLISECONDS);

function script(packages: PackageFamily): string {
  const phases = [{ name: 'lustre', budgetSeconds: 120, steps: [{ kind: 'lustreClient' }] }] as const;
  return renderScript({ role: 'compute', packages, phases });
}

const BUILD_PACKAGE = `#!/bin/bash
# build-package NAME: a package of that name; the one of programs holds mount.lustre
set -eu
folder=$(mktemp -d)
mkdir -p "$folder/DEBIAN" "$folder/usr/sbin" "$folder/usr/share/$1"
touch "$folder/usr/share/$1/content"
printf 'Package: %s\\nVersion: 2.15\\nArchitecture: all\\nMaintainer: a <a@example.org>\\nDescription: x\\n' "$1" > "$folder/DEBIAN/control"
if [ "$1" = lustre-client-utils ]; then
  printf '#!/bin/sh\\n' > "$folder/usr/sbin/mount.lustre"
  chmod 0755 "$folder/usr/sbin/mount.lustre"
fi
dpkg-deb --root-owner-group --build "$folder" "/srv/ubuntu/$1.deb" > /dev/null
dpkg-deb --field "/srv/ubuntu/$1.deb"
printf 'Filename: %s\\nSize: %s\\nSHA256: %s\\n\\n' "$1.deb" "$(stat -c %s "/srv/ubuntu/$1.deb")" "$(sha256sum < "/srv/ubuntu/$1.deb" | cut -d ' ' -f 1)"
`;

const SERVER = `
import functools, http.server, ssl
http.server.SimpleHTTPRequestHandler.protocol_version = "HTTP/1.1"
handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory="/srv")
server = http.server.ThreadingHTTPServer(("127.0.0.1", 443), handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("/srv-tls/cert.pem", "/srv-tls/key.pem")
server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
`;

// AWS's two servers as they look from Ubuntu 24.04: their names, TLS, a signed repository. KERNEL is what it has modules for.
const SERVE = `
mkdir -p /srv/ubuntu/dists/noble/main/binary-$(dpkg --print-architecture) /srv-tls
NAMES=DNS:fsx-lustre-client-repo.s3.amazonaws.com,DNS:fsx-lustre-client-repo-public-keys.s3.amazonaws.com
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=s3 -addext "subjectAltName=$NAMES" -keyout /srv-tls/key.pem -out /srv-tls/cert.pem 2> /dev/null
cp /srv-tls/cert.pem /usr/local/share/ca-certificates/s3.crt
update-ca-certificates > /dev/null 2>&1
echo "127.0.0.1 $(echo "$NAMES" | sed 's/DNS://g; s/,/ /')" >> /etc/hosts
for each in aws stranger; do gpg --batch --quiet --passphrase '' --quick-generate-key "$each@example.org" ed25519 sign 2> /dev/null; done
gpg --armor --export aws@example.org > /srv/fsx-ubuntu-public-key.asc
cd /srv/ubuntu/dists/noble
for each in lustre-client-modules-$KERNEL lustre-client-utils; do /usr/local/bin/build-package "$each"; done > main/binary-$(dpkg --print-architecture)/Packages
index=main/binary-$(dpkg --print-architecture)/Packages
{
  printf 'Suite: noble\\nCodename: noble\\nComponents: main\\nArchitectures: %s\\nDate: %s\\nSHA256:\\n' "$(dpkg --print-architecture)" "$(LC_ALL=C date -Ru | sed 's/+0000/UTC/')"
  printf ' %s %s %s\\n' "$(sha256sum < $index | cut -d ' ' -f 1)" "$(stat -c %s $index)" "$index"
} > Release
gpg --batch --quiet --local-user "$SIGNER@example.org" --clearsign --output InRelease Release
python3 /usr/local/lib/server.py > /run/server.log 2>&1 &
for n in $(seq 50); do (exec 3<> /dev/tcp/127.0.0.1/443) 2> /dev/null && break; sleep 0.1; done
cd /
`;

const UBUNTU = 'ID=ubuntu\nPRETTY_NAME="Ubuntu 24.04.3 LTS"\nVERSION_ID="24.04"\nVERSION_CODENAME=noble\n';

interface World {
  /** Default: apt. */
  readonly family?: PackageFamily;
  readonly system?: string;
  readonly serve?: { readonly kernel: string; readonly signer: 'aws' | 'stranger' };
  readonly files?: { readonly [path: string]: string };
}

/** Boots on kernel 6.8.0-1057-aws, into which only the module of its own package loads. */
function boot({ family = 'apt', system, serve, files = {} }: World): Outcome {
  const given = {
    '/opt/terrane/bin/terrane-node': '#!/bin/sh\n',
    '/opt/terrane/boot/compute.sh': script(family),
    '/usr/local/bin/uname': '#!/bin/sh\necho 6.8.0-1057-aws\n',
    '/usr/local/bin/modprobe': '#!/bin/sh\ndpkg-query --show "lustre-client-modules-$(uname -r)" > /run/loaded\n',
    // Pauses between attempts are not what is tried here.
    '/usr/local/bin/sleep': '#!/bin/sh\nexit 0\n',
    '/usr/local/bin/build-package': BUILD_PACKAGE,
    '/usr/local/lib/server.py': SERVER,
    ...(system === undefined ? {} : { '/etc/os-release': system }),
    ...files,
  };
  // The distribution's own mirrors are out of reach, and not needed.
  const server = serve === undefined ? '' : `KERNEL=${serve.kernel} SIGNER=${serve.signer}\n${SERVE}`;
  const run = `set -eu
rm -rf /etc/apt/sources.list /etc/apt/sources.list.d/*
${server}
rc=0; bash /opt/terrane/boot/compute.sh || rc=$?
echo "RC $rc"; cat /run/loaded /etc/apt/sources.list.d/fsx-lustre.list 2> /dev/null || true; command -v mount.lustre || true`;
  return inDebian13(run, { files: given, timeoutSeconds: 90 });
}

test('Ubuntu gets the client for the kernel that runs, from the repository that AWS signs', () => {
  const { output } = boot({ system: UBUNTU, serve: { kernel: '6.8.0-1057-aws', signer: 'aws' } });
  expect(output).toContain('RC 0\nlustre-client-modules-6.8.0-1057-aws\t2.15\n');
  expect(output).toContain(
    'deb [signed-by=/etc/apt/keyrings/fsx-lustre.asc] https://fsx-lustre-client-repo.s3.amazonaws.com/ubuntu noble main\n',
  );
  expect(output).toContain('/usr/sbin/mount.lustre\n');
});

test('a kernel for which nothing is published ends the boot with a reason', () => {
  const { output } = boot({ system: UBUNTU, serve: { kernel: '6.8.0-1056-aws', signer: 'aws' } });
  expect(output).toMatch(
    /reason="no Lustre client is published for kernel 6\.8\.0-1057-aws on noble: take an own image/,
  );
  expect(output).toContain('RC 1\n');
});

test('a repository that somebody else has signed is not used', () => {
  const { output } = boot({ system: UBUNTU, serve: { kernel: '6.8.0-1057-aws', signer: 'stranger' } });
  expect(output).toMatch(/RC 1\n/);
  expect(output).toMatch(/terrane-failed: phase="lustre" rc=100 .*(not signed|signature|verif)/i);
  expect(output).not.toContain('/usr/sbin/mount.lustre\n');
});

test('servers that do not answer are told apart from a kernel without a client', () => {
  const { output } = boot({ system: UBUNTU });
  expect(output).toMatch(/terrane-failed: phase="lustre" .*reason="curl: .*fsx-lustre-client-repo-public-keys/);
  expect(output).not.toContain('no Lustre client is published');
});

test('a machine that has a client is left as it is, whatever its distribution', () => {
  const { output } = boot({ files: { '/usr/local/bin/mount.lustre': '#!/bin/sh\n' } });
  expect(output).toContain('RC 0\n/usr/local/bin/mount.lustre\n');
});

test('Debian, for which there is none, ends the boot with a reason', () => {
  const { output } = boot({});
  expect(output).toMatch(
    /reason="no Lustre client is published for Debian GNU\/Linux 13 \(trixie\): take Ubuntu, or an own/,
  );
  expect(output).toContain('RC 1\n');
});

describe('the RHEL family', () => {
  const ROCKY = 'ID="rocky"\nPRETTY_NAME="Rocky Linux 9.4 (Blue Onyx)"\nVERSION_ID="9.4"\n';

  // Stand in for the package manager, which Debian has not: nothing is installed yet, and PUBLISHED says what `dnf info` finds.
  const manager = (published: boolean): { [path: string]: string } => ({
    '/usr/local/bin/rpm': '#!/bin/sh\n[ "$1" != --eval ] || { echo 9; exit 0; }\nexit 1\n',
    '/usr/local/bin/modprobe': '#!/bin/sh\ncat /etc/yum.repos.d/fsx-lustre.repo > /run/loaded\n',
    '/usr/local/bin/dnf': `#!/bin/sh
echo "DNF $*"
case "$*" in
  *' info '*) ${published} ;;
  *' install kmod-lustre-client lustre-client') printf '#!/bin/sh\\n' > /usr/sbin/mount.lustre; chmod 0755 /usr/sbin/mount.lustre ;;
esac
`,
  });

  test('gets the client of its minor release, whose packages must be signed', () => {
    const { output } = boot({ family: 'dnf', system: ROCKY, files: manager(true) });
    expect(output).toContain(`RC 0
[fsx-lustre]
name=Lustre client of Amazon FSx
baseurl=https://fsx-lustre-client-repo.s3.amazonaws.com/el/9.4/$basearch
gpgcheck=1
gpgkey=https://fsx-lustre-client-repo-public-keys.s3.amazonaws.com/fsx-rpm-public-key.asc
`);
  });

  test('ends the boot with a reason where nothing is published, and no repository stays that would fail others', () => {
    const { output } = boot({ family: 'dnf', system: ROCKY, files: manager(false) });
    expect(output).toContain(
      'reason="no Lustre client is published for Rocky Linux 9.4 (Blue Onyx), or its repository',
    );
    expect(output).not.toContain('[fsx-lustre]');
  });

  test('has none for the kernel of Oracle Linux', () => {
    const system = 'ID="ol"\nPRETTY_NAME="Oracle Linux Server 9.4"\nVERSION_ID="9.4"\n';
    const { output } = boot({ family: 'dnf', system, files: manager(true) });
    expect(output).toContain('reason="no Lustre client is published for Oracle Linux Server 9.4: take Rocky Linux');
  });
});
