package ai.gatewayz.health.api;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.admin.AdminOnly;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.ledger.Verdicts;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/**
 * Probes and verdicts on an operator's word. What is asked of a provider is not theirs to say: only
 * which offer.
 */
@Path("/health/admin")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@AdminOnly
@Tag(name = "admin")
public class ProbesAdminResource {

  private final Verdicts verdicts;

  ProbesAdminResource(Verdicts verdicts) {
    this.verdicts = verdicts;
  }

  @RegisterForReflection
  public record Taken(String provider, String id, String action) {}

  @POST
  @Path("/probes/{provider}/{id: .+}")
  @Operation(summary = "Ask an offer next, within the provider's pace and the day's money")
  public Response probe(@RestPath String provider, @RestPath String id) {
    OfferKey key = new OfferKey(provider, id);
    if (verdicts.find(key).isEmpty()) {
      throw AvailabilityResource.unknown();
    }
    if (!verdicts.hurry(key)) {
      throw new ApiException(
          ApiError.CONFLICT, "this offer cannot be asked: see the reason of its availability");
    }
    return Response.accepted(new Taken(provider, id, "probe")).build();
  }

  @PUT
  @Path("/overrides/{state}/{provider}/{id: .+}")
  @Operation(
      summary = "Set an offer's state; it counts until evidence or another word says otherwise")
  public Response override(@RestPath String state, @RestPath String provider, @RestPath String id) {
    Availability.State wanted = AvailabilityResource.state(state);
    if (!verdicts.overridden(new OfferKey(provider, id), wanted)) {
      throw AvailabilityResource.unknown();
    }
    return Response.accepted(new Taken(provider, id, "override")).build();
  }
}
