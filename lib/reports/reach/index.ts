export { type Allowance, beyond, parseAllowance, refuseUnknown } from './allowance';
export { type Answer, answer, type Pair, type Question } from './answer';
export { ReachError } from './error';
export { type Egress, type Exposure, egress, exposure } from './exposure';
export { type Conversation, matrix } from './matrix';
export { INTERNET, insidesOf, NODES, placeOf } from './place';
export { foreignGroups } from './rules';
export { blockWords, exposureWords, portWords, trafficWords } from './words';
