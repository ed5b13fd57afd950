import { declareHpcCluster } from '../../lib';
import type { Blueprint } from '../../lib/blueprint';
import { awsCatalogue } from '../../lib/catalogue/aws';
import { dotOf, mermaidOf, pictureOf } from '../../lib/reports';
import { svgWriter } from '../../lib/reports/picture/svg';
import { ocean } from './ocean';

const pictured = (blueprint: Blueprint) => pictureOf(blueprint, awsCatalogue);
const thing = (blueprint: Blueprint, id: string) => pictured(blueprint).things.find((each) => each.id === id);

// As Graphviz writes titles.
const encoded = (title: string): string => title.replace(/-/g, '&#45;');

describe('the picture of a blueprint', () => {
  test('has every machine, node group, store and volume once, in its subnet', () => {
    const kinds = ['machine', 'fleet', 'fileSystem', 'disk', 'bucket'];
    const parts = ocean().parts.filter(({ kind }) => kinds.includes(kind));
    const { things, boxes } = pictured(ocean());
    expect(parts.length).toBeGreaterThan(3);
    for (const { id } of parts) expect(things.filter((each) => each.id === id)).toHaveLength(1);
    for (const { box } of things) if (box !== undefined) expect(boxes.map(({ id }) => id)).toContain(box);
  });

  test('tells sizes and prices by the price book of the author, and which costs most when everything runs', () => {
    const [fleet] = ocean().partsOf('fleet');
    const nodes = thing(ocean(), fleet?.id ?? '');
    expect(nodes?.lines).toEqual(expect.arrayContaining(['c5.9xlarge', '18 cores, 72 GiB', '1.530 USD/h a node']));
    expect(pictured(ocean()).things.filter(({ dearest }) => dearest)).toEqual([nodes]);
  });

  test('says that a price is not known, and never zero', () => {
    const facts = {
      ...ocean().data.facts,
      priceBook: { name: 'empty', date: '2026-01-01', source: 'none', machines: {} },
    };
    const lines = pictured(ocean({ facts })).things.flatMap((each) => each.lines);
    expect(lines).toContain('price not known');
    expect(lines.join()).not.toContain(' 0.000');
  });

  test('marks what is kept, and nothing else', () => {
    const kept = ocean()
      .parts.filter(({ retain }) => retain === true)
      .map(({ id }) => id);
    const marked = pictured(ocean())
      .things.filter((each) => each.kept)
      .map(({ id }) => id);
    expect(marked.length).toBeGreaterThan(0);
    expect(kept).toEqual(expect.arrayContaining(marked));
  });

  test('links only what is drawn, and every flow between two drawn things is in a link', () => {
    const blueprint = ocean();
    const { things, links } = pictured(blueprint);
    const ids = things.map(({ id }) => id);
    for (const { from, to } of links) expect([ids.includes(from), ids.includes(to)]).toEqual([true, true]);
    const inner = blueprint.data.flows.filter(({ from, to }) => 'group' in from && 'group' in to);
    const told = links.flatMap(({ lines }) => lines).join('\n');
    for (const { purpose } of inner) expect(told).toContain(purpose);
  });

  test('partitions that everybody treats alike share their links', () => {
    const compute = { machine: 'c5.9xlarge', max: 4 };
    const props = { head: { machine: 'c5d.9xlarge' }, partitions: { short: compute, long: compute } };
    const { boxes, things, links } = pictured(
      declareHpcCluster(props, { path: 'Two', catalogue: awsCatalogue }).blueprint,
    );
    const [all] = boxes.filter(({ label }) => label.startsWith('nodes; '));
    expect(things.filter(({ box }) => box === all?.id).map(({ id }) => id)).toEqual(['short-fleet', 'long-fleet']);
    expect(links.filter(({ to, kind }) => to === all?.id && kind === 'grant').map(({ lines }) => lines)).toEqual([
      ['launches, ends'],
    ]);
    expect(links.some(({ from, to }) => [from, to].includes('short-fleet'))).toBe(false);
  });

  test('shows who may come from outside', () => {
    const flow = {
      from: { cidr: '192.0.2.0/24' },
      to: { group: ocean().partsOf('machine')[0]?.securityGroups[0] as string },
      protocol: 'tcp' as const,
      ports: { first: 22, last: 22 },
      purpose: 'SSH',
    };
    const { things, links } = pictured(ocean({ flows: [...ocean().data.flows, flow] }));
    const [person] = things.filter(({ title }) => title === '192.0.2.0/24');
    expect(links.filter(({ from }) => from === person?.id).map(({ lines }) => lines)).toEqual([['22 SSH']]);
  });
});

describe('its formats', () => {
  test('Graphviz draws every thing and every box', async () => {
    const picture = pictured(ocean());
    const svg = (await svgWriter())(picture);
    for (const { id } of picture.things) expect(svg).toContain(`<title>${encoded(id)}</title>`);
    for (const { id } of picture.boxes) expect(svg).toContain(`<title>${encoded(`cluster ${id}`)}</title>`);
  });

  test('what an author writes cannot end a label', async () => {
    const hostile = 'a"];x[label="<b>&';
    const flows = ocean().data.flows.map((flow) => ({ ...flow, purpose: hostile }));
    const picture = pictured(ocean({ flows }));
    const svg = (await svgWriter())(picture);
    expect(svg).toContain('a&quot;];x[label=&quot;&lt;b&gt;&amp;');
    expect(mermaidOf(picture)).toContain('a#quot;];x[label=#quot;&lt;b&gt;&amp;');
  });

  test('the same blueprint gives the same bytes', () => {
    expect(dotOf(pictured(ocean()))).toBe(dotOf(pictured(ocean())));
    expect(mermaidOf(pictured(ocean()))).toMatch(/^---\ntitle: ".*"\n---\nflowchart LR\n/);
  });
});
