import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { FaultState, Page, SkeletonRows } from "@/components";
import { api } from "@/lib/api";
import { usePhone } from "@/lib/phone";
import { Editor } from "./editor";
import { TemplateList } from "./list";
import { inOrder } from "./keys";
import type { Search } from "./search";

/** The list beside the editor; on a phone one after the other. */
export function TemplatesPage() {
  const { t } = useTranslation("templates");
  const { key, q = "" } = useSearch({ from: "/app/templates" });
  const navigate = useNavigate({ from: "/app/templates" });
  const narrow = usePhone();
  const found = api.useQuery("get", "/api/templates");
  const put = (change: Partial<Search>, replace = !narrow) => void navigate({ search: (before) => ({ ...before, ...change }), replace });
  // A window with room shows the first one; a phone shows the list.
  const template = found.data?.find((each) => each.key === key) ?? (narrow ? undefined : inOrder(found.data ?? [])[0]);

  const list = found.data && (
    <TemplateList templates={found.data} current={template?.key} q={q} onSearch={(text) => put({ q: text || undefined }, true)} onOpen={(next) => put({ key: next })} />
  );
  const editor = template && <Editor key={template.key} template={template} onBack={() => put({ key: undefined })} />;
  if (found.isError && !found.data) {
    return (
      <Page title={t("title")}>
        <FaultState error={found.error} onRetry={() => void found.refetch()} />
      </Page>
    );
  }
  return (
    <Page filled={!narrow} title={t("title")} hint={t("hint")}>
      {found.isPending && <SkeletonRows rows={12} />}
      {found.data && narrow && (editor ?? list)}
      {found.data && !narrow && <div className="grid h-full min-h-0 grid-cols-[minmax(15rem,20rem)_minmax(0,1fr)] gap-4">{list}{editor}</div>}
    </Page>
  );
}
