import type { Answer, Api, Question } from '../rest/api';
import { isObject, itemsOf, type Json, type JsonObject, objectOf } from '../rest/json';
import { milliseconds, until } from '../rest/wait';
import { isValues, type Values } from '../schema/value';
import type { Call, Facts } from './facts';

const TWENTY_MINUTES_MS = 1_200_000;
const FAILED = ['FAILED', 'CANCELED'];

export type Verb = 'create' | 'update' | 'delete';

/** One resource's service: its address, its paths, and its ways of telling that something is done. */
export class Service {
  constructor(
    readonly api: Api,
    readonly facts: Facts,
    readonly type: string,
  ) {}

  base(values: Values): string {
    const { client } = this.facts;
    return typeof client === 'string' ? this.api.endpoint(client) : String(values[client.attribute]).replace(/\/$/, '');
  }

  call(call: Call, values: Values, question: Question = {}): Promise<Answer> {
    const url = this.base(values) + filled(call.path, values);
    return this.api.ask(call.method, url, { ...(call.query ? { query: call.query } : {}), ...question });
  }

  item(): string {
    return this.facts.item ?? `${this.facts.collection}/{id}`;
  }

  async get(values: Values): Promise<JsonObject> {
    const { query } = this.facts;
    const answer = await this.call({ method: 'GET', path: this.item(), ...(query ? { query } : {}) }, values);
    return { etag: String(answer.headers['etag'] ?? ''), ...(isObject(answer.json) ? answer.json : {}) };
  }

  /** Waits until the thing is in one of the states; `then` says what it was told last. */
  settled(doing: string, values: Values, pending: readonly string[], target: readonly string[], verb: Verb) {
    return until(`state to become '${target.join(', ')}'`, timeout(values, verb), async () => {
      const response = await this.get(values);
      const state = String(response['lifecycleState'] ?? response['state'] ?? '');
      if (target.includes(state)) return response;
      if (pending.includes(state)) return undefined;
      throw new Error(
        `During ${doing}, Terraform expected the resource to reach state(s): ${target.join(',')}, but the service reported unexpected state: ${state}.`,
      );
    });
  }

  /** Waits for a work request; gives back what it has made, changed or deleted. */
  async worked(answer: Answer, values: Values, action: string, verb: Verb): Promise<string> {
    const id = answer.headers['opc-work-request-id'];
    if (typeof id !== 'string') throw new Error(`${this.type}: the answer names no work request (opc-work-request-id)`);
    const path = `/${this.facts.collection.split('/')[1]}/${this.facts.removalWork ?? 'workRequests'}/${id}`;
    const done = await until(`work request ${id}`, timeout(values, verb), async () => {
      const request = objectOf((await this.call({ method: 'GET', path }, values)).json);
      return request['timeFinished'] ? request : undefined;
    });
    const made = itemsOf(done['resources'])
      .map(objectOf)
      .find((each) => this.concerns(each, action));
    if (made !== undefined && !FAILED.includes(String(done['status']))) return String(made['identifier']);
    throw new Error(await this.workErrors(path, values, id, action));
  }

  private concerns(resource: JsonObject, action: string): boolean {
    if (this.facts.work === undefined) return true;
    const kind = String(resource['entityType']).toLowerCase();
    return kind.includes(this.facts.work) && resource['actionType'] === action;
  }

  private async workErrors(path: string, values: Values, id: string, action: string): Promise<string> {
    const { json } = await this.call({ method: 'GET', path: `${path}/errors` }, values);
    const messages = itemsOf(json).map((each: Json) => String(objectOf(each)['message']));
    return `work request did not succeed, workId: ${id}, entity: ${this.facts.work ?? this.type}, action: ${action}. Message: ${messages.join('\n')}`;
  }
}

/** A path with the attributes in it, each escaped as one segment. */
export function filled(path: string, values: Values): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name] ?? '')));
}

export const namesIn = (path: string): readonly string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);

function timeout(values: Values, verb: Verb): number {
  const timeouts = values['timeouts'];
  const said = isValues(timeouts) ? timeouts[verb] : null;
  return typeof said === 'string' ? milliseconds(said) : TWENTY_MINUTES_MS;
}
