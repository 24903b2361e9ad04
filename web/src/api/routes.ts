/** What docs/openapi.json says about a route, for the compiler: its parameters, its body and its answer. */
import type { paths } from './schema';

export type Method = 'get' | 'post' | 'put' | 'delete';
export type Route<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, object> ? P : never;
}[keyof paths];
export type Operation<M extends Method, R extends Route<M>> = paths[R] extends Record<M, infer O> ? O : never;

export type PathOf<O> = O extends { parameters: { path: infer P extends Record<string, string> } } ? P : never;
export type QueryOf<O> = O extends { parameters: { query?: infer Q } } ? Q : never;
export type BodyOf<O> = O extends { requestBody: { content: { 'application/json': infer B } } } ? B : never;

type Success<O> = O extends { responses: infer R } ? R[Extract<keyof R, 200 | 201 | 204>] : never;
type Content<A> = A extends { content: { 'application/json': infer T } } ? T : undefined;
export type AnswerOf<O> = Content<Success<O>>;

/** `path`, `query` and `body` as the route demands them. */
export type Inputs<O> = ([PathOf<O>] extends [never] ? { path?: never } : { path: PathOf<O> }) &
  ([BodyOf<O>] extends [never] ? { body?: never } : { body: BodyOf<O> }) & {
    query?: { [K in keyof NonNullable<QueryOf<O>>]?: NonNullable<QueryOf<O>>[K] | undefined };
  };

/** The address of a route with its parameters filled in; empty query values are left out. */
export function addressOf<R extends keyof paths>(
  route: R,
  inputs: { path?: object; query?: object | undefined } = {},
): string {
  const values = (inputs.path ?? {}) as Record<string, string>;
  const address = route.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  const used = Object.entries(inputs.query ?? {}).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  return used.length
    ? `${address}?${new URLSearchParams(used.map(([name, value]) => [name, String(value)]))}`
    : address;
}
