import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { Rehearsal, type RehearsalHost } from '../../../lib/testing';
import { lines, output, outputUntil } from '../rehearsal/support/commands';
import { ROOT } from '../support/paths';
import { Authority } from './support/authority';
import { browserIn, Person } from './support/browser';
import { Directory } from './support/directory';

jest.setTimeout(900_000);

const SECRETS = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:directory';
const READER = 'reader-password-of-the-tests';
const WRITER = 'writer-password-of-the-tests';
const [HOST, DIRECTORY] = ['notebooks.example.edu', 'directory.example.edu'];
const ORIGIN = `https://${HOST}`;
const PEOPLE = {
  ada: { uidNumber: 200_001, mail: 'ada@example.edu' },
  bob: { uidNumber: 5002, mail: 'bob@example.edu' },
  low: { uidNumber: 33, mail: 'low@example.edu' },
};
/** Whose process, and whose file on the shared home. */
const WHO =
  "import os, pwd, socket; open('mine', 'w').close(); s = os.stat('mine'); print(pwd.getpwuid(os.getuid()).pw_name, os.getuid(), os.getgid(), s.st_uid, s.st_gid, os.getcwd(), socket.gethostname())";

describe('accounts of a real directory, by cdk deploy, on the gateway and on a node that comes for a notebook', () => {
  const folder = mkdtempSync(join(tmpdir(), 'terrane-directory-'));
  let directory: Directory;
  let cloud: Rehearsal;
  let head: RehearsalHost;
  let campus: Browser;
  let ada: Person;

  const arrives = (login: string, account: string): Promise<Person> =>
    Person.byHeader(campus, ORIGIN, account, { 'Remote-User': login });

  beforeAll(async () => {
    const authority = new Authority(folder);
    directory = await Directory.start(folder, authority.pem(DIRECTORY), PEOPLE);
    cloud = await Rehearsal.start({
      packages: ['sssd-ldap', 'libnss-sss', 'python3-ldap'],
      outside: [`${DIRECTORY}:636=127.0.0.1:${directory.port}`],
      secrets: {
        [`${SECRETS}/tls-Gh5jKl`]: readFileSync(authority.pem(HOST), 'utf8'),
        [`${SECRETS}/reader-Mn7pQr`]: READER,
        [`${SECRETS}/writer-St9uVw`]: WRITER,
      },
    });
    const app = `CAMPUS_AUTHORITY=${authority.certificate} node test/e2e/notebooks/directory-app.js`;
    await cloud.deploy({ app, folder: ROOT });
    head = await cloud.host('head');
    await cloud.waitFor('campus');
    campus = await browserIn(await cloud.host('campus'), folder, { [HOST]: head.address });
  });

  afterAll(async () => {
    await campus?.close();
    await cloud?.stop();
    await directory?.away();
    rmSync(folder, { recursive: true });
  });

  test('the gateway knows people by the uid of the directory, before anybody has signed in', async () => {
    expect(await lines(head, 'getent passwd ada; getent passwd bob')).toEqual([
      'ada:*:200001:100:ada:/home/ada:/bin/bash',
      'bob:*:5002:100:bob:/home/bob:/bin/bash',
    ]);
  });

  test('a notebook on a node has the uid of the directory, and so have the files on the shared home', async () => {
    ada = await arrives('ada@example.edu', 'ada');
    await ada.start();
    await ada.notebook();
    expect(await ada.run(WHO)).toBe('ada 200001 100 200001 100 /home/ada small-1');
    expect(await output(head, "stat --format='%U %u %g' /home/ada/mine")).toBe('ada 200001 100\n');
  });

  test('who is not in the directory gets an entry there, with the next uid, and a notebook', async () => {
    const eve = await arrives('eve@example.edu', 'eve_example_edu');
    await eve.start();
    await eve.notebook();
    expect(await eve.run(WHO)).toMatch(/^eve_example_edu 250000 100 250000 100 \/home\/eve_example_edu small-[12]$/);
    expect(await output(head, 'getent passwd eve_example_edu')).toMatch(/^eve_example_edu:\*:250000:100:/);
  });

  test('a uid of machines is nobody', async () => {
    const low = await arrives('low@example.edu', 'low');
    expect(await low.text()).toContain('uid 33, but those of people are 2000 to');
    await low.context.close();
  });

  test('credentials of machines are out of reach of people with large uids as well', async () => {
    const ask =
      "import urllib.request\ntry: print(urllib.request.urlopen('http://169.254.169.254/latest/meta-data/', timeout=5).status)\nexcept OSError as error: print('refused:', error)";
    expect(await ada.run(ask)).toMatch(/^refused: <urlopen error \[Errno 111\] Connection refused>/);
  });

  test('passwords are files of root, and the one that writes is on the gateway alone', async () => {
    const files = '/etc/terrane/hub/directory-* /etc/sssd/sssd.conf';
    expect(await lines(head, `stat --format='%n %a %U:%G' ${files}`)).toEqual([
      '/etc/terrane/hub/directory-reader 400 root:root',
      '/etc/terrane/hub/directory-writer 400 root:root',
      '/etc/sssd/sssd.conf 640 root:root',
    ]);
    const node = await cloud.host('small-1');
    expect(await lines(node, 'ls /etc/terrane/hub')).toEqual(['directory-reader']);
    const trial = "print([open(f).read() for f in ('/etc/sssd/sssd.conf',)])";
    expect(await ada.run(trial)).toMatch(/PermissionError/);
  });

  test('while the directory is away sessions go on, and who has been here signs in; others are told to wait', async () => {
    await directory.away();
    expect(await ada.run('print(6 * 7)')).toBe('42');
    const again = await arrives('ada@example.edu', 'ada');
    expect(await again.status('/hub/home')).toBe(200);
    const bob = await arrives('bob@example.edu', 'bob');
    expect(await bob.text()).toContain("the institution's directory does not answer; try again in a minute");
    // What is known of people is on the disk.
    expect(await output(head, 'systemctl restart sssd && id -u ada')).toBe('200001\n');
    await directory.up();
    expect(await bob.status('/hub/login')).toBe(200);
    await outputUntil(head, 'stat --format=%u /home/bob || true', (text) => text.trim() === '5002', 60);
  });

  test('nothing was refused, denied or left unjudged on the way, and no password is in a log', async () => {
    const { refused, denied, unevaluated, failures, troubles } = await cloud.report();
    expect({ refused, denied, unevaluated, failures, troubles }).toEqual({
      refused: [],
      denied: [],
      unevaluated: [],
      failures: [],
      troubles: [],
    });
    for (const host of [head, await cloud.host('small-1')]) {
      const log = `${await host.log('boot')}${await output(host, 'journalctl --no-pager --output=cat; cat /var/log/sssd/*')}`;
      expect(log).not.toContain(READER);
      expect(log).not.toContain(WRITER);
    }
  });
});
