import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  loadPackageDefinition,
  Server,
  type ServerUnaryCall,
  type ServerWritableStream,
  type ServiceDefinition,
  type sendUnaryData,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { credentials, handshake, mustBeStartedByTerraform } from './plugin/handshake';
import { Provider } from './provider';

type Call = ServerUnaryCall<unknown, object>;
type Handler = (request: unknown) => object | Promise<object>;
interface Package {
  readonly [service: string]: { readonly service: ServiceDefinition };
}

/** A schema of the whole provider is about half of this. */
const LARGEST_MESSAGE = 64 << 20;
const ORPHANED_AFTER_MS = 2_000;

// The executable lies in a folder with its protocols and its key.
const file = (name: string) => join(__dirname, name);

function serviceOf(proto: string, name: string): ServiceDefinition {
  const options = { keepCase: true, longs: Number, enums: String, defaults: true, oneofs: true } as const;
  const [found] = Object.values(loadPackageDefinition(loadSync(file(proto), options))) as unknown as Package[];
  const service = found?.[name]?.service;
  if (service === undefined) throw new Error(`no service ${name} in ${proto}`);
  return service;
}

function answering(handler: Handler) {
  return async (call: Call, answer: sendUnaryData<object>) => {
    try {
      answer(null, await handler(call.request));
    } catch (error) {
      process.stderr.write(`${(error as Error).stack}\n`);
      answer(error as Error);
    }
  };
}

function providerCalls(provider: Provider, names: readonly string[]) {
  const calls = provider as unknown as { readonly [name: string]: Handler };
  return Object.fromEntries(
    names.map((name) => [name, answering((request) => (calls[name] as Handler).call(provider, request))]),
  );
}

/** Terraform ends its plugins itself, also when it is interrupted; one that it has left behind ends alone. */
function endWithTerraform(end: () => void): void {
  const parent = process.ppid;
  process.on('SIGINT', () => {});
  setInterval(() => process.ppid === parent || end(), ORPHANED_AFTER_MS).unref();
}

function main(): void {
  mustBeStartedByTerraform();
  const identity = { key: readFileSync(file('key.pem')), certificate: readFileSync(file('certificate.pem')) };
  const socket = join(process.env['PLUGIN_UNIX_SOCKET_DIR'] || tmpdir(), `oci-provider-${process.pid}.sock`);
  const limits = {
    'grpc.max_send_message_length': LARGEST_MESSAGE,
    'grpc.max_receive_message_length': LARGEST_MESSAGE,
  };
  const server = new Server(limits);
  const provider = serviceOf('tfplugin5.proto', 'Provider');
  server.addService(provider, providerCalls(new Provider(), Object.keys(provider)));
  const end = () => {
    rmSync(socket, { force: true });
    process.exit(0);
  };
  endWithTerraform(end);
  server.addService(serviceOf('go-plugin.proto', 'GRPCController'), {
    Shutdown: (_call: Call, answer: sendUnaryData<object>) => {
      answer(null, {});
      setImmediate(end);
    },
  });
  // What the plugin prints goes to standard error, which Terraform reads anyway.
  server.addService(serviceOf('go-plugin.proto', 'GRPCStdio'), {
    StreamStdio: (call: ServerWritableStream<unknown, object>) => call.on('cancelled', () => call.end()),
  });
  server.bindAsync(`unix:${socket}`, credentials(identity), (error) => {
    if (error) throw error;
    process.stdout.write(handshake(socket, identity));
  });
}

main();
