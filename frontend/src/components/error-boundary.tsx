import { RotateCw } from "lucide-react";
import { Component, type ErrorInfo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@/lib/api/problem";
import { Button } from "./button";
import { EmptyState, FaultState } from "./states";

/** A part that breaks takes only itself away. Around each panel that can live without the others. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    // oxlint-disable-next-line no-console -- the one place where a bug of ours can still be seen
    console.error(error, info.componentStack);
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return <Fault error={this.state.error} onRetry={() => this.setState({ error: null })} />;
  }
}

/** Also what the router shows when a page or its loading fails. */
export function Fault({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  if (isProblem(error)) return <FaultState error={error} onRetry={onRetry} />;
  return (
    <div role="alert">
      <EmptyState
        title={t("ui:broken.title")}
        hint={t("ui:broken.hint")}
        action={
          <div className="flex flex-col items-center gap-3">
            <div className="flex gap-2">
              <Button onClick={onRetry}>{t("ui:retry")}</Button>
              <Button icon={<RotateCw aria-hidden className="size-4" />} onClick={() => location.reload()}>
                {t("ui:reload")}
              </Button>
            </div>
            <code dir="ltr" className="max-w-prose text-[0.86rem] wrap-anywhere text-soft">
              {String(error)}
            </code>
          </div>
        }
      />
    </div>
  );
}
