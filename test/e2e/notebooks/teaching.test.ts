import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { Rehearsal, type RehearsalHost } from '../../../lib/testing';
import { output } from '../rehearsal/support/commands';
import { instancesLeft } from '../rehearsal/support/hosts';
import { ROOT } from '../support/paths';
import { Authority } from './support/authority';
import { browserIn, Person } from './support/browser';
import { Provider } from './support/provider';

jest.setTimeout(900_000);

const SECRETS = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hppc';
const CLIENT_SECRET = 'secret-of-the-client-of-the-provider';
const [HOST, LOGIN] = ['notebooks.example.edu', 'login.example.edu'];
const ORIGIN = `https://${HOST}`;
const PEOPLE = {
  ada: { groups: ['hppc-2027'] },
  bob: { groups: ['hppc-2027'] },
  eve: { groups: ['other'] },
};

describe('examples/teaching for two, by cdk deploy, in a real browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'terrane-teaching-'));
  let provider: Provider;
  let cloud: Rehearsal;
  let head: RehearsalHost;
  let campus: Browser;
  let ada: Person;
  let bob: Person;

  beforeAll(async () => {
    const authority = new Authority(folder);
    provider = await Provider.start(folder, {
      issuer: `https://${LOGIN}`,
      redirect: `${ORIGIN}/hub/oauth_callback`,
      secret: CLIENT_SECRET,
      certificate: authority.pem(LOGIN),
      people: PEOPLE,
    });
    cloud = await Rehearsal.start({
      outside: [`${LOGIN}:443=127.0.0.1:${provider.port}`],
      secrets: {
        [`${SECRETS}/oidc-Ab3dEf`]: CLIENT_SECRET,
        [`${SECRETS}/tls-Gh5jKl`]: readFileSync(authority.pem(HOST), 'utf8'),
      },
    });
    const app = `CAMPUS_AUTHORITY=${authority.certificate} node test/e2e/notebooks/app.js`;
    await cloud.deploy({ app, folder: ROOT });
    head = await cloud.host('head');
    await cloud.waitFor('campus');
    await cloud.waitFor('stranger');
    const [login = ''] = (await output(head, `getent hosts ${LOGIN}`)).split(' ');
    campus = await browserIn(await cloud.host('campus'), folder, { [HOST]: head.address, [LOGIN]: login });
  });

  afterAll(async () => {
    await campus?.close();
    await cloud?.stop();
    provider?.stop();
    rmSync(folder, { recursive: true });
  });

  test('a person signs in with the account of the institution, and has a notebook as herself', async () => {
    ada = await Person.signIn(campus, ORIGIN, 'ada');
    await ada.start();
    await ada.notebook();
    expect(
      await ada.run(
        'import os, pwd, socket; x = 41; print(pwd.getpwuid(os.getuid()).pw_name, socket.gethostname(), os.getcwd())',
      ),
    ).toBe('ada head /home/ada');
  });

  test('another has another account, and neither the files nor the session of the first', async () => {
    bob = await Person.signIn(campus, ORIGIN, 'bob');
    await bob.start();
    await bob.notebook();
    const [own, others] = [await ada.run('print(os.getuid())'), await bob.run('import os; print(os.getuid())')];
    expect(own).not.toBe(others);
    expect(await bob.run("print(os.access('/home/ada', os.R_OK | os.X_OK))")).toBe('False');
    const page = await bob.context.newPage();
    expect((await page.goto(`${ORIGIN}/user/ada/api/contents`))?.status()).toBe(403);
    await page.close();
  });

  test('who is in none of the groups is told so, and has no account', async () => {
    const eve = await Person.signIn(campus, ORIGIN, 'eve');
    expect(await eve.text()).toMatch(/not allowed|403/i);
    expect((await head.run('getent passwd eve')).code).toBe(2);
    await eve.context.close();
  });

  test("the machine's own credentials are out of reach of a notebook", async () => {
    const ask =
      "import urllib.request\ntry: print(urllib.request.urlopen('http://169.254.169.254/latest/meta-data/', timeout=5).status)\nexcept OSError as error: print('refused:', error)";
    expect(await ada.run(ask)).toMatch(/^refused: <urlopen error \[Errno 111\] Connection refused>/);
  });

  test('the hub is started anew, and the session and its variables are there', async () => {
    await output(
      head,
      'systemctl restart terrane-hub && for turn in $(seq 60); do curl --silent --fail --output /dev/null http://127.0.0.1:8000/hub/health && exit 0; sleep 1; done; exit 1',
    );
    expect(await ada.run('print(x + 1)')).toBe('42');
  });

  test('who looks after the gateway sees the sessions', async () => {
    const sessions = JSON.parse(await output(head, 'terrane-hub sessions --json')) as { readonly user: string }[];
    expect(JSON.stringify(sessions)).toMatch(/ada.*bob|bob.*ada/s);
  });

  test('from elsewhere nobody reaches it: the network lets nothing through', async () => {
    const stranger = await cloud.host('stranger');
    const ask = [
      'curl',
      '--silent',
      '--insecure',
      '--max-time',
      '5',
      '--output',
      '/dev/null',
      `https://${head.address}/`,
    ];
    const [program = '', ...words] = [...stranger.network, ...ask];
    expect(() => execFileSync(program, words, { stdio: 'pipe' })).toThrow();
    const { refused } = await cloud.report();
    expect(JSON.stringify(refused)).toContain('443');
  });

  test('nothing was denied, nothing left unjudged, and no secret is in a log', async () => {
    const { denied, unevaluated, failures, troubles } = await cloud.report();
    expect({ denied, unevaluated, failures, troubles }).toEqual({
      denied: [],
      unevaluated: [],
      failures: [],
      troubles: [],
    });
    const logs = `${await head.log('boot')}${await output(head, 'journalctl --no-pager --output=cat')}`;
    expect(logs).not.toContain(CLIENT_SECRET);
    expect(logs).not.toContain('PRIVATE KEY');
  });

  test('what is destroyed leaves no machine', async () => {
    await campus.close();
    await cloud.destroy();
    expect(await instancesLeft(cloud)).toEqual([]);
  });
});
