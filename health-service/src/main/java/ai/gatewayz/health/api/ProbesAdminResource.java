package ai.gatewayz.health.api;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.admin.AdminOnly;
import ai.gatewayz.health.error.ApiError;
import ai.gatewayz.health.error.ApiException;
import ai.gatewayz.health.ledger.Verdicts;
import ai.gatewayz.health.operator.ProbeRequests;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/**
 * Probes that an operator requests. Operators choose only the offer, not what is sent to the
 * provider.
 */
@Path("/health/admin/probes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@AdminOnly
@Tag(name = "admin")
public class ProbesAdminResource {

  private final Verdicts verdicts;
  private final ProbeRequests requests;

  ProbesAdminResource(Verdicts verdicts, ProbeRequests requests) {
    this.verdicts = verdicts;
    this.requests = requests;
  }

  /**
   * @param action {@code probe} where it is next here, {@code left} where the replica that owns the
   *     offer will see it within a second or two
   */
  @RegisterForReflection
  public record Taken(String provider, String id, String action) {}

  @POST
  @Path("/{provider}/{id: .+}")
  @Operation(summary = "Probe an offer next, within the provider's rate limit and the daily budget")
  public Uni<Response> probe(@RestPath String provider, @RestPath String id) {
    OfferKey key = Keys.of(provider, id);
    if (verdicts.find(key).isEmpty()) {
      return requests.leave(key).replaceWith(() -> taken(key, "left"));
    }
    if (!verdicts.hurry(key)) {
      throw new ApiException(
          ApiError.CONFLICT, "This offer cannot be probed: see the reason of its availability.");
    }
    return Uni.createFrom().item(taken(key, "probe"));
  }

  private static Response taken(OfferKey key, String action) {
    return Response.accepted(new Taken(key.provider(), key.id(), action)).build();
  }
}
