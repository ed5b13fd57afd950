import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { Rehearsal, type RehearsalHost } from '../../../lib/testing';
import { lines, output, outputUntil } from '../rehearsal/support/commands';
import { instancesLeft } from '../rehearsal/support/hosts';
import { ROOT } from '../support/paths';
import { Authority } from './support/authority';
import { browserIn, Person } from './support/browser';
import { holdToMemoryMax } from './support/memory';
import { Provider } from './support/provider';
import { picture } from './support/screenshots';
import { cpus, fill, MEMORY, METADATA, NO_PROCESSES, othersPorts, othersSession, PROCESSES } from './support/tries';

jest.setTimeout(900_000);

const SECRETS = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hppc';
const CLIENT_SECRET = 'secret-of-the-client-of-the-provider';
const [HOST, LOGIN] = ['notebooks.example.edu', 'login.example.edu'];
const ORIGIN = `https://${HOST}`;
const COURSE = { groups: ['hppc-2027'] };
const PEOPLE = {
  ada: COURSE,
  bob: COURSE,
  cleo: COURSE,
  dan: COURSE,
  '../../root': COURSE,
  'a/b': COURSE,
  eve: { groups: ['other'] },
  lecturer: {},
};
const HUB_ANSWERS =
  'for turn in $(seq 60); do curl --silent --fail --output /dev/null http://127.0.0.1:8000/hub/health && exit 0; sleep 1; done; exit 1';

describe('examples/teaching with room for three, by cdk deploy, in a real browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'terrane-teaching-'));
  let provider: Provider;
  let cloud: Rehearsal;
  let app: string;
  let head: RehearsalHost;
  let campus: Browser;
  let cleo: Person;
  let ada: Person;
  let bob: Person;

  /** The gateway that is ready, and a browser on the campus that finds it. */
  const meet = async () => {
    head = await cloud.host('head');
    const [login = ''] = (await output(head, `getent hosts ${LOGIN}`)).split(' ');
    await campus?.close();
    campus = await browserIn(await cloud.host('campus'), folder, { [HOST]: head.address, [LOGIN]: login });
  };
  const sessions = async () =>
    (JSON.parse(await output(head, 'terrane-hub sessions --json')) as { readonly user: string }[]).map(
      ({ user }) => user,
    );

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
    app = `CAMPUS_AUTHORITY=${authority.certificate} node test/e2e/notebooks/app.js`;
    await cloud.deploy({ app, folder: ROOT });
    await cloud.waitFor('campus');
    await cloud.waitFor('stranger');
    await meet();
  });

  afterAll(async () => {
    await campus?.close();
    await cloud?.stop();
    provider?.stop();
    rmSync(folder, { recursive: true });
  });

  test('whoever signs in chooses a size, and has a session', async () => {
    cleo = await Person.signIn(campus, ORIGIN, 'cleo');
    await cleo.start();
    expect(await sessions()).toEqual(['cleo']);
  });

  test('a person signs in with the account of the institution, and has a notebook as herself', async () => {
    ada = await Person.signIn(campus, ORIGIN, 'ada');
    await ada.start();
    await ada.notebook();
    expect(
      await ada.run(
        "import os, pwd, socket; x = 41; open('kept', 'w').write('of ada')\nprint(pwd.getpwuid(os.getuid()).pw_name, socket.gethostname(), os.getcwd())",
      ),
    ).toBe('ada head /home/ada');
    expect(await ada.text()).not.toMatch(/notified about official Jupyter news/);
    await picture(ada.page, 'notebook');
  });

  test('another has another account, and neither the files nor the session of the first', async () => {
    bob = await Person.signIn(campus, ORIGIN, 'bob');
    await bob.start();
    await bob.notebook();
    const [own, others] = [await ada.run('print(os.getuid())'), await bob.run('import os; print(os.getuid())')];
    expect(own).not.toBe(others);
    expect(await bob.run("print(os.access('/home/ada', os.R_OK | os.X_OK))")).toBe('False');
    expect((await bob.look('/user/ada/api/contents')).status).toBe(403);
  });

  test('who is in none of the groups is told so, and has no account', async () => {
    const eve = await Person.signIn(campus, ORIGIN, 'eve');
    expect(await eve.text()).toMatch(/not allowed|403/i);
    expect((await head.run('getent passwd eve')).code).toBe(2);
    await eve.context.close();
  });

  test('who looks after the gateway sees the sessions, and enters none', async () => {
    expect(await sessions()).toEqual(['ada', 'bob', 'cleo']);
    const lecturer = await Person.signIn(campus, ORIGIN, 'lecturer');
    await lecturer.page.goto(`${ORIGIN}/hub/admin`);
    await lecturer.page.locator('td:has-text("cleo")').first().waitFor();
    await picture(lecturer.page, 'admin', 640);
    for (const name of ['Shutdown Hub', 'Start All', 'Access Server', 'Add Users'])
      expect(await lecturer.page.getByText(name, { exact: true }).filter({ visible: true }).count()).toBe(0);
    expect(await lecturer.page.getByText('Stop Server', { exact: true }).count()).toBe(3);
    expect((await lecturer.look('/user/ada/api/contents')).status).toBe(403);
    await lecturer.context.close();
  });

  test('when all sessions are in use, one more is refused with a page that says so', async () => {
    expect(await sessions()).toHaveLength(3);
    const dan = await Person.signIn(campus, ORIGIN, 'dan');
    expect((await dan.look('/hub/spawn')).text).toContain('All 3 sessions of this gateway are in use');
    expect(await dan.api('POST', '/users/dan/server')).toBe(429);
    expect(await sessions()).not.toContain('dan');
    await dan.context.close();
  });

  test('one closes her browser', () => cleo.context.close());

  describe('whatever somebody tries, the gateway stays up and the sessions of others answer', () => {
    afterEach(async () => {
      expect(await ada.run('print(x + 1)')).toBe('42');
      expect((await ada.look('/hub/home')).status).toBe(200);
    });

    test("the machine's own credentials are out of reach of a notebook", async () => {
      expect(await bob.run(METADATA)).toMatch(/^refused: <urlopen error \[Errno 111\] Connection refused>/);
    });

    test("another's ports ask who comes, and the sockets of her kernel are in a folder of her own", async () => {
      expect(await bob.run(othersPorts(Number(await ada.run('print(os.getuid())')), 'ada'))).toBe("True ['closed']");
    });

    test('the token of a session opens no other, and neither the list of all nor the table of the proxy', async () => {
      expect(await bob.run(othersSession('ada'))).toMatch(/^40[34] 40[34] 40[34] 403 403$/);
    });

    test.each(['../../root', 'a/b'])('the login %s is none, and makes no folder', async (login) => {
      const before = await lines(head, 'ls -d /home/* /root');
      const person = await Person.signIn(campus, ORIGIN, login);
      expect(await person.text()).toContain('a part of a path');
      expect(await lines(head, 'ls -d /home/* /root')).toEqual(before);
      await person.context.close();
    });

    test('a token in an address opens nothing', async () => {
      const token = await bob.run("print(os.environ['JUPYTERHUB_API_TOKEN'])");
      const nobody = await Person.at(campus, ORIGIN, 'nobody');
      expect((await nobody.look(`/user/bob/lab?token=${token}`)).url.pathname).toBe('/hub/login');
      expect((await nobody.look(`/hub/home?token=${token}`)).text).toBe('a token in an address is not accepted');
      await nobody.context.close();
    });

    test.each(['//evil.example/', 'https://evil.example', '/\\evil.example', '/%09/evil.example'])(
      'after the sign-in nobody is led to %s',
      async (next) => {
        const dan = await Person.signIn(campus, ORIGIN, 'dan', `?next=${encodeURIComponent(next)}`);
        await dan.page.waitForLoadState();
        expect(new URL(dan.page.url()).origin).toBe(ORIGIN);
        await dan.context.close();
      },
    );

    test('one more session than a person may have is refused', async () => {
      expect(await bob.api('POST', '/users/bob/servers/second')).toBe(400);
      expect(await bob.api('POST', '/users/bob/server')).toBe(400);
      expect((await sessions()).filter((user) => user === 'bob')).toHaveLength(1);
    });

    test('who starts processes without end has some hundred', async () => {
      expect(await bob.run(PROCESSES)).toBe('11 True');
      expect(await ada.run("import subprocess; print(subprocess.run(['true']).returncode)")).toBe('0');
      expect(await bob.run(NO_PROCESSES)).toBe('gone');
    });

    test('who fills the folders for what is temporary fills his own', async () => {
      for (const place of ['/tmp', '/var/tmp']) expect(await bob.run(fill(place, 512))).toBe('28 True');
      expect(await ada.run("print(open('/tmp/own', 'w').write('1'))")).toBe('1');
      expect(await bob.run("print(os.path.exists('/tmp/own'))")).toBe('False');
    });

    test('who takes more memory than the session has loses the program that took it', async () => {
      expect(await holdToMemoryMax(head, 'notebook-bob.service')).toBe(1 << 30);
      expect(await bob.run('y = 1; print(y)')).toBe('1');
      expect(await bob.run(MEMORY)).toBe('-9');
      expect(await bob.run('print(y)')).toBe('1');
    });

    test('who calculates on more CPUs than there are leaves others theirs', async () => {
      expect(await lines(head, 'systemctl show --property=CPUQuotaPerSecUSec --value notebook-bob')).toEqual(['1s']);
      expect(await bob.run(cpus(15))).toBe('6');
    });
  });

  test('the hub is started anew, and the session and its variables are there', async () => {
    await output(head, `systemctl restart terrane-hub && { ${HUB_ANSWERS}; }`);
    expect(await ada.run('print(x + 1)')).toBe('42');
  });

  test('from elsewhere nobody reaches it: the network lets nothing through', async () => {
    const stranger = await cloud.host('stranger');
    const ask = ['curl', '--silent', '--insecure', '--max-time', '5', '--output', '/dev/null'];
    const [program = '', ...words] = [...stranger.network, ...ask, `https://${head.address}/`];
    expect(() => execFileSync(program, words, { stdio: 'pipe' })).toThrow();
    const { refused } = await cloud.report();
    expect(JSON.stringify(refused)).toContain('443');
  });

  test('who signs out is out: the button that leads back shows nothing, and a copy of the cookies opens nothing', async () => {
    const copied = await bob.context.cookies();
    await bob.signOut();
    await bob.page.goBack();
    await bob.page.waitForURL(/\/hub\/login/);
    expect(await bob.text()).not.toContain('bob');
    const copy = await Person.at(campus, ORIGIN, 'bob');
    await copy.context.addCookies(copied);
    expect((await copy.look('/hub/home')).url.pathname).toBe('/hub/login');
    await Promise.all([copy.context.close(), bob.context.close()]);
  });

  test('a session that nobody has used for two minutes is ended, and one that is used is not', async () => {
    const ends = outputUntil(head, 'terrane-hub sessions --json', (text) => !text.includes('cleo'), 200);
    let over = false;
    const used = (async () => {
      while (!over) {
        expect(await ada.run('print(x + 1)')).toBe('42');
        await new Promise((resolve) => setTimeout(resolve, 5000));
      }
    })();
    await ends.finally(() => {
      over = true;
    });
    await used;
    expect(await sessions()).toContain('ada');
    expect(await lines(head, 'ls -d /home/cleo')).toEqual(['/home/cleo']);
  });

  test('another gateway takes its place: she signs in as who she was, her files are there, and a notebook runs', async () => {
    const uid = await ada.run('print(os.getuid())');
    const former = head.id;
    await cloud.deploy({ app: `DISTRIBUTION=ubuntu-24.04 ${app}`, folder: ROOT });
    await cloud.waitFor(({ hosts }) => hosts.every(({ id }) => id !== former));
    await cloud.waitFor('head');
    await meet();
    ada = await Person.signIn(campus, ORIGIN, 'ada');
    await ada.start();
    await ada.notebook();
    expect(await ada.run("import os; print(os.getuid(), open('kept').read())")).toBe(`${uid} of ada`);
    expect(await sessions()).toEqual(['ada']);
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
