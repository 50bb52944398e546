export type { paths } from "./api.gen";
export { invalidate, useChange } from "./changes";
export { api, client, type Schemas } from "./client";
export { listKey, type ListPath, type RowOf, useList } from "./lists";
export { isProblem, Problem } from "./problem";
