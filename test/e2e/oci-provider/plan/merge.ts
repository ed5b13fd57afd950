import type { ResourceRow } from '../../../../lib/targets/terraform-oci/schema/table';
import type { Facts } from '../resources/facts';
import { type Attribute, attributesOf, type Block, blocksOf, conform, type Nested } from '../schema/shape';
import { isEmpty, isUnknown, isValues, same, UNKNOWN, type Value, type Values } from '../schema/value';

/** Blocks that are gone once they are no longer given; every other optional block stays as the service had it. */
const REMOVABLE: ReadonlySet<string> = new Set([
  'date_time_details',
  'destination_port_range',
  'egress_security_rules',
  'gmc_configs',
  'icmp_options',
  'ingress_security_rules',
  'kerberos',
  'ldap_idmap',
  'load_balancers',
  'replication_config',
  'restore_from_file',
  'restore_from_object_store',
  'retention_rules',
  'route_rules',
  'source_port_range',
  'source_uri_details',
  'tcp_options',
  'udp_options',
  'validator',
]);

const NUMBER = /^\d+(\.\d+)?$/;
const LABELS = new Set(['dns_label', 'hostname_label']);

/** Differences that the provider does not see: of letter case, of tags, and of how a number is written. */
function alike(name: string, before: Value, now: Value): boolean {
  if (name === 'defined_tags' || LABELS.has(name) || name.endsWith('_type') || name === 'availability_domain')
    return lower(before) === lower(now);
  const numbers = [before, now].every((value) => typeof value === 'string' && NUMBER.test(value));
  return numbers && Number(before) === Number(now);
}

const lower = (value: Value) => JSON.stringify(value).toLowerCase();

/** What the provider plans, from what is configured and what was before. */
export class Merge {
  constructor(
    private readonly row: ResourceRow,
    private readonly facts: Facts,
  ) {}

  planned(block: Block, prior: Values | null, config: Values): Values {
    const stored = Object.fromEntries(
      Object.entries(config).map(([name, value]) => {
        const change = this.facts.storedAs?.[name];
        return [name, change && typeof value === 'string' ? change(value) : value];
      }),
    );
    const planned = conform(block, this.block(block, prior, stored, ''));
    for (const [name, cause] of Object.entries(this.facts.computedWith ?? {}))
      if (prior !== null && !same(prior[cause], planned[cause])) planned[name] = UNKNOWN;
    return planned;
  }

  private block(block: Block, prior: Values | null, config: Values, path: string): Values {
    const attributes = attributesOf(block).map(
      ([name, each]) => [name, this.attribute(`${path}${name}`, each, prior, config[name] ?? null)] as const,
    );
    const blocks = blocksOf(block).map(
      ([name, each]) => [name, this.nested(`${path}${name}`, each, prior, config[name])] as const,
    );
    return Object.fromEntries([...attributes, ...blocks]);
  }

  private attribute(path: string, { computed }: Attribute, prior: Values | null, given: Value): Value {
    const name = path.slice(path.lastIndexOf('.') + 1);
    const before = prior?.[name] ?? null;
    if (isUnknown(given)) return UNKNOWN;
    if (given !== null) return before !== null && alike(name, before, given) ? before : given;
    const standard = this.row.defaults?.[path];
    if (standard !== undefined) return standard;
    if (computed) return prior === null ? UNKNOWN : before;
    return isEmpty(before) ? before : null;
  }

  private nested(path: string, nested: Nested, prior: Values | null, given: Value | undefined): Value {
    const name = path.slice(path.lastIndexOf('.') + 1);
    if (nested.nesting_mode === 'single') return given ?? null;
    if (isUnknown(given)) return UNKNOWN;
    const items = (given ?? []) as Values[];
    const before = prior?.[name];
    const known = Array.isArray(before) ? (before as Values[]) : [];
    if (items.length === 0) return this.absent(name, prior, known);
    return items.map((item, index) => {
      const match = nested.nesting_mode === 'set' ? known.find((each) => holds(each, item)) : known[index];
      return this.block(nested.block, match ?? null, item, `${path}.`);
    });
  }

  private absent(name: string, prior: Values | null, known: Values[]): Value {
    if (REMOVABLE.has(name)) return [];
    return prior === null ? UNKNOWN : known;
  }
}

/** Whether a member of a set has all that is given of another. */
function holds(whole: Value | undefined, part: Value): boolean {
  if (isEmpty(part)) return true;
  if (Array.isArray(part))
    return (
      Array.isArray(whole) && part.length === whole.length && part.every((each, index) => holds(whole[index], each))
    );
  if (!isValues(part)) return same(whole, part);
  return isValues(whole) && Object.entries(part).every(([name, each]) => holds(whole[name], each));
}
