package ai.gatewayz.catalog.admin;

import ai.gatewayz.catalog.api.ApiError;
import ai.gatewayz.catalog.api.ApiException;
import ai.gatewayz.catalog.api.SyncsResource.SyncView;
import ai.gatewayz.catalog.sync.SyncJob;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Syncs that an operator requests. */
@Path("/catalog/admin/syncs")
@Produces(MediaType.APPLICATION_JSON)
@AdminOnly
@Tag(name = "admin")
public class SyncsAdminResource {

  private final SyncJob job;
  private final Providers providers;

  SyncsAdminResource(SyncJob job, Providers providers) {
    this.job = job;
    this.providers = providers;
  }

  @POST
  @Path("/{provider}")
  @Operation(summary = "Sync a provider now; the answer comes when the sync has ended")
  public Uni<SyncView> sync(@RestPath String provider) {
    Provider found =
        providers
            .find(provider)
            .orElseThrow(
                () -> new ApiException(ApiError.NOT_FOUND, "No such provider is configured."));
    if (!found.listable()) {
      throw new ApiException(
          ApiError.CONFLICT, "This provider's list needs an API key; none is set.");
    }
    return job.run(found, Duration.ZERO)
        .map(
            attempt ->
                attempt
                    .map(SyncView::of)
                    .orElseThrow(
                        () ->
                            new ApiException(
                                ApiError.CONFLICT, "A sync of this provider is running.")));
  }
}
