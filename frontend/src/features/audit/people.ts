import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Option } from "@/components";
import { api } from "@/lib/api";
import { MACHINES } from "./actions";

/** Who acts, by the id the log has: colleagues by name, JARVIS, the console. */
export function usePeople(): ReadonlyMap<string, string> {
  const { t } = useTranslation("audit");
  const { data } = api.useQuery("get", "/api/users");
  return useMemo(() => {
    const machines = { jarvis: "JARVIS", console: t("console"), settings: t("startup") };
    return new Map([
      ...MACHINES.map((id) => [id, machines[id]] as const),
      ...(data ?? []).map(({ id, name, email }) => [id, name || email] as const),
    ]);
  }, [data, t]);
}

export function usePeopleOptions(): ReadonlyArray<Option<string>> {
  const people = usePeople();
  return [...people].map(([value, label]) => ({ value, label }));
}
