import { Link } from "@tanstack/react-router";
import { Keyboard, Search } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "@/components/button";
import { Kbd } from "@/components/kbd";
import { ConnectionDot } from "./connection-dot";
import { LanguageMenu, OwnMenu } from "./menus";

export function TopBar({ onSearch, onKeys }: { onSearch: () => void; onKeys: () => void }) {
  const { t } = useTranslation("shell");
  return (
    <header className="flex h-13 shrink-0 items-center gap-2 border-b border-line bg-surface px-3">
      <Link to="/app" aria-label="JARVIS" dir="ltr" className="flex items-center gap-2 rounded-md font-semibold tracking-wide">
        <Mark />
        <span className="hidden sm:inline">JARVIS</span>
      </Link>
      <div className="flex flex-1 justify-center">
        <button
          type="button"
          onClick={onSearch}
          className="flex h-8.5 w-full max-w-md items-center gap-2 rounded-lg border border-line-strong/60 bg-ground px-2.5 text-soft hover:bg-hover pointer-coarse:min-h-11"
        >
          <Search aria-hidden className="size-4 shrink-0" />
          <span className="flex-1 truncate text-start">{t("search")}</span>
          <span className="hidden md:inline">
            <Kbd keys="mod+k" />
          </span>
        </button>
      </div>
      <ConnectionDot />
      <span className="hidden md:inline-flex">
        <IconButton name={t("keys")} keys="?" icon={<Keyboard aria-hidden className="size-4.5" />} onClick={onKeys} />
      </span>
      <LanguageMenu />
      <OwnMenu onKeys={onKeys} />
    </header>
  );
}

export function Mark() {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className="size-7">
      <rect width="32" height="32" rx="8" className="fill-[#17202e] dark:fill-[#2a3442]" />
      <path d="M20 7v12a5.5 5.5 0 0 1-11 0" fill="none" stroke="#fff" strokeWidth="3.5" strokeLinecap="round" />
      <circle cx="24" cy="23.5" r="3" className="fill-accent" />
    </svg>
  );
}
