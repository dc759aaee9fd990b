package ai.gatewayz.health.account;

import ai.gatewayz.catalog.log.Fields;
import ai.gatewayz.health.account.AccountFacts.Trouble;
import ai.gatewayz.health.account.TroubleMetrics.Kind;
import ai.gatewayz.health.background.Background;
import ai.gatewayz.health.background.Repeating;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A line where trouble with a provider begins, and one where it ends. Looked at now and then: what
 * comes and goes between two looks is no news, and no provider can fill the log.
 */
@ApplicationScoped
class TroubleLog {

  private static final Duration PAUSE = Duration.ofSeconds(3);

  private final AccountFacts facts;
  private final Providers providers;
  private final Background background;
  private final Map<String, Trouble> told = new HashMap<>();
  private Repeating looking;

  TroubleLog(AccountFacts facts, Providers providers, Background background) {
    this.facts = facts;
    this.providers = providers;
    this.background = background;
  }

  void start(@Observes StartupEvent started) {
    looking =
        background.every(
            PAUSE,
            "Logging trouble with providers",
            () -> {
              look();
              return Uni.createFrom().voidItem();
            });
  }

  void stop(@Observes ShutdownEvent stopping) {
    looking.cancel();
  }

  void look() {
    for (Provider provider : providers.all()) {
      Optional<Trouble> now = facts.trouble(provider.id()).filter(TroubleLog::worthALine);
      Trouble before = told.get(provider.id());
      if (now.isPresent() && (before == null || before.finding() != now.get().finding())) {
        begins(provider.id(), now.get());
        told.put(provider.id(), now.get());
      } else if (now.isEmpty() && before != null) {
        ends(provider.id(), before);
        told.remove(provider.id());
      }
    }
  }

  /** A rate limit is every day's. */
  private static boolean worthALine(Trouble trouble) {
    return TroubleMetrics.kind(trouble.finding()) != Kind.THROTTLED;
  }

  private static void begins(String provider, Trouble trouble) {
    fields(provider, trouble)
        .on(
            () ->
                Log.warnf(
                    "Trouble with %s since %s: %s",
                    provider, trouble.since(), trouble.finding().label()));
  }

  private static void ends(String provider, Trouble trouble) {
    fields(provider, trouble)
        .on(
            () ->
                Log.infof(
                    "The trouble with %s is over: it was %s since %s",
                    provider, trouble.finding().label(), trouble.since()));
  }

  private static Fields fields(String provider, Trouble trouble) {
    return Fields.of("provider", provider)
        .and("trouble", TroubleMetrics.kind(trouble.finding()).label())
        .and("finding", trouble.finding().label())
        .and("since", trouble.since());
  }
}
