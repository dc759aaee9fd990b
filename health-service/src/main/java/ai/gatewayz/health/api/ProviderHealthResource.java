package ai.gatewayz.health.api;

import ai.gatewayz.catalog.contract.SyncEvent;
import ai.gatewayz.health.account.AccountFacts;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.events.ProviderSyncs;
import ai.gatewayz.health.ledger.Verdicts;
import ai.gatewayz.health.ledger.Watched;
import ai.gatewayz.health.probe.ProbeConfig;
import ai.gatewayz.health.probe.Purse;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * How the providers stand: what was verified of their offers, and what is wrong with our accounts.
 */
@Path("/health/providers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "providers")
public class ProviderHealthResource {

  private final Verdicts verdicts;
  private final Providers providers;
  private final AccountFacts accounts;
  private final ProviderSyncs syncs;
  private final Purse purse;
  private final ProbeConfig config;

  ProviderHealthResource(
      Verdicts verdicts,
      Providers providers,
      AccountFacts accounts,
      ProviderSyncs syncs,
      Purse purse,
      ProbeConfig config) {
    this.verdicts = verdicts;
    this.providers = providers;
    this.accounts = accounts;
    this.syncs = syncs;
    this.purse = purse;
    this.config = config;
  }

  /**
   * @param configured whether it has a key; without one nothing is asked of it, and nothing is held
   *     against it
   * @param trouble what is wrong with our account there; absent where nothing is known to be
   * @param offers offers under watch at this replica by state
   * @param oldestCheck when the least recently checked of its offers that can be asked was last
   *     checked; absent where one never was
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ProviderHealth(
      String id,
      boolean configured,
      Trouble trouble,
      Map<String, Long> offers,
      Instant oldestCheck,
      String lastSync,
      Instant lastSyncAt) {}

  @RegisterForReflection
  public record Trouble(String finding, int times, Instant since, Instant nextTry) {}

  /** USD of the present day (UTC). */
  @RegisterForReflection
  public record Spending(BigDecimal spentUsd, BigDecimal capUsd) {}

  @RegisterForReflection
  public record ProviderHealthList(List<ProviderHealth> data, Spending probes) {}

  @GET
  @RunOnVirtualThread
  @Operation(summary = "The providers, their offers by state, and trouble with our accounts")
  public ProviderHealthList providers() {
    List<Watched> all = verdicts.all();
    return new ProviderHealthList(
        providers.all().stream().map(provider -> view(provider, all)).toList(),
        new Spending(purse.spent(), config.dailyUsd()));
  }

  private ProviderHealth view(Provider provider, List<Watched> all) {
    Map<String, Long> states = new TreeMap<>();
    Instant oldest = Instant.MAX;
    for (Watched each : all) {
      if (each.offer().provider().equals(provider.id())) {
        states.merge(each.verdict().state().name().toLowerCase(Locale.ROOT), 1L, Long::sum);
        oldest = earlier(oldest, each);
      }
    }
    SyncEvent sync = syncs.last(provider.id()).orElse(null);
    return new ProviderHealth(
        provider.id(),
        provider.configured(),
        accounts
            .trouble(provider.id())
            .map(
                each ->
                    new Trouble(each.finding().label(), each.times(), each.since(), each.until()))
            .orElse(null),
        states,
        oldest == null || oldest.equals(Instant.MAX) ? null : oldest,
        sync == null ? null : sync.result().name().toLowerCase(Locale.ROOT),
        sync == null ? null : sync.finished());
  }

  /** Null once an offer was found that was never checked. */
  private static Instant earlier(Instant oldest, Watched each) {
    if (oldest == null || each.verdict().state() == Availability.State.UNPROBEABLE) {
      return oldest;
    }
    Instant checked = each.verdict().lastChecked();
    return checked == null || checked.isBefore(oldest) ? checked : oldest;
  }
}
