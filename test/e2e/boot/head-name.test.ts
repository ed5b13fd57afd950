import { renderScript } from '../../../lib/boot';
import { debian13Root, inDebian13, type Outcome } from '../support/debian13';

const BUILD_MILLISECONDS = 600_000;

beforeAll(() => {
  debian13Root();
}, BUILD_MILLISECONDS);

const BOOT = renderScript({
  role: 'compute',
  packages: 'apt',
  phases: [
    {
      name: 'identity',
      budgetSeconds: 30,
      steps: [{ kind: 'nodeName' }, { kind: 'headName', fqdn: 'head.ocean.terrane.internal' }],
    },
  ],
});

/** Boots once for each address that the machine's tag may hold in turn; the output ends with /etc/hosts. */
function told(...addresses: readonly string[]): Outcome {
  const node = '#!/bin/bash\ncase $1 in node-name) echo compute-7 ;; head-address) cat /run/address ;; esac\n';
  const files = { '/opt/terrane/bin/terrane-node': node, '/opt/terrane/boot/compute.sh': BOOT };
  const boots = addresses.map(
    (address) => `printf '%s' '${address}' > /run/address; bash /opt/terrane/boot/compute.sh`,
  );
  return inDebian13(`printf '127.0.0.1 localhost\\n' > /etc/hosts\n${boots.join('\n')}\necho HOSTS; cat /etc/hosts`, {
    files,
  });
}

const hosts = (outcome: Outcome): string | undefined => outcome.output.split('HOSTS\n')[1];

const OWN = '127.0.0.1 localhost\n10.0.0.10 compute-7 compute-7 # terrane\n';

test("the head's name leads to the address in the machine's tag", () => {
  expect(hosts(told('10.0.0.99\n'))).toBe(`${OWN}10.0.0.99 head.ocean.terrane.internal head # terrane-head\n`);
});

test('a further boot replaces the line of the one before', () => {
  const again = hosts(told('10.0.0.99\n', '10.0.1.2\n')) as string;
  expect(again.match(/head\.ocean/g)).toHaveLength(1);
  expect(again).toContain('10.0.1.2 head.ocean.terrane.internal head # terrane-head\n');
  expect(again).toContain('10.0.0.10 compute-7 compute-7 # terrane\n');
});

test('a machine without the tag leaves the name to DNS', () => {
  expect(hosts(told(''))).toBe(OWN);
});

test('a tag that holds no address ends the boot with a reason', () => {
  const { output } = told('head.example.org');
  expect(output).toMatch(
    /terrane-failed: phase="identity" rc=1 .*reason="the tag terrane:head of this machine is 'head\.example\.org', not an IPv4 address/,
  );
});
