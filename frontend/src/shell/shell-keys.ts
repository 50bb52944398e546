import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useKeys } from "@/lib/keys";
import type { Destination } from "./navigation";

type Doors = { onSearch: () => void; onKeys: () => void };

/** The keys that work on every page. */
export function useShellKeys(destinations: readonly Destination[], { onSearch, onKeys }: Doors) {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  useKeys(t("keysGroups.everywhere"), [
    { keys: "/", label: t("search"), run: onSearch },
    { keys: "mod+k", label: t("search"), run: onSearch, everywhere: true },
    { keys: "?", label: t("keys"), run: onKeys },
  ], true);
  useKeys(
    t("keysGroups.go"),
    destinations.map(({ key, name, to }) => ({
      keys: `g ${key}`,
      label: t(`nav.${name}`),
      run: () => void navigate({ to }),
    })),
    true,
  );
}
