import { ociPricesDate } from './oci-prices';
import { shapeTable } from './oci-shapes';

/** ISO date of the newest figure of OCI. */
export const ociDate: string = shapeTable.date > ociPricesDate ? shapeTable.date : ociPricesDate;
