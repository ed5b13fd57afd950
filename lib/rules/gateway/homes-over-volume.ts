import { rule } from '../rule';
import { XFS_QUOTA } from '../sources';

export const homesOverVolume = rule({
  id: 'homes-over-volume',
  level: 'warning',
  title: 'The volume of homes holds what its people may keep',
  why: 'A full volume stops everybody at once, also those who keep little; a quota stops one.',
  remedy: 'Give a larger home.size, a smaller quota, or managed NFS, which grows by itself.',
  source: XFS_QUOTA,
  example: {
    on: 'NotebookGateway',
    bad: `home: { size: Size.gibibytes(100) },
  homes: { quota: Size.gibibytes(20) },
  expected: { users: 30, together: 1 }`,
    good: `home: { size: Size.gibibytes(600) },
  homes: { quota: Size.gibibytes(20) },
  expected: { users: 30, together: 1 }`,
  },
  look(blueprint) {
    const { homes, expected } = blueprint.data.facts.notebooks ?? {};
    const volume = blueprint.partsOf('disk').find(({ id }) => id === 'home');
    const each = expected?.homeGiB ?? homes?.quotaGiB;
    if (volume === undefined || expected === undefined || each === undefined) return [];
    const wanted = each * expected.users;
    if (wanted <= volume.sizeGiB) return [];
    return [
      {
        property: 'home.size',
        message: `given ${volume.sizeGiB} GiB, but ${expected.users} people who keep ${each} GiB each have ${wanted} GiB. Give a larger home.size or a smaller homes.quota; managed NFS, without a size, grows by itself.`,
      },
    ];
  },
});
