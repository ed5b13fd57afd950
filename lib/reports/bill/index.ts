export { type Bill, type BillLine, billOf, type Subtotal } from './bill';
export { GROUPS, isFree, type Tariffed } from './charge';
export { chargesOf, tariffed } from './charges';
export { type BillOptions, type BillReport, billReport, type TariffBill } from './report';
export { type Amount, isWhole, type Sum, sumOf } from './sum';
export { HOURS, LEVELS, type Level, PERIODS, type Period, type Scope, Use } from './use';
