import { quotaNeeds } from '../../quotas/needs';
import { rule } from '../rule';
import { LANL_2018 } from '../sources';

/** Others speak of machines, of shards and of the rules of security groups. */
const OTHERS = ['aws.machines', 'oci.machines', 'aws.shards', 'oci.partitions', 'aws.rulesOfGroup', 'oci.rulesOfGroup'];

export const quotaBeyondDefault = rule({
  id: 'quota-beyond-default',
  level: 'warning',
  title: 'What goes beyond the quotas of a new account says what the account has',
  why: 'A deployment that meets a quota ends in its middle. Raising one took users from a day to several days (LANL, Exploring Cloud Computing, 2018).',
  remedy:
    'Have the quota raised before you deploy, and state by its code what the account has: terrane quota says how.',
  source: LANL_2018,
  example: {
    on: 'HpcCluster',
    bad: "partitions: { compute: { machine: 'c7i.4xlarge', max: 4, rootSize: Size.tebibytes(16) } }",
    good: "partitions: { compute: { machine: 'c7i.4xlarge', max: 4, rootSize: Size.tebibytes(16) } }, quotas: { 'L-7A658B76': 100 }",
  },
  look(blueprint) {
    return quotaNeeds(blueprint).flatMap(({ quota: { key, code, name }, needed, at, stated, byDefault }) => {
      if (OTHERS.includes(key) || stated !== undefined || byDefault === undefined || needed <= byDefault) return [];
      const where = at === undefined ? '' : ` in ${at}`;
      const state = code === undefined ? 'acknowledge this' : `state it as quotas: { '${code}': ${Math.ceil(needed)} }`;
      const message = `${name}: ${needed} needed${where}; a new account has ${byDefault}. Have the quota raised before you deploy, which can take days, and ${state}.`;
      return [{ property: 'quotas', message }];
    });
  },
});
