import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { client, isProblem } from "@/lib/api";
import type { TemplateKey, Texts } from "./keys";

const REST_MS = 300;

/** What a value is once it has rested. */
export function useRested<Value>(value: Value): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

/** The reply as it would be sent with these texts, or what keeps it from being sent; asked when the keys rest. */
export function usePreview(key: TemplateKey, texts: Texts, contract: string) {
  const wanted = useRested(JSON.stringify({ fr: texts.fr, ar: texts.ar, contract: contract.trim() || undefined }));
  const found = useQuery({
    queryKey: ["template-preview", key, wanted],
    placeholderData: keepPreviousData,
    retry: (failures, error) => failures < 1 && isProblem(error) && error.passing,
    queryFn: async ({ signal }) => {
      const body = JSON.parse(wanted) as Texts & { contract?: string };
      return (await client.POST("/api/templates/{key}/preview", { signal, params: { path: { key } }, body })).data;
    },
  });
  const refused = isProblem(found.error) ? found.error.fields.get("contract") : undefined;
  return { ...found, refused };
}
