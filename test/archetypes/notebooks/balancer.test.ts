import {
  awsCatalogue,
  type Blueprint,
  balancer,
  declareNotebookGateway,
  type NotebookGatewayProps,
  ociCatalogue,
  oidc,
  onGateway,
  proxyHeader,
} from '../../../lib';
import { billReport, pictureOf } from '../../../lib/reports';
import { GOOD } from './bad-declarations';
import { behind, onCampus } from './bad-entrances';

const declare = (props: NotebookGatewayProps): Blueprint =>
  declareNotebookGateway(props, { path: 'Physics/Hub', catalogue: awsCatalogue, region: 'us-east-1' }).blueprint;
const told = (blueprint: Blueprint) =>
  JSON.parse(blueprint.partsOf('bundle')[0]?.files.find(({ path }) => path === 'hub/declaration.json')?.text ?? '');
const conversations = (blueprint: Blueprint): string[] =>
  blueprint.data.flows.flatMap(({ from, to, ports }) => {
    const who = 'cidr' in from ? from.cidr : from.group;
    return 'group' in to && /balancer|head/.test(to.group) ? [`${who} > ${to.group} ${ports?.first}`] : [];
  });
const subnets = (blueprint: Blueprint): string[] =>
  blueprint.partsOf('subnet').map(({ id, zone, cidr, reach }) => `${id} ${zone} ${cidr} ${reach}`);
const addresses = (blueprint: Blueprint) =>
  billReport(blueprint, awsCatalogue)
    .tariffs[0]?.month.lines.filter(({ item }) => /public|balancer/.test(item))
    .map(({ item, usdPerUnit, unit, at }) => [item, usdPerUnit, unit, at.max.units]);

describe('behind the load balancer', () => {
  const blueprint = declare(behind(GOOD));

  test('people reach the load balancer, and it alone the gateway', () => {
    expect(conversations(blueprint)).toEqual([
      '192.0.2.0/24 > balancer-group 443',
      '192.0.2.0/24 > balancer-group 80',
      'balancer-group > head-group 443',
    ]);
    expect(blueprint.partOf('machine', 'head')).toMatchObject({ publicAddress: false, subnet: 'nodes-1' });
    expect(blueprint.partsOf('publicAddress')).toEqual([]);
  });

  test('it has subnets of its own in two zones; the machines keep to one', () => {
    expect(subnets(blueprint)).toEqual([
      'public-1 0 10.0.0.0/24 public',
      'nodes-1 0 10.0.16.0/20 nat',
      'balancer-1 0 10.0.255.0/24 public',
      'balancer-2 1 10.0.254.0/24 public',
    ]);
  });

  test('the gateway is told whom to believe, and has no certificate of the institution', () => {
    expect(told(blueprint).tls).toEqual({ kind: 'balancer', from: ['10.0.255.0/24', '10.0.254.0/24'] });
    expect(blueprint.partsOf('secret').map(({ id }) => id)).toEqual(['notebook-client-secret']);
  });

  test('its hours and addresses are in the standing cost', () => {
    expect(addresses(blueprint)).toEqual([
      ["public IPv4 address of the NAT gateway of 'network'", 0.005, 'hour', 730],
      ["load balancer 'balancer'", 0.0225, 'hour', 730],
      ["capacity units of 'balancer'", 0.008, 'LCU-hour', null],
      // One in each of its two zones.
      ["public IPv4 addresses of 'balancer'", 0.005, 'hour', 1460],
    ]);
  });

  test('a picture shows that people come by way of it', () => {
    const { links } = pictureOf(blueprint, awsCatalogue);
    const flows = links.filter(({ kind }) => kind === 'flow').map(({ from, to }) => `${from} > ${to}`);
    expect(flows).toEqual(expect.arrayContaining([expect.stringMatching(/> balancer$/), 'balancer > head']));
  });

  test('a small network has room for it', () => {
    const small = declare(behind(GOOD, {}, { network: { cidr: '10.0.0.0/24' } }));
    expect(subnets(small).slice(2)).toEqual(['balancer-1 0 10.0.0.224/27 public', 'balancer-2 1 10.0.0.192/27 public']);
  });

  test('for a proxy within the institution it is internal, and open to the proxy alone', () => {
    const { openTo: _, ...closed } = GOOD;
    const inside = declare(
      behind({ ...closed, identity: proxyHeader({ from: ['10.20.0.10/32'], allowedDomains: ['example.edu'] }) }),
    );
    expect(inside.partOf('balancer', 'balancer').open).toBe(false);
    expect(conversations(inside).slice(0, 2)).toEqual([
      '10.20.0.10/32 > balancer-group 443',
      '10.20.0.10/32 > balancer-group 80',
    ]);
    expect(
      subnets(inside)
        .slice(2)
        .map((each) => each.split(' ')[3]),
    ).toEqual(['isolated', 'isolated']);
  });

  test('in the institution’s network it stands where it is told', () => {
    const campus = declare(onCampus(GOOD));
    expect(campus.partOf('balancer', 'balancer').subnets).toEqual(['balancer-1', 'balancer-2']);
    expect(told(campus).tls.from).toEqual(['10.20.1.0/24', '10.20.2.0/24']);
  });
});

test('on Oracle Cloud it costs by the hour and by its bandwidth, and one subnet is enough', () => {
  const secret = 'ocid1.vaultsecret.oc1.eu-frankfurt-1.amaaaaaaexample';
  const { blueprint } = declareNotebookGateway(
    {
      ...GOOD,
      identity: oidc({
        issuer: 'https://login.example.edu',
        clientId: 'notebooks',
        clientSecret: secret,
        allowedGroups: ['physics'],
      }),
      tls: balancer({ certificate: 'ocid1.certificate.oc1.eu-frankfurt-1.amaaaaaaexample' }),
      sessions: onGateway({ machine: 'VM.Standard.E5.Flex.4.32' }),
    },
    { path: 'Physics/Hub', catalogue: ociCatalogue, region: 'eu-frankfurt-1' },
  );
  expect(subnets(blueprint).filter((each) => each.startsWith('balancer'))).toEqual([
    'balancer-1 0 10.0.255.0/24 public',
  ]);
  const costs = billReport(blueprint, ociCatalogue).tariffs[0]?.month.lines.filter(({ item }) =>
    /load|bandw/.test(item),
  );
  expect(costs?.map(({ item, at }) => [item, at.min.microUsd])).toEqual([
    ["load balancer 'balancer'", 8_249_000],
    ["bandwidth of 'balancer'", 730_000],
  ]);
});

describe('a gateway that the internet reaches by itself', () => {
  const blueprint = declare(GOOD);

  test('has an address that stays, for the machine and for its DNS', () => {
    expect(blueprint.partsOf('publicAddress')).toMatchObject([{ id: 'gateway-public-address', target: 'head' }]);
    expect(blueprint.partOf('output', 'gateway-address').value).toEqual({
      ref: 'gateway-public-address',
      attribute: 'address',
    });
  });

  test('pays for one address: what the cloud lends is given back', () => {
    expect(addresses(blueprint)?.map(([item]) => item)).toEqual([
      "public IPv4 address of the NAT gateway of 'network'",
      'public IPv4 address of the head',
    ]);
  });
});
