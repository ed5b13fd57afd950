import type { NotebookFacts } from '../../blueprint';
import type { PlannedGateway } from './told';

/** Of homes and stores; nothing where nothing was declared. */
export function storageFacts({ props, homes, stores }: PlannedGateway): Pick<NotebookFacts, 'homes' | 'stores'> {
  const { shared, ...kept } = homes;
  return {
    ...(props.homes === undefined
      ? {}
      : { homes: { ...kept, ...(shared === undefined ? {} : { shared: shared.path }) } }),
    ...(stores.length === 0
      ? {}
      : {
          stores: stores.map(({ folder, host, port, path, seconds }) => ({
            name: folder,
            address: `${host}${port === 22 ? '' : `:${port}`}${path}`,
            hours: seconds / 3600,
          })),
        }),
  };
}
