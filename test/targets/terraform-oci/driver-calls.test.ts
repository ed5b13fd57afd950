import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DRIVER_CALLS } from './driver-calls';

const RUNTIME = resolve(__dirname, '../../../runtime');
const CLOUD = join(RUNTIME, 'nodes/terrane_node/cloud');
const OPERATIONS = join(RUNTIME, 'rehearsal/terrane_rehearsal/oci/api/operations.json');

/** `list_private_ips` is the SDK's word for ListPrivateIps. */
function operationOf(method: string): string {
  return method.replace(/(^|_)([a-z])/g, (_, _start, letter: string) => letter.toUpperCase());
}

test('the table of permissions holds what the programs on nodes call, no more and no less', () => {
  const known = new Set((JSON.parse(readFileSync(OPERATIONS, 'utf8')) as { name: string }[]).map(({ name }) => name));
  const files = readdirSync(CLOUD).filter((name) => /^oci.*\.py$/.test(name));
  const words = files.flatMap((name) => readFileSync(join(CLOUD, name), 'utf8').match(/\b[a-z]+(_[a-z]+)+\b/g) ?? []);
  const called = [...new Set(words.filter((word) => known.has(word)))].map(operationOf);
  expect(called.sort()).toEqual(DRIVER_CALLS.map(({ operation }) => operation).sort());
});
