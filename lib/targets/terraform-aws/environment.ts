import { DataAwsAvailabilityZones } from '@cdktf/provider-aws/lib/data-aws-availability-zones/index.js';
import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity/index.js';
import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition/index.js';
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region/index.js';
import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter/index.js';
import { Construct } from 'constructs';
import { pascal } from '../../blueprint';

/** Facts of the place of deployment: each is a data source, made when it is first asked for and no more than once. */
export class Environment {
  private readonly known = new Map<string, string>();
  private folder: Construct | undefined;

  constructor(private readonly scope: Construct) {}

  /** `region`, `account`, or `cloud` (the partition: `aws`, `aws-cn`, `aws-us-gov`). */
  value(name: string): string {
    const read = FACTS[name];
    if (read === undefined) throw new Error(`AWS knows no '${name}' of the place of deployment`);
    return this.once(name, () => read(this.place()));
  }

  /**
   * The name of a zone by its index.
   * Zones that are impaired stay in the list, so that an outage does not shift the indices; local zones do not count.
   */
  zone(index: number): string {
    const list = this.once('zones', () => {
      const zones = new DataAwsAvailabilityZones(this.place(), 'Zones', {
        filter: [{ name: 'opt-in-status', values: ['opt-in-not-required'] }],
      });
      return zones.fqn;
    });
    return `\${${list}.names[${index}]}`;
  }

  /** The value of a public parameter, e.g. the id of a distribution's newest image. */
  parameter(name: string): string {
    return this.once(name, () => {
      // `value` counts as sensitive and would hide the image in every plan.
      return new DataAwsSsmParameter(this.place(), pascal(name), { name }).insecureValue;
    });
  }

  private place(): Construct {
    this.folder ??= new Construct(this.scope, 'Environment');
    return this.folder;
  }

  private once(key: string, read: () => string): string {
    const seen = this.known.get(key);
    if (seen !== undefined) return seen;
    const value = read();
    this.known.set(key, value);
    return value;
  }
}

const FACTS: { readonly [name: string]: (scope: Construct) => string } = {
  // `id` is the Region's name in every major version of the provider; `name` was renamed in version 6.
  region: (scope) => new DataAwsRegion(scope, 'Region').id,
  account: (scope) => new DataAwsCallerIdentity(scope, 'Account').accountId,
  cloud: (scope) => new DataAwsPartition(scope, 'Cloud').partition,
};
