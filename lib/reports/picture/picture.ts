import type { Blueprint } from '../../blueprint';
import type { Catalogue } from '../../catalogue/facts';
import { tariffsOf } from '../tariff';
import { boxesOf } from './boxes';
import { crowdBoxes, crowdsOf } from './crowds';
import { linksOf, peopleOf } from './links';
import type { Picture } from './shape';
import { thingsOf } from './things';

/**
 * A blueprint as a drawing shows it: networks, zones and subnets, what runs there with its size and price, what is stored and
 * whether it is kept, who reaches whom on which ports, who may use what.
 *
 * Prices are those of the author's price book where there is one, else of the catalogue; the machines that cost most an hour
 * when all of them run are marked.
 */
export function pictureOf(blueprint: Blueprint, catalogue: Catalogue): Picture {
  const { name, provider, region, facts } = blueprint.data;
  const tariff = tariffsOf(blueprint, catalogue, region ?? catalogue.priceRegion)[0];
  if (tariff === undefined) throw new Error(`${blueprint.data.path}: no tariff`);
  const crowds = crowdsOf(blueprint);
  const things = [...peopleOf(blueprint), ...thingsOf(blueprint, tariff, crowds)];
  const links = linksOf(blueprint, things, crowds);
  return {
    title: `${name}: ${facts.archetype} on ${provider.toUpperCase()}${region === undefined ? '' : `, ${region}`}`,
    legend: [
      'double border: kept when the stack goes',
      'filled: costs most an hour when everything runs',
      'solid arrow: opens connections to',
      'dashed arrow: may use',
      `prices: ${tariff.name}, ${tariff.date}${tariff.region === undefined ? '' : `, ${tariff.region}`}`,
    ],
    boxes: [...boxesOf(blueprint), ...crowdBoxes(crowds, links)],
    things,
    links: links.filter(({ from, to }) => from !== to || !crowds.some(({ id }) => id === from)),
  };
}
