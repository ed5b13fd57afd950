import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { RehearsalHost } from '../../../../lib/testing';
import { picture } from './screenshots';

const WAIT_MS = 90_000;
/** A node may have to boot first. */
const START_MS = 300_000;
// Without them a start asks for servers that are not there.
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Debian's Chromium in the network of a host. `addresses`: where names lead to. */
export async function browserIn(
  host: RehearsalHost,
  folder: string,
  addresses: { readonly [name: string]: string },
): Promise<Browser> {
  const program = join(folder, `chromium-${host.name}`);
  writeFileSync(program, `#!/bin/sh\nexec ${host.network.join(' ')} /usr/bin/chromium "$@"\n`);
  chmodSync(program, 0o755);
  // What a page asks of others is not there; without the last rule its load event waits for that.
  const rules = [...Object.entries(addresses).map(([name, address]) => `MAP ${name} ${address}`), 'MAP * ~NOTFOUND'];
  return chromium.launch({ executablePath: program, args: [...QUIET, `--host-resolver-rules=${rules.join(', ')}`] });
}

type Headers = { readonly [name: string]: string };

/** One person at a gateway. */
export class Person {
  private constructor(
    readonly login: string,
    private readonly origin: string,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  /** Signs in at the provider, and comes to where the gateway leads. @param to query of the sign-in page */
  static async signIn(browser: Browser, origin: string, login: string, to = ''): Promise<Person> {
    const person = await Person.at(browser, origin, login, to);
    const { page } = person;
    await picture(page, 'sign-in', 320);
    await page.locator('a:has-text("Sign in")').first().click();
    await page.waitForSelector('input[name=login]');
    await page.fill('input[name=login]', login);
    await page.fill('input[name=password]', 'any');
    await page.click('button[type=submit]');
    await page.locator('button:has-text("Continue")').click();
    await page.waitForURL((url) => url.origin === origin);
    return person;
  }

  /** Signs in with a token that is typed. */
  static async byToken(browser: Browser, origin: string, login: string, token: string): Promise<Person> {
    const person = await Person.at(browser, origin, login);
    await person.page.fill('input[name=token]', token);
    await person.page.click('#login_submit');
    await person.page.waitForURL((url) => !url.pathname.endsWith('/login'));
    return person;
  }

  /** Comes by way of a proxy, which says who it is. @param account by which the gateway knows them */
  static byHeader(browser: Browser, origin: string, account: string, header: Headers): Promise<Person> {
    return Person.at(browser, origin, account, '', header);
  }

  /** At the sign-in page. */
  static async at(browser: Browser, origin: string, login: string, to = '', header: Headers = {}): Promise<Person> {
    // The institution's authority is not the machine's.
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      ignoreHTTPSErrors: true,
      extraHTTPHeaders: header,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(WAIT_MS);
    page.setDefaultNavigationTimeout(WAIT_MS);
    await page.goto(`${origin}/hub/login${to}`);
    return new Person(login, origin, context, page);
  }

  /** What is read on the page. */
  async text(): Promise<string> {
    return (await this.page.locator('body').innerText()).replace(/\s+/g, ' ');
  }

  /** Takes the size that is marked, and waits for the session. */
  async start(): Promise<void> {
    await this.page.goto(`${this.origin}/hub/spawn`);
    await picture(this.page, 'size', 360);
    await this.page.locator('#spawn_form [type=submit], form [type=submit]').first().click();
    await this.page.waitForURL(/\/user\//, { timeout: START_MS });
  }

  /** Ends the session, as people do. */
  async stop(): Promise<void> {
    await this.page.goto(`${this.origin}/hub/home`);
    await this.page.click('#stop');
    await this.page.waitForSelector('#stop', { state: 'hidden' });
  }

  /** A new notebook with a kernel that is ready; what was open before is closed. @param kernel by name; else the first */
  async notebook(kernel = ''): Promise<void> {
    await this.page.goto(`${this.origin}/user/${this.login}/lab?reset`);
    await this.page.locator('.jp-LauncherCard[data-category="Notebook"]', { hasText: kernel }).first().click();
    await this.page.waitForSelector('.jp-Notebook-cell .cm-content');
    await this.idle();
  }

  /** Runs a cell. @returns what it prints */
  async run(code: string): Promise<string> {
    const cells = this.page.locator('.jp-Notebook-cell');
    const last = cells.nth((await cells.count()) - 1);
    await last.locator('.cm-content').click();
    await this.page.keyboard.insertText(code);
    await this.page.keyboard.press('Shift+Enter');
    const output = last.locator('.jp-OutputArea-output').first();
    await output.waitFor();
    await this.idle();
    return (await output.innerText()).trim();
  }

  /** Opens a page beside the others. @returns its status, and what is read on it */
  async look(path: string): Promise<{ readonly status: number; readonly text: string; readonly url: URL }> {
    const page = await this.context.newPage();
    const status = (await page.goto(`${this.origin}${path}`))?.status() ?? 0;
    const text = (await page.locator('body').innerText()).replace(/\s+/g, ' ').trim();
    const url = new URL(page.url());
    await page.close();
    return { status, text, url };
  }

  /** Asks the hub's API, as its pages do. @returns the status */
  async api(method: string, path: string): Promise<number> {
    const page = await this.context.newPage();
    await page.goto(`${this.origin}/hub/home`);
    const ask = `fetch('/hub/api${path}', { method: '${method}', headers: { 'X-XSRFToken': window.jhdata.xsrf_token } }).then((answer) => answer.status)`;
    const status = await page.evaluate<number>(ask);
    await page.close();
    return status;
  }

  /** Signs out on the gateway's own page. */
  async signOut(): Promise<void> {
    await this.page.goto(`${this.origin}/hub/home`);
    await this.page.click('#logout');
    await this.page.waitForURL(/\/hub\/login/);
  }

  async status(path: string): Promise<number> {
    return (await this.page.goto(`${this.origin}${path}`))?.status() ?? 0;
  }

  private async idle(): Promise<void> {
    await this.page.waitForFunction(
      "document.querySelector('#jp-main-statusbar')?.innerText.includes('Idle')",
      undefined,
      { timeout: WAIT_MS },
    );
  }
}
