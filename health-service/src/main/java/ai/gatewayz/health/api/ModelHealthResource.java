package ai.gatewayz.health.api;

import ai.gatewayz.health.board.BoardReader;
import ai.gatewayz.health.board.Status;
import ai.gatewayz.health.board.StatusQuery;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.error.ApiError;
import ai.gatewayz.health.error.ApiException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Models over all providers. */
@Path("/health/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "availability")
public class ModelHealthResource {

  private static final int MOST = 1_000;

  private final BoardReader board;

  ModelHealthResource(BoardReader board) {
    this.board = board;
  }

  /**
   * @param working offers of it that are available or degraded
   */
  @RegisterForReflection
  public record ModelHealth(String model, long working, long total, List<Status> offers) {}

  @GET
  @Path("/{id: .+}")
  @Operation(summary = "The verdicts on all offers of a model, by its canonical id in any case")
  public Uni<ModelHealth> model(@RestPath String id) {
    Keys.of("any", id);
    return board
        .find(new StatusQuery(null, null, id), MOST, 0)
        .map(
            page -> {
              if (page.offers().isEmpty()) {
                throw new ApiException(
                    ApiError.MODEL_NOT_FOUND,
                    "No provider lists this model. Use its canonical id, vendor/name.");
              }
              return new ModelHealth(
                  page.offers().getFirst().told().model(),
                  page.offers().stream().filter(ModelHealthResource::works).count(),
                  page.total(),
                  page.offers());
            });
  }

  private static boolean works(Status offer) {
    State state = offer.told().state();
    return state == State.AVAILABLE || state == State.DEGRADED;
  }
}
