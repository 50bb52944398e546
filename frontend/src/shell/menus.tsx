import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Keyboard, LogOut, MonitorSmartphone } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "@/components/button";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from "@/components/menu";
import { Bidi } from "@/components/text";
import { toast } from "@/components/toast";
import { useName } from "@/domain/labels";
import { LANGUAGE_NAMES, LANGUAGES, languageNow, speak } from "@/lib/i18n";
import { useKept } from "@/lib/kept";
import { explain } from "@/lib/problems";
import { signOut, useMe } from "@/lib/session";
import { theme, THEMES } from "@/lib/theme";

export function LanguageMenu() {
  const { t } = useTranslation("shell");
  const language = languageNow();
  return (
    <Menu
      trigger={
        <Button look="quiet" aria-label={`${t("language")}: ${LANGUAGE_NAMES[language]}`} square className="uppercase">
          {language}
        </Button>
      }
    >
      <MenuChoice
        label={t("language")}
        value={language}
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value], lang: value }))}
        onChange={(next) => void speak(next)}
      />
    </Menu>
  );
}

export function ThemeChoice() {
  const { t } = useTranslation("shell");
  const [chosen, choose] = useKept(theme);
  const options = THEMES.map((value) => ({ value, label: t(`themes.${value}`) }));
  return <MenuChoice label={t("theme")} value={chosen} options={options} onChange={choose} />;
}

export function OwnMenu({ onKeys }: { onKeys: () => void }) {
  const { t } = useTranslation("shell");
  const me = useMe();
  const name = useName();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leave = () =>
    signOut(queries).then(
      () => navigate({ to: "/login" }),
      (error: unknown) => toast.fault(explain(error)),
    );
  return (
    <Menu trigger={<IconButton name={t("me")} icon={<Initials text={me.name || me.email} />} />}>
      <MenuLabel>
        <Bidi className="block max-w-60 truncate font-medium text-ink">{me.name || me.email}</Bidi>
        {name("role", me.role)}
      </MenuLabel>
      <MenuLine />
      <MenuItem
        icon={<MonitorSmartphone aria-hidden className="size-4" />}
        onClick={() => void navigate({ to: "/app/sessions" })}
      >
        {t("sessions")}
      </MenuItem>
      <MenuItem icon={<Keyboard aria-hidden className="size-4" />} keys="?" onClick={onKeys}>
        {t("keys")}
      </MenuItem>
      <MenuLine />
      <ThemeChoice />
      <MenuLine />
      <MenuItem icon={<LogOut aria-hidden className="size-4 rtl:-scale-x-100" />} onClick={() => void leave()}>
        {t("signOut")}
      </MenuItem>
    </Menu>
  );
}

function Initials({ text }: { text: string }) {
  const initials = text
    .split(/[\s.@_-]+/)
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join("");
  return (
    <span aria-hidden className="flex size-7 items-center justify-center rounded-full bg-chosen text-[0.79rem] font-semibold uppercase">
      {initials}
    </span>
  );
}
