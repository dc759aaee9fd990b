package ai.gatewayz.health.api;

import ai.gatewayz.health.account.AccountFacts;
import ai.gatewayz.health.board.BoardReader;
import ai.gatewayz.health.coverage.Coverage;
import ai.gatewayz.health.coverage.CoverageReader;
import ai.gatewayz.health.error.ApiError;
import ai.gatewayz.health.error.ApiException;
import ai.gatewayz.health.incident.Incidents;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/**
 * How the providers stand: what was verified of their offers, and what is wrong with our accounts.
 */
@Path("/health/providers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "providers")
public class ProviderHealthResource {

  private static final int MOST_INCIDENTS = 100;

  private final Providers providers;
  private final AccountFacts accounts;
  private final BoardReader board;
  private final CoverageReader coverage;
  private final Incidents incidents;

  ProviderHealthResource(
      Providers providers,
      AccountFacts accounts,
      BoardReader board,
      CoverageReader coverage,
      Incidents incidents) {
    this.providers = providers;
    this.accounts = accounts;
    this.board = board;
    this.coverage = coverage;
    this.incidents = incidents;
  }

  /**
   * @param configured whether it has a key; without one it is not probed
   * @param trouble what this replica met of trouble with our account there; absent where it met
   *     none. Trouble that any replica met is an incident
   * @param offers offers of all replicas by state
   * @param coverage absent where none of its offers is known
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ProviderHealth(
      String id,
      boolean configured,
      Trouble trouble,
      Map<String, Long> offers,
      Coverage coverage,
      List<Incidents.Incident> incidents) {}

  @RegisterForReflection
  public record Trouble(String finding, int times, Instant since, Instant nextTry) {}

  @RegisterForReflection
  public record ProviderHealthList(List<ProviderHealth> data) {}

  @GET
  @Operation(summary = "The providers: offers by state, coverage, open incidents, account trouble")
  public Uni<ProviderHealthList> all() {
    return views(List.copyOf(providers.all())).map(ProviderHealthList::new);
  }

  @GET
  @Path("/{provider}")
  @Operation(summary = "One provider")
  public Uni<ProviderHealth> one(@RestPath String provider) {
    return providers
        .find(provider)
        .map(found -> views(List.of(found)).map(List::getFirst))
        .orElseThrow(
            () ->
                new ApiException(
                    ApiError.PROVIDER_NOT_FOUND,
                    "No such provider is configured. Configured: "
                        + String.join(", ", providers.all().stream().map(Provider::id).toList())));
  }

  private Uni<List<ProviderHealth>> views(List<Provider> wanted) {
    return Uni.combine()
        .all()
        .unis(board.states(), coverage.read(), incidents.find(true, null, MOST_INCIDENTS, 0))
        .asTuple()
        .map(
            found ->
                wanted.stream()
                    .map(
                        each ->
                            view(
                                each,
                                found.getItem1(),
                                found.getItem2(),
                                found.getItem3().data().stream()))
                    .toList());
  }

  private ProviderHealth view(
      Provider provider,
      Map<String, Map<String, Long>> states,
      List<Coverage> coverages,
      Stream<Incidents.Incident> open) {
    return new ProviderHealth(
        provider.id(),
        provider.configured(),
        accounts
            .trouble(provider.id())
            .map(
                each ->
                    new Trouble(each.finding().label(), each.times(), each.since(), each.until()))
            .orElse(null),
        states.getOrDefault(provider.id(), Map.of()),
        coverages.stream()
            .filter(each -> provider.id().equals(each.provider()))
            .findFirst()
            .orElse(null),
        open.filter(each -> each.provider().equals(provider.id())).toList());
  }
}
