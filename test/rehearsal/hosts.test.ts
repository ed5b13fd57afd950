import { enterArguments, runInHost } from '../../lib/rehearsal/hosts/enter';
import { findHost } from '../../lib/rehearsal/hosts/find';
import { hostWords } from '../../lib/rehearsal/hosts/watch';
import { HEAD, NODE } from './samples';

describe('a host is found', () => {
  test.each(['i-0aaaaaaaaaaaaaaaa', '10.0.1.5', 'ocean-head', 'ip-10-0-1-5', 'head'])('by %s', (name) => {
    expect(findHost(name, [HEAD, NODE])).toBe(HEAD);
  });

  test('nobody has the name: it lists who is there, and what may have been meant', () => {
    expect(() => findHost('haed', [HEAD, NODE])).toThrow(
      `no host 'haed': there is ocean-head (${HEAD.id}, 10.0.1.5), compute-1 (${NODE.id}, 10.0.1.6). Did you mean 'head'?`,
    );
    expect(() => findHost('head', [])).toThrow("no host 'head': no host is there.");
  });

  test('two have the name: it lists them', () => {
    const twin = { ...NODE, names: [...NODE.names, 'head'] };
    expect(() => findHost('head', [HEAD, twin])).toThrow("'head' is 2 hosts:");
  });

  test('by no name that the control plane does not give', () => {
    expect(() => findHost('ocean-head', [{ ...HEAD, names: [HEAD.id] }])).toThrow("no host 'ocean-head'");
  });
});

test('a command enters the rehearsal first, then the host, and takes nothing of the caller along', () => {
  const args = enterArguments(100, 42, ['sinfo', '-N'], 'xterm');
  expect(args.join(' ')).toMatch(
    /^-t 100 -m -p -n -- nsenter -t 42 -m -u -i -n -p -- env -i HOME=\/root .* TERM=xterm bash -lc .* terrane sinfo -N$/,
  );
});

test('no command is run in a host that does not run', () => {
  expect(() => runInHost(100, { ...HEAD, state: 'dead', leader: null }, 'true')).toThrow('ocean-head');
});

test('a host in a few words', () => {
  expect(hostWords({ ...NODE, state: 'failed', reason: 'cannot reach head:6817' })).toBe(
    `compute-1 (${NODE.id}) is failed: mount-home, cannot reach head:6817`,
  );
  expect(hostWords(HEAD)).toBe(`ocean-head (${HEAD.id}) is ready`);
});
