import { readDataSource } from './data-sources';
import { Merge } from './plan/merge';
import { replacements } from './plan/replace';
import { type Fault, faults } from './plan/validate';
import { type DynamicValue, fromWire, toWire } from './plugin/codec';
import { schemaMessage } from './plugin/schema-message';
import { Interrupted } from './resources/crud';
import { CARRIED, carrierOf, factsOf } from './resources/index';
import { Api } from './rest/api';
import { AUTHENTICATIONS, settingsOf } from './rest/settings';
import { conform, resourceBlock, resourceRow } from './schema/shape';
import { same, UNKNOWN, type Values } from './schema/value';

interface Request {
  readonly type_name: string;
  readonly id: string;
  readonly config: DynamicValue;
  readonly prior_state: DynamicValue;
  readonly planned_state: DynamicValue;
  readonly current_state: DynamicValue;
  readonly raw_state: DynamicValue;
  readonly private: Uint8Array;
  readonly prior_private: Uint8Array;
  readonly planned_private: Uint8Array;
}
type Response = object | Promise<object>;

const diagnostic = ({ summary, detail }: Fault) => ({ severity: 'ERROR', summary, detail });
const failure = (error: unknown) => diagnostic({ summary: (error as Error).message, detail: '' });

/** The calls of Terraform's plugin protocol. */
export class Provider {
  private api: Api | undefined;

  GetSchema(): Response {
    return schemaMessage();
  }

  PrepareProviderConfig({ config }: Request): Response {
    const auth = fromWire(config)?.['auth'];
    const known = typeof auth !== 'string' || AUTHENTICATIONS.some((each) => each.toLowerCase() === auth.toLowerCase());
    const words = AUTHENTICATIONS.map((word) => `"${word}"`).join(' ');
    const wrong = { summary: `expected auth to be one of [${words}], got ${String(auth)}`, detail: '' };
    return { prepared_config: config, diagnostics: known ? [] : [diagnostic(wrong)] };
  }

  ValidateResourceTypeConfig({ type_name, config }: Request): Response {
    const found = faults(type_name, resourceBlock(type_name), resourceRow(type_name), fromWire(config) ?? {});
    return { diagnostics: found.map(diagnostic) };
  }

  ValidateDataSourceConfig(): Response {
    return {};
  }

  UpgradeResourceState({ type_name, raw_state }: Request): Response {
    return { upgraded_state: toWire(conform(resourceBlock(type_name), fromWire(raw_state) ?? {})) };
  }

  Configure({ config }: Request): Response {
    try {
      this.api = new Api(settingsOf(fromWire(config) ?? {}));
      return {};
    } catch (error) {
      return { diagnostics: [failure(error)] };
    }
  }

  async ReadResource(request: Request): Promise<object> {
    const state = fromWire(request.current_state) ?? {};
    try {
      const read = await carrierOf(this.connected(), request.type_name).read(state);
      const known = read && conform(resourceBlock(request.type_name), read);
      return { new_state: toWire(known ?? null), private: request.private };
    } catch (error) {
      return { new_state: request.current_state, private: request.private, diagnostics: [failure(error)] };
    }
  }

  PlanResourceChange({ type_name, prior_state, config, prior_private }: Request): Response {
    const configured = fromWire(config);
    const more = { planned_private: prior_private, legacy_type_system: true };
    if (configured === null) return { planned_state: toWire(null), ...more };
    const [block, row, prior] = [resourceBlock(type_name), resourceRow(type_name), fromWire(prior_state)];
    const before = prior && conform(block, prior);
    const planned = new Merge(row, CARRIED[type_name] ?? {}).planned(block, before, configured);
    const unchanged = before !== null && same(before, planned);
    if (before === null || unchanged) return { planned_state: toWire(planned), ...more };
    return { planned_state: toWire(planned), requires_replace: replacements(row, before, planned), ...more };
  }

  async ApplyResourceChange(request: Request): Promise<object> {
    const { type_name } = request;
    const [prior, planned] = [fromWire(request.prior_state), fromWire(request.planned_state)];
    const legacy = { private: request.planned_private, legacy_type_system: true };
    const block = resourceBlock(type_name);
    const stateOf = (state: Values | null) => toWire(state && conform(block, known(state)));
    try {
      const config = fromWire(request.config) ?? {};
      return { new_state: stateOf(await this.carry(type_name, prior, planned, config)), ...legacy };
    } catch (error) {
      const left = error instanceof Interrupted ? error.state : prior;
      return { new_state: stateOf(left), diagnostics: [failure(error)], ...legacy };
    }
  }

  async ImportResourceState({ type_name, id }: Request): Promise<object> {
    factsOf(type_name);
    const state = toWire(conform(resourceBlock(type_name), { id }));
    return { imported_resources: [{ type_name, state }] };
  }

  async ReadDataSource({ type_name, config }: Request): Promise<object> {
    try {
      return { state: toWire(await readDataSource(this.connected(), type_name, fromWire(config) ?? {})) };
    } catch (error) {
      return { diagnostics: [failure(error)] };
    }
  }

  Stop(): Response {
    return {};
  }

  private async carry(type: string, prior: Values | null, planned: Values | null, config: Values) {
    const carrier = carrierOf(this.connected(), type);
    if (planned === null) {
      await carrier.remove(prior ?? {});
      return null;
    }
    return prior === null ? carrier.create(planned, config) : carrier.update(prior, planned);
  }

  private connected(): Api {
    if (this.api === undefined) throw new Error('the provider is not configured');
    return this.api;
  }
}

/** What nobody has said by the end of an apply is nothing. */
const known = (state: Values): Values =>
  Object.fromEntries(Object.entries(state).map(([name, value]) => [name, value === UNKNOWN ? null : value]));
