import { data } from '../rest/incoming';
import { itemsOf, type JsonObject, objectOf } from '../rest/json';
import { body } from '../rest/outgoing';
import { resourceBlock } from '../schema/shape';
import type { Values } from '../schema/value';
import type { OwnWays } from './facts';
import type { Service } from './service';

const GROUP = '/20160918/networkSecurityGroups/{network_security_group_id}';
const BLOCK = resourceBlock('oci_core_network_security_group_security_rule');

const ruleOf = ({ network_security_group_id: _, ...rule }: Values): JsonObject => body(BLOCK, rule);

function act(service: Service, action: string, values: Values, json: JsonObject) {
  return service.call({ method: 'POST', path: `${GROUP}/actions/${action}` }, values, { json });
}

async function rulesOf(service: Service, state: Values): Promise<readonly JsonObject[]> {
  const rules: JsonObject[] = [];
  for (let page: string | undefined = ''; page !== undefined; ) {
    const query = page === '' ? {} : { page };
    const answer = await service.call({ method: 'GET', path: `${GROUP}/securityRules` }, state, { query });
    rules.push(...itemsOf(answer.json).map(objectOf));
    page = answer.headers['opc-next-page'] as string | undefined;
  }
  return rules;
}

async function read(service: Service, state: Values): Promise<Values | undefined> {
  const rule = (await rulesOf(service, state)).find(({ id }) => id === state['id']);
  return rule && data(BLOCK, state, rule);
}

/** A rule has no address of its own: its group is asked to take it in and to let it go. */
export const securityRule: OwnWays = {
  async create(service, planned) {
    const answer = await act(service, 'addSecurityRules', planned, { securityRules: [ruleOf(planned)] });
    const [rule] = itemsOf(objectOf(answer.json)['securityRules']).map(objectOf);
    if (rule === undefined) throw new Error('the answer to addSecurityRules holds no rule');
    return data(BLOCK, planned, rule);
  },
  read,
  async update(service, _prior, planned) {
    const rule = { ...ruleOf(planned), id: String(planned['id']) };
    await act(service, 'updateSecurityRules', planned, { securityRules: [rule] });
    return (await read(service, planned)) ?? planned;
  },
  async remove(service, state) {
    await act(service, 'removeSecurityRules', state, { securityRuleIds: [String(state['id'])] });
  },
};
