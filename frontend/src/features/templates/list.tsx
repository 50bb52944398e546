import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Chip, EmptyState, SearchBox } from "@/components";
import { cx } from "@/components/cx";
import { useKeys } from "@/lib/keys";
import { hasDraft } from "./draft";
import { groupOf, GROUPS, inOrder, matches, type Template, type TemplateKey } from "./keys";

type Props = {
  templates: readonly Template[];
  current: string | undefined;
  q: string;
  onSearch: (q: string) => void;
  onOpen: (key: TemplateKey) => void;
};

/** Every template by its plain name, in the order a conversation meets them. */
export function TemplateList({ templates, current, q, onSearch, onOpen }: Props) {
  const { t } = useTranslation("templates");
  const shown = inOrder(templates).filter(({ key, fr, ar }) => matches(q, key, t(`key.${key}.name`), t(`key.${key}.when`), fr, ar));
  const here = shown.findIndex(({ key }) => key === current);
  const step = (by: number) => {
    const next = shown[Math.max(0, Math.min(shown.length - 1, here + by))];
    if (next) onOpen(next.key);
  };
  useKeys(t("list"), [
    { keys: "j", label: t("ui:keys.next"), run: () => step(1) },
    { keys: "k", label: t("ui:keys.previous"), run: () => step(here < 0 ? 1 : -1) },
  ]);
  return (
    <nav aria-label={t("list")} className="flex min-h-0 flex-col gap-2">
      <SearchBox label={t("search")} value={q} onSearch={onSearch} />
      <div className="min-h-0 flex-1 overflow-y-auto rounded-card border border-line bg-surface">
        {shown.length === 0 && <EmptyState title={t("none")} />}
        {GROUPS.map(({ name }) => (
          <Group key={name} name={name} templates={shown.filter(({ key }) => groupOf(key) === name)} current={current} onOpen={onOpen} />
        ))}
      </div>
    </nav>
  );
}

type GroupProps = { name: string; templates: readonly Template[]; current: string | undefined; onOpen: (key: TemplateKey) => void };

function Group({ name, templates, current, onOpen }: GroupProps) {
  const { t } = useTranslation("templates");
  if (templates.length === 0) return null;
  return (
    <section>
      <h2 className="sticky top-0 border-b border-line bg-surface px-3 pt-3 pb-1 text-[0.86rem] font-medium text-soft">{t(`group.${name}`)}</h2>
      <ul>
        {templates.map((template) => (
          <li key={template.key}>
            <Entry template={template} current={template.key === current} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Entry({ template: { key, version }, current, onOpen }: { template: Template; current: boolean; onOpen: GroupProps["onOpen"] }) {
  const { t } = useTranslation("templates");
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (current) button.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return (
    <button
      ref={button}
      type="button"
      aria-current={current || undefined}
      onClick={() => onOpen(key)}
      className={cx("flex w-full items-start gap-2 border-b border-line px-3 py-1.5 text-start outline-offset-[-2px]", current ? "bg-chosen" : "hover:bg-hover")}
    >
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{t(`key.${key}.name`)}</span>
        <span className="line-clamp-2 text-[0.86rem] text-soft">{t(`key.${key}.when`)}</span>
      </span>
      {hasDraft(key) && <Chip tone="warn">{t("draft")}</Chip>}
      {version > 0 && <Chip tone="info">{t("version", { version })}</Chip>}
    </button>
  );
}
