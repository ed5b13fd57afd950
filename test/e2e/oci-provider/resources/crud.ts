import type { Answer } from '../rest/api';
import { isAbsent } from '../rest/errors';
import { data } from '../rest/incoming';
import { type JsonObject, objectOf } from '../rest/json';
import { keysOf } from '../rest/names';
import { body } from '../rest/outgoing';
import { type Block, resourceBlock } from '../schema/shape';
import { isEmpty, isUnknown, same, type Value, type Values } from '../schema/value';
import type { Call } from './facts';
import { filled, namesIn, type Service, type Verb } from './service';

/** Something failed after the thing was there: what is known of it must reach the state all the same. */
export class Interrupted extends Error {
  constructor(
    message: string,
    readonly state: Values,
  ) {
    super(message);
  }
}

export class Carrier {
  private readonly block: Block;

  constructor(private readonly service: Service) {
    this.block = resourceBlock(service.type);
  }

  async create(planned: Values, config: Values): Promise<Values> {
    const { facts } = this.service;
    if (facts.own) return facts.own.create(this.service, planned, config);
    const call = facts.create ?? { method: 'POST', path: facts.collection };
    const late = facts.afterCreate ?? [];
    const answer = await this.say(call, planned, without(planned, late));
    const state = { ...planned, id: await this.identifier(answer, planned) };
    return this.orInterrupted(state, async () => {
      const said = late.filter((name) => !isEmpty(planned[name]) && !isUnknown(planned[name]));
      if (said.length > 0) await this.say(this.updateCall(), state, pick(planned, said));
      return this.ready('creation', state, 'create');
    });
  }

  /** Nothing where the thing is gone. */
  async read(state: Values): Promise<Values | undefined> {
    const { facts } = this.service;
    try {
      if (facts.own) return await facts.own.read(this.service, state);
      const response = await this.service.get(state);
      const gone = facts.states?.deleted.includes(String(response['lifecycleState'])) ?? false;
      return gone ? undefined : await this.kept(state, response);
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw error;
    }
  }

  async update(prior: Values, planned: Values): Promise<Values> {
    const { facts } = this.service;
    if (facts.own) return facts.own.update(this.service, prior, planned);
    const changed = Object.keys(planned).filter((name) => !same(prior[name], planned[name]));
    const beyond = changed.filter((name) => facts.notCarried?.includes(name));
    if (beyond.length > 0)
      throw new Error(
        `the stand-in for the provider carries no change of ${beyond.join(', ')} of ${this.service.type}`,
      );
    await this.move(prior, planned);
    const elsewhere = (await facts.updateElsewhere?.(this.service, prior, planned)) ?? [];
    const said = (facts.whole ? Object.keys(planned) : changed).filter((name) => this.updatable(name, elsewhere));
    if (said.length > 0) await this.change(planned, said);
    return this.ready('update', planned, 'update');
  }

  async remove(state: Values): Promise<void> {
    const { facts } = this.service;
    try {
      if (facts.own) await facts.own.remove(this.service, state);
      else await this.removeItem(state);
    } catch (error) {
      if (!isAbsent(error)) throw error;
    }
  }

  private async removeItem(state: Values): Promise<void> {
    const { facts } = this.service;
    if (facts.beforeRemove) await this.service.call(this.updateCall(), state, { json: facts.beforeRemove });
    const call = facts.remove ?? { method: 'DELETE', path: this.service.item() };
    const query = flagsOf(facts.removeQuery ?? [], state);
    const answer = await this.service.call(call, state, { query, ...(call.json ? { json: call.json } : {}) });
    if (facts.work || facts.removalWork) await this.service.worked(answer, state, 'DELETED', 'delete');
    else if (facts.states && facts.states.deleted.length > 0)
      await this.service.settled('deletion', state, facts.states.deleting, facts.states.deleted, 'delete');
  }

  private async change(planned: Values, names: readonly string[]): Promise<void> {
    const answer = await this.say(this.updateCall(), planned, pick(planned, names), names);
    if (this.service.facts.work) await this.service.worked(answer, planned, 'UPDATED', 'update');
  }

  private async move(prior: Values, planned: Values): Promise<void> {
    if (same(prior['compartment_id'], planned['compartment_id'])) return;
    const path = `${this.service.item()}/actions/changeCompartment`;
    await this.service.call({ method: 'POST', path }, planned, {
      json: { compartmentId: String(planned['compartment_id']) },
    });
  }

  private updatable(name: string, elsewhere: readonly string[]): boolean {
    return !['compartment_id', 'timeouts', ...elsewhere].includes(name);
  }

  private updateCall(): Call {
    return this.service.facts.update ?? { method: 'PUT', path: this.service.item() };
  }

  /** Sends what is given of `values` where `all` says; the lists of `forced` even if they are empty. */
  private say(call: Call, all: Values, values: Values, forced: readonly string[] = []): Promise<Answer> {
    const { facts } = this.service;
    const renamed = { ...facts.renamed, ...facts.renamedOut };
    const known = without(values, [...namesIn(call.path), ...(facts.unsaid ?? [])]);
    const empty = [...(facts.always ?? []), ...forced].filter((name) => isEmptyList(all[name]));
    const lists = empty.map((name) => [keysOf(name, renamed)[0] as string, []] as const);
    const json: JsonObject = { ...Object.fromEntries(lists), ...body(this.block, known, renamed), ...call.json };
    return this.service.call(call, all, { json: facts.outgoing?.(json) ?? json });
  }

  private async identifier(answer: Answer, planned: Values): Promise<Value> {
    const { facts } = this.service;
    if (facts.work) return this.service.worked(answer, planned, 'CREATED', 'create');
    if (facts.id) return filled(facts.id, planned);
    return String(objectOf(answer.json)[facts.idKey ?? 'id']);
  }

  private async ready(doing: string, state: Values, verb: Verb): Promise<Values> {
    const { states } = this.service.facts;
    if (!states) return this.kept(state, await this.service.get(state));
    return this.kept(state, await this.service.settled(doing, state, states.creating, states.ready, verb));
  }

  private async kept(state: Values, response: JsonObject): Promise<Values> {
    const { facts } = this.service;
    const { id, renamed, kept } = facts;
    const said = facts.incoming?.(response) ?? response;
    const reading = { ...(renamed ? { renamed } : {}), ...(kept ? { kept } : {}) };
    const own = { ...data(this.block, state, said, reading), id: id ? filled(id, state) : (state['id'] as Value) };
    return facts.enrich ? { ...own, ...(await facts.enrich(this.service, own, response)) } : own;
  }

  private async orInterrupted(state: Values, work: () => Promise<Values>): Promise<Values> {
    try {
      return await work();
    } catch (error) {
      throw new Interrupted((error as Error).message, data(this.block, state, {}, { kept: Object.keys(state) }));
    }
  }
}

const flagsOf = (names: readonly string[], state: Values) =>
  Object.fromEntries(
    names.filter((name) => !isEmpty(state[name])).map((name) => [keysOf(name)[0] as string, String(state[name])]),
  );

const isEmptyList = (value: Value | undefined) => isUnknown(value) || (Array.isArray(value) && value.length === 0);

export function without(values: Values, names: readonly string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
}

export function pick(values: Values, names: readonly string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}
