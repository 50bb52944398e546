import { useTranslation } from "react-i18next";
import { Button, Dialog } from "@/components";
import { client, useChange } from "@/lib/api";
import type { Draft } from "./draft";
import { LANGUAGES, type Template, type TemplateKey } from "./keys";
import { Change } from "./newer";

const PATH = "/api/templates";

const rollBack = (key: TemplateKey, to: number, version: number) =>
  client.POST("/api/templates/{key}/rollback", { params: { path: { key } }, body: { to, version } });

/** Publishes a draft; to undo it is to publish the text before it again. */
function usePublish(template: Template, onDone: () => void) {
  const { t } = useTranslation("templates");
  const { key } = template;
  return useChange({
    send: (draft: Draft) => client.PUT("/api/templates/{key}", { params: { path: { key } }, body: draft }),
    touches: [PATH],
    says: ({ data }) => t("published", { name: t(`key.${key}.name`), version: data?.version }),
    undo: ({ data }, { version }) => rollBack(key, version, data?.version ?? 0),
    again: (draft, version) => ({ ...draft, version }),
    onDone,
  });
}

/** Publishes the text of an older version again. */
export function useRollBack(template: Template, onDone: () => void) {
  const { t } = useTranslation("templates");
  const { key } = template;
  return useChange({
    send: ({ to, version }: { to: number; version: number }) => rollBack(key, to, version),
    touches: [PATH],
    says: ({ data }) => t("published", { name: t(`key.${key}.name`), version: data?.version }),
    undo: ({ data }, { version }) => rollBack(key, version, data?.version ?? 0),
    again: (input, version) => ({ ...input, version }),
    onDone,
  });
}

type Props = { open: boolean; template: Template; draft: Draft; onClose: () => void; onDone: () => void };

/** What is about to change, in both languages, before it is sent to everybody. */
export function PublishDialog({ open, template, draft, onClose, onDone }: Props) {
  const { t } = useTranslation("templates");
  const publish = usePublish(template, onDone);
  const run = () => publish.mutate(draft, { onSettled: onClose });
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t("publishTitle", { name: t(`key.${template.key}.name`) })}
      hint={t("publishHint")}
      actions={
        <Button look="primary" busy={publish.isPending} onClick={run}>
          {t("publishNow")}
        </Button>
      }
    >
      {LANGUAGES.map((language) => (
        <Change key={language} language={language} before={template[language]} after={draft[language]} />
      ))}
    </Dialog>
  );
}
