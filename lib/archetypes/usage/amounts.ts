import { type Metered, meterOf, PART_METERS, type PartMeter, TRAFFIC_METERS, type Used } from '../../blueprint/usage';
import type { Size } from '../../units';
import type { Problems } from '../problems';
import type { AmountsUsage, CountRange, PartUsage, SizeRange } from './props';

const METERS = Object.keys(PART_METERS) as PartMeter[];

/** All amounts that are given, by meter; sizes in GiB. */
export function amountsOf(at: string, usage: AmountsUsage, problems: Problems): Metered {
  const traffic = TRAFFIC_METERS.flatMap((meter) => {
    const given = usage[meter];
    return given === undefined ? [] : [[meter, sizeRange(`${at}.${meter}`, given, problems)] as const];
  });
  const parts = Object.entries(usage.parts ?? {}).flatMap(([part, given]) => partAmounts(at, part, given, problems));
  return Object.fromEntries([...traffic, ...parts]);
}

function partAmounts(at: string, part: string, usage: PartUsage, problems: Problems): (readonly [string, Used])[] {
  const place = `${at}.parts.${part}`;
  problems.onlyKeys(place, usage, METERS);
  return METERS.flatMap((meter) => {
    const given = usage[meter];
    if (given === undefined) return [];
    const used =
      PART_METERS[meter] === 'size'
        ? sizeRange(`${place}.${meter}`, given as Size | SizeRange, problems)
        : rangeOf(`${place}.${meter}`, given as number | CountRange, problems);
    return [[meterOf(part, meter), used] as const];
  });
}

function sizeRange(property: string, given: Size | SizeRange, problems: Problems): Used {
  if (!problems.known(property, given)) return { typical: 0, max: 0 };
  const { typical, max } = 'typical' in given ? given : { typical: given, max: given };
  return rangeOf(property, { typical: typical.toGibibytes(), max: max.toGibibytes() }, problems);
}

/** Both ends of a range, checked: not below 0, and not more usually than at most. */
export function rangeOf(property: string, given: number | CountRange, problems: Problems): Used {
  if (!problems.known(property, given)) return { typical: 0, max: 0 };
  const { typical, max } = typeof given === 'number' ? { typical: given, max: given } : given;
  if (Number.isFinite(typical) && Number.isFinite(max) && typical >= 0 && max >= typical) return { typical, max };
  problems.error(
    'usage-range-wrong',
    property,
    `given ${typical === max ? typical : `${typical} typically and ${max} at most`}; amounts are not below 0, and max is not below typical.`,
  );
  return { typical: 0, max: 0 };
}
