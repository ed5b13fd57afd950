export type Tags = { [key: string]: string };

export function tags(cluster: string, id: string): Tags {
  return { Name: `${cluster}-${id}`, 'terrane:cluster': cluster };
}
