import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { Rehearsal, type RehearsalHost } from '../../../lib/testing';
import { output } from '../rehearsal/support/commands';
import { ROOT } from '../support/paths';
import { Authority } from './support/authority';
import { browserIn, Person } from './support/browser';
import { Provider } from './support/provider';
import { Registry } from './support/registry';

jest.setTimeout(900_000);

const SECRETS = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hppc';
const CLIENT_SECRET = 'secret-of-the-client-of-the-provider';
const [HOST, LOGIN, REGISTRY] = ['notebooks.example.edu', 'login.example.edu', 'registry.example.edu'];
const ORIGIN = `https://${HOST}`;

describe('a kernel of an image and one of an environment, by cdk deploy, in a real browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'terrane-kernels-'));
  let provider: Provider;
  let registry: Registry;
  let cloud: Rehearsal;
  let head: RehearsalHost;
  let campus: Browser;
  let ada: Person;

  beforeAll(async () => {
    const authority = new Authority(folder);
    provider = await Provider.start(folder, {
      issuer: `https://${LOGIN}`,
      redirect: `${ORIGIN}/hub/oauth_callback`,
      secret: CLIENT_SECRET,
      certificate: authority.pem(LOGIN),
      people: { ada: { groups: ['hppc-2027', 'geology'] }, bob: { groups: ['hppc-2027'] } },
    });
    registry = await Registry.start(folder, REGISTRY, authority.pem(REGISTRY));
    cloud = await Rehearsal.start({
      packages: ['skopeo', 'umoci', 'bubblewrap'],
      outside: [`${LOGIN}:443=127.0.0.1:${provider.port}`, `${REGISTRY}:443=127.0.0.1:${registry.port}`],
      secrets: {
        [`${SECRETS}/oidc-Ab3dEf`]: CLIENT_SECRET,
        [`${SECRETS}/tls-Gh5jKl`]: readFileSync(authority.pem(HOST), 'utf8'),
      },
    });
    const told = `CAMPUS_AUTHORITY=${authority.certificate} IMAGE=${registry.reference}`;
    await cloud.deploy({ app: `${told} node test/e2e/notebooks/kernels-app.js`, folder: ROOT });
    head = await cloud.host('head');
    await cloud.waitFor('campus');
    const [login = ''] = (await output(head, `getent hosts ${LOGIN}`)).split(' ');
    campus = await browserIn(await cloud.host('campus'), folder, { [HOST]: head.address, [LOGIN]: login });
  });

  afterAll(async () => {
    await campus?.close();
    await cloud?.stop();
    provider?.stop();
    registry?.stop();
    rmSync(folder, { recursive: true });
  });

  test("who is in the group runs cells in the image, with the session's confinement and her own home", async () => {
    ada = await Person.signIn(campus, ORIGIN, 'ada');
    await ada.start();
    await ada.notebook('Of the image');
    expect(await ada.run("print(open('/etc/os-release').read())")).toBe('PRETTY_NAME="image of the tests"');
    expect(await ada.run('import os, pwd; print(pwd.getpwuid(os.getuid()).pw_name, os.getcwd())')).toBe(
      'ada /home/ada',
    );
    const ask = [
      'import urllib.request',
      "try: print(urllib.request.urlopen('http://169.254.169.254/latest/meta-data/', timeout=5).status)",
      "except OSError as error: print('refused:', error)",
    ].join('\n');
    expect(await ada.run(ask)).toMatch(/^refused: /);
  });

  test('an environment of its own has its own packages', async () => {
    await ada.notebook('Own');
    expect(await ada.run('import tqdm; print(tqdm.__version__)')).toBe('4.67.1');
  });

  test('who is not in the group has no such kernel, and reaches nothing of the image', async () => {
    const bob = await Person.signIn(campus, ORIGIN, 'bob');
    await bob.start();
    await bob.notebook('Python');
    await bob.page.goto(`${ORIGIN}/user/bob/lab?reset`);
    await bob.page.waitForSelector('.jp-LauncherCard[data-category="Notebook"]');
    expect(await bob.page.locator('.jp-LauncherCard', { hasText: 'Of the image' }).count()).toBe(0);
    const found = await head.run('runuser -u bob -- find /home/.notebooks/images -name os-release');
    expect(found.stdout).toBe('');
    expect(found.stderr).toContain('Permission denied');
    const hers = await output(head, 'runuser -u ada -- find /home/.notebooks/images -name os-release');
    expect(hers).toMatch(/sha256|rootfs\/etc\/os-release/);
  });

  test('nothing was denied, nothing left unjudged', async () => {
    const { denied, unevaluated, failures, troubles } = await cloud.report();
    expect({ denied, unevaluated, failures, troubles }).toEqual({
      denied: [],
      unevaluated: [],
      failures: [],
      troubles: [],
    });
  });
});
