import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Control, type Running, rehearse, SILENT } from '../../lib/rehearsal';
import { folderWith, NODE, removeFolders } from './samples';

/** Answers of CloudFormation by action, as XML; an action without one is refused. */
type Answers = { readonly [action: string]: string };

let server: Server;
let answers: Answers;

beforeAll((done) => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const answer = answers[new URLSearchParams(body).get('Action') as string];
      response.statusCode = answer === undefined ? 400 : 200;
      response.end(answer ?? '<Message>Stack with id Net does not exist</Message>');
    });
  }).listen(0, '127.0.0.1', done);
});

afterAll((done) => {
  removeFolders();
  server.close(done);
});

afterEach(() => jest.restoreAllMocks());

/** A rehearsal of a template that was deployed, or refused, with what is left then. */
async function rehearsed(orphans: readonly object[]) {
  jest.spyOn(Control.prototype, 'status').mockResolvedValue({ hosts: [] } as never);
  const report = { refused: [], denied: [], unevaluated: [], unusedGrants: [], unusedRules: [], notRehearsed: [] };
  const rest = { failures: [], mounts: [], troubles: [], calls: 0, orphans };
  jest.spyOn(Control.prototype, 'report').mockResolvedValue({ ...report, ...rest } as never);
  const folder = folderWith({ 'Net.json': '{}' });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const running = { folder, endpoint, region: 'r', account: '1', control: new Control('/nowhere') } as Running;
  const source = { kind: 'template', file: `${folder}/Net.json` } as const;
  return rehearse(running, source, { progress: SILENT });
}

test('what keeps the rest from being destroyed is told beside the mistake', async () => {
  const reason = "The subnet 'subnet-1' has dependencies and cannot be deleted.";
  const event = `<LogicalResourceId>Subnet</LogicalResourceId><ResourceStatusReason>${reason}</ResourceStatusReason>`;
  answers = {
    DescribeStacks: '<StackId>arn</StackId><StackStatus>DELETE_FAILED</StackStatus>',
    DeleteStack: '',
    DescribeStackEvents: `<member><EventId>1</EventId><ResourceStatus>DELETE_FAILED</ResourceStatus>${event}</member>`,
  };
  const { passed, checks } = await rehearsed([{ id: NODE.id, name: 'compute-1' }]);
  expect(passed).toBe(false);
  expect(checks.filter(({ name }) => name.startsWith('destroy'))).toEqual([
    { name: 'destroy', result: 'failed', sentence: 'arn: DELETE_FAILED', lines: [`  Subnet: ${reason}`] },
    {
      name: 'destroyed',
      result: 'failed',
      sentence: '1 orphan left running',
      lines: [`id ${NODE.id}, name compute-1`],
    },
  ]);
});

test('a stack that was refused as a whole needs no destroying', async () => {
  answers = {};
  const { checks } = await rehearsed([]);
  expect(checks.filter(({ result }) => result === 'failed').map(({ name }) => name)).toEqual(['deploy']);
});
