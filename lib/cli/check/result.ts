import type { Review } from '../../rules';
import type { Found } from '../find';

/** A blueprint, where it lies, and what the rules say of it. */
export type Checked = Found & Review;
