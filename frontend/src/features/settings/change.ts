import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, client, type Schemas, useChange } from "@/lib/api";

export const PATH = "/api/settings";
export type Preferences = Schemas["PreferencesOut"];
export type Wanted = Partial<Omit<Preferences, "version">>;

type Input = { wanted: Wanted; version?: number };

/** As it was before, but only what this change was about. */
function only(before: Wanted, wanted: Wanted): Wanted {
  return Object.fromEntries(Object.entries(before).filter(([name]) => name in wanted));
}

/** What is set now, with what is on its way already showing. */
export function usePreferences() {
  const { t } = useTranslation("settings");
  const queries = useQueryClient();
  const { queryKey } = api.queryOptions("get", PATH);
  const found = api.useQuery("get", PATH);
  const latest = () => queries.getQueryData<Schemas["SettingsOut"]>(queryKey)?.preferences;
  const put = async (wanted: Wanted, version?: number) => {
    const before = latest();
    if (!before) throw new Error("settings are changed before they are read");
    const { data } = await client.PUT(PATH, { body: { ...before, ...wanted, version: version ?? before.version } });
    // At once, so that the next change starts from this version.
    queries.setQueryData(queryKey, data);
    return before;
  };
  const change = useChange({
    send: ({ wanted, version }: Input) => put(wanted, version),
    touches: [PATH],
    says: () => t("saved"),
    undo: (before, { wanted }) => put(only(before, wanted)),
    again: ({ wanted }, version) => ({ wanted, version }),
  });
  const preferences = found.data && { ...found.data.preferences, ...(change.isPending ? change.variables.wanted : {}) };
  return { ...found, preferences, set: (wanted: Wanted) => change.mutate({ wanted }), busy: change.isPending };
}
