import { quotaNeeds } from '../../quotas/needs';
import { rule } from '../rule';
import { SERVICE_QUOTAS } from '../sources';

export const quotaExceeded = rule({
  id: 'quota-exceeded',
  level: 'error',
  title: 'What is needed fits into the quotas that the author states',
  why: 'What goes beyond a quota is refused in the middle of a deployment, or, where it is machines, when the last nodes are needed.',
  remedy: 'Lower what needs them, or have the quota raised first: terrane quota says how.',
  source: SERVICE_QUOTAS,
  example: {
    on: 'HpcCluster',
    bad: "quotas: { 'L-1216C47A': 64 }",
    good: "quotas: { 'L-1216C47A': 66 }",
  },
  look(blueprint) {
    const stated = blueprint.data.facts.quotas ?? {};
    return quotaNeeds(blueprint).flatMap(({ quota: { code = '', name }, needed, at }) => {
      const value = stated[code];
      if (value === undefined || needed <= value) return [];
      const where = at === undefined ? '' : ` in ${at}`;
      const message = `given ${value}, but with all nodes at their max ${needed} are needed${where} (${name}). Lower what needs them, or have the quota raised first: terrane quota says how.`;
      return [{ property: `quotas.${code}`, message }];
    });
  },
});
