import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Rehearsal, type RehearsalHost } from '../../../lib/testing';
import { aws, texts } from '../rehearsal/support/aws';
import { output, outputUntil } from '../rehearsal/support/commands';
import { instancesLeft } from '../rehearsal/support/hosts';
import { ROOT } from '../support/paths';
import { Authority } from './support/authority';

jest.setTimeout(600_000);

const SECRETS = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:idmc';
const PROXY_SECRET = 'what-the-proxy-says-beside-the-name';
const HOST = 'notebooks.example.edu';
const ADA = ['Remote-User: ada@example.edu', `X-Gateway-Secret: ${PROXY_SECRET}`];
/** Names of the gateway's own for who asks, and other ways to write the proxy's. */
const FORGED = ['X-Terrane-Peer: 10.0.16.50', 'X-Terrane-Front: guessed', 'X-Forwarded-For: 10.0.16.50'];

describe('a gateway behind a proxy that says who asks, by cdk deploy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'terrane-proxy-'));
  const authority = new Authority(folder);
  let cloud: Rehearsal;
  let head: RehearsalHost;

  /** What a host is answered by the gateway, redirects followed: the status, or `none`; and what it says. */
  const ask = async (from: string, path: string, headers: readonly string[], options: readonly string[] = []) => {
    const host = await cloud.host(from);
    const words = ['--silent', '--location', '--max-time', '10', '--cacert', authority.certificate];
    const named = ['--resolve', `${HOST}:443:${head.address}`, ...headers.flatMap((each) => ['--header', each])];
    const [program = '', ...rest] = [...host.network, 'curl', ...words, ...named, ...options];
    try {
      const said = execFileSync(program, [...rest, '--write-out', '\n%{http_code}', `https://${HOST}${path}`]);
      const lines = said.toString().split('\n');
      return { status: lines.pop(), text: lines.join('\n') };
    } catch {
      return { status: 'none', text: '' };
    }
  };

  beforeAll(async () => {
    cloud = await Rehearsal.start({
      secrets: {
        [`${SECRETS}/proxy-Kl7mNo`]: PROXY_SECRET,
        [`${SECRETS}/tls-Gh5jKl`]: readFileSync(authority.pem(HOST), 'utf8'),
      },
    });
    await cloud.deploy({ app: 'node test/e2e/notebooks/proxy-app.js', folder: ROOT });
    head = await cloud.host('head');
    await cloud.waitFor('proxy');
    await cloud.waitFor('beside');
  });

  afterAll(async () => {
    await cloud?.stop();
    rmSync(folder, { recursive: true });
  });

  test('whom the proxy names is signed in, and has a session', async () => {
    const jar = ['--cookie', join(folder, 'ada'), '--cookie-jar', join(folder, 'ada')];
    expect((await ask('proxy', '/hub/login?next=%2Fhub%2Fhome', ADA, jar)).status).toBe('200');
    const { text } = await ask('proxy', '/hub/home', ADA, jar);
    expect(text).toContain('user: "ada_example_edu"');
    const token = `X-XSRFToken: ${text.match(/xsrf_token: "([^"]+)"/)?.[1]}`;
    // The hub waits for ten seconds whether the session is there at once.
    const start = [...jar, '--request', 'POST', '--max-time', '60'];
    const started = await ask('proxy', '/hub/api/users/ada_example_edu/server', [...ADA, token], start);
    expect(started.status).toMatch(/^20[12]$/);
    await outputUntil(head, 'terrane-hub sessions --json', (said) => said.includes('"ready"'), 120);
    expect((await ask('proxy', '/user/ada_example_edu/lab', ADA, jar)).status).toBe('200');
  });

  test('from beside the proxy the network lets nothing through', async () => {
    expect((await ask('beside', '/hub/login', [...ADA, ...FORGED])).status).toBe('none');
    expect(JSON.stringify((await cloud.report()).refused)).toContain('443');
  });

  test('where the network would let it through, the front refuses it, whatever it says', async () => {
    const described = await aws(cloud, 'ec2', 'DescribeInstances', { 'InstanceId.1': head.id });
    const rule = {
      GroupId: texts(described, 'groupId').at(0) as string,
      'IpPermissions.1.IpProtocol': 'tcp',
      'IpPermissions.1.FromPort': '443',
      'IpPermissions.1.ToPort': '443',
      'IpPermissions.1.IpRanges.1.CidrIp': '10.0.16.51/32',
    };
    await aws(cloud, 'ec2', 'AuthorizeSecurityGroupIngress', rule);
    await cloud.waitFor(async () => (await ask('beside', '/hub/login', [])).status !== 'none');
    for (const headers of [[], ADA, [...ADA, ...FORGED]])
      for (const path of ['/hub/login', '/hub/home', '/user/ada_example_edu/lab'])
        expect(await ask('beside', path, headers)).toMatchObject({ status: '403' });
    await aws(cloud, 'ec2', 'RevokeSecurityGroupIngress', rule);
  });

  test('what comes past the front the hub refuses, also from the gateway itself and with the secret', async () => {
    const headers = [...ADA, ...FORGED].map((each) => `--header '${each}'`).join(' ');
    for (const port of [8000, 8081]) {
      const said = await output(head, `curl --silent ${headers} http://127.0.0.1:${port}/hub/login`);
      expect(said).toContain('did not come through the gateway&#39;s front');
    }
  });

  test('the proxy itself is believed with its secret alone, and its header alone says the name', async () => {
    const [name = '', secret = ''] = ADA;
    expect((await ask('proxy', '/hub/login', [name])).text).toContain('has not the proxy&#39;s secret');
    expect((await ask('proxy', '/hub/login', [name, 'X-Gateway-Secret: guessed'])).status).toBe('403');
    for (const other of ['Remote_User: ada@example.edu', 'X-Remote-User: ada@example.edu', 'X-Forwarded-User: ada'])
      expect((await ask('proxy', '/hub/login', [secret, other])).text).toContain('gave no name');
    expect((await ask('proxy', '/hub/login', [secret, name, 'Remote-User: root@example.edu'])).status).toBe('403');
  });

  test('nothing was denied, and the secret is in no log', async () => {
    const { denied, unevaluated, failures, troubles } = await cloud.report();
    expect([denied, unevaluated, failures, troubles]).toEqual([[], [], [], []]);
    const logs = `${await head.log('boot')}${await output(head, 'journalctl --no-pager --output=cat')}`;
    expect(logs).not.toContain(PROXY_SECRET);
    await cloud.destroy();
    expect(await instancesLeft(cloud)).toEqual([]);
  });
});
