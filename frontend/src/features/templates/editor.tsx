import { ArrowLeft, History, Smartphone, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Bidi, Button, Card, Chip, IconButton, Time, toast } from "@/components";
import { useKeys } from "@/lib/keys";
import { usePhone } from "@/lib/phone";
import { type Draft, useTexts } from "./draft";
import { LANGUAGES, type Template } from "./keys";
import { NewerVersion } from "./newer";
import { usePreview } from "./preview";
import { PreviewCard } from "./preview-card";
import { PublishDialog } from "./publish";
import { TextField } from "./text-field";
import { TryDialog } from "./try-dialog";
import { Versions } from "./versions";

type Props = { template: Template; onBack: () => void };

/** One template: both languages side by side, how it will look, and what may be done with it. */
export function Editor({ template, onBack }: Props) {
  const { t } = useTranslation("templates");
  const [contract, setContract] = useState("");
  const [open, setOpen] = useState<"publish" | "versions" | "try" | null>(null);
  const { draft, texts, write, forget } = useTexts(template);
  const preview = usePreview(template.key, texts, contract);
  const faults = preview.data?.faults ?? [];
  const said = faults.length === 0 ? preview.data?.text : undefined;
  const publishable = draft !== null && faults.length === 0;
  const discard = (before: Draft) => {
    forget();
    toast.done(t("discarded"), () => write(before, before.version));
  };
  useKeys(t("title"), [
    { keys: "v", label: t("keys.versions"), run: () => setOpen("versions") },
    { keys: "mod+s", label: t("keys.publish"), everywhere: true, run: () => publishable && setOpen("publish") },
  ]);

  return (
    <section aria-label={t(`key.${template.key}.name`)} className="flex min-h-0 flex-col gap-3 md:overflow-y-auto md:pe-1">
      <Heading template={template} onBack={onBack} />
      {draft && draft.version < template.version && <NewerVersion template={template} draft={draft} onRebase={() => write(draft, template.version)} onTake={forget} />}
      <Card className="flex flex-col gap-3 p-3 md:p-4">
        <div className="grid gap-4 lg:grid-cols-2">
          {LANGUAGES.map((language) => (
            <TextField
              key={language}
              template={template}
              language={language}
              text={texts[language]}
              faults={faults.filter(({ key }) => key === language)}
              onChange={(text) => write({ fr: texts.fr, ar: texts.ar, [language]: text })}
            />
          ))}
        </div>
        <div className="sticky bottom-0 flex flex-wrap items-center gap-2 bg-surface pt-1">
          <span role="status" className="min-w-0 flex-1">
            {faults.length > 0 && <Chip tone="bad">{t("toMend", { count: faults.length })}</Chip>}
            {publishable && <Chip tone="good">{t("ready")}</Chip>}
          </span>
          <Button look="quiet" icon={<History aria-hidden className="size-4" />} onClick={() => setOpen("versions")}>
            {t("versions")}
          </Button>
          {draft && (
            <Button look="quiet" icon={<Undo2 aria-hidden className="size-4 rtl:-scale-x-100" />} onClick={() => discard(draft)}>
              {t("discard")}
            </Button>
          )}
          <Button look="quiet" disabled={!said} icon={<Smartphone aria-hidden className="size-4" />} onClick={() => setOpen("try")}>
            {t("try.title")}
          </Button>
          <Button look="primary" disabled={!publishable || preview.isFetching} onClick={() => setOpen("publish")}>
            {t("publish")}
          </Button>
        </div>
      </Card>
      <PreviewCard preview={preview} contract={contract} onContract={setContract} />
      {draft && <PublishDialog open={open === "publish"} template={template} draft={draft} onClose={() => setOpen(null)} onDone={forget} />}
      {open === "try" && said && <TryDialog template={template} texts={texts} contract={preview.data?.real ? contract : ""} text={said} onClose={() => setOpen(null)} />}
      <Versions open={open === "versions"} template={template} onClose={() => setOpen(null)} onTake={(taken) => write(taken, template.version)} />
    </section>
  );
}

function Heading({ template, onBack }: Props) {
  const { t } = useTranslation("templates");
  const narrow = usePhone();
  return (
    <header className="flex items-start gap-2">
      {narrow && <IconButton name={t("back")} icon={<ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" />} onClick={onBack} />}
      <div className="min-w-0 flex-1">
        <h2 className="text-[1.14rem] font-semibold">{t(`key.${template.key}.name`)}</h2>
        <p className="text-soft">{t(`key.${template.key}.when`)}</p>
      </div>
      <Published template={template} />
    </header>
  );
}

/** Which version is sent, since when, and whose it is. */
function Published({ template: { version, by, at } }: { template: Template }) {
  const { t } = useTranslation("templates");
  if (version === 0) return <Chip>{t("original")}</Chip>;
  return (
    <div className="flex flex-col items-end text-[0.86rem] text-soft">
      <Chip tone="info">{t("versionNumber", { version })}</Chip>
      <span>
        {by && <Bidi>{by.name || by.email}</Bidi>} {at && <Time at={at} />}
      </span>
    </div>
  );
}
