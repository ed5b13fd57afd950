import type { JsonWithText } from '../../blueprint';
import type { PlannedMachines, PlannedOffer } from './machines';
import { TUNNEL_PORT } from './session-flows';

/** What programs of the gateway are told of machines; `terrane_hub/declared_machines.py` reads it. */
export function toldMachines({ offers, request, longestMinutes, tunnel }: PlannedMachines): JsonWithText {
  return {
    offers: offers.map(toldOffer),
    request: { ...request },
    longestMinutes,
    tunnelPort: tunnel ? TUNNEL_PORT : null,
  };
}

/** Its groups, its last day and what Slurm has of it are those of the size of its name. */
function toldOffer({ name, machine, pricing, usdPerHour }: PlannedOffer): JsonWithText {
  return {
    name,
    machine: machine.name,
    cores: machine.cores,
    memoryMiB: machine.memoryMiB,
    gpus: machine.gpus?.count ?? 0,
    gpu: machine.gpus?.name ?? null,
    spot: pricing === 'spot',
    usdPerHour: usdPerHour ?? null,
  };
}
