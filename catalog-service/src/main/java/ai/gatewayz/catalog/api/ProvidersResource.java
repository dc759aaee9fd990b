package ai.gatewayz.catalog.api;

import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The providers and how their lists stand. */
@Path("/catalog/providers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "providers")
public class ProvidersResource {

  private static final String STATES =
      "select s.provider, s.last_complete, s.lease_until is not null and s.lease_until > now(),"
          + " a.result, a.reason, (select count(*) from offers o where o.provider = s.provider"
          + " and o.hidden is null), (select count(*) from held_changes h"
          + " where h.provider = s.provider and h.rejected is null) from provider_states s"
          + " left join sync_attempts a on a.id = s.last_attempt";

  private final Providers providers;
  private final Pool pool;

  ProvidersResource(Providers providers, Pool pool) {
    this.providers = providers;
    this.pool = pool;
  }

  /**
   * @param configured whether it has a key, so that its offers can be used
   * @param held changes of its list that wait for an operator
   * @param lastComplete when a sync last read its whole list; null where none has
   * @param lastResult how the latest sync ended; null where none has
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ProviderView(
      String id,
      String dialect,
      boolean configured,
      boolean listable,
      boolean syncing,
      long offers,
      long held,
      Instant lastComplete,
      String lastResult,
      String lastReason) {}

  @RegisterForReflection
  public record ProviderList(List<ProviderView> data) {}

  @GET
  @Operation(summary = "The providers with their state")
  public Uni<ProviderList> providers() {
    return pool.query(STATES)
        .execute()
        .map(
            rows -> {
              Map<String, Row> states = new HashMap<>();
              rows.forEach(row -> states.put(row.getString(0), row));
              return new ProviderList(
                  providers.all().stream()
                      .map(provider -> view(provider, states.get(provider.id())))
                      .toList());
            });
  }

  private static ProviderView view(Provider provider, Row state) {
    String dialect = provider.dialect().name();
    if (state == null) {
      return new ProviderView(
          provider.id(),
          dialect,
          provider.configured(),
          provider.listable(),
          false,
          0,
          0,
          null,
          null,
          null);
    }
    OffsetDateTime complete = state.getOffsetDateTime(1);
    return new ProviderView(
        provider.id(),
        dialect,
        provider.configured(),
        provider.listable(),
        Boolean.TRUE.equals(state.getBoolean(2)),
        state.getLong(5),
        state.getLong(6),
        complete == null ? null : complete.toInstant(),
        state.getString(3) == null ? null : state.getString(3).toLowerCase(Locale.ROOT),
        state.getString(4));
  }
}
