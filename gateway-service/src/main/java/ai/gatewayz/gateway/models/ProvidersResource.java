package ai.gatewayz.gateway.models;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.gateway.keys.KeyFilter;
import ai.gatewayz.gateway.routing.Permit;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.ProvidersConfig;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code GET /v1/providers}: OpenRouter's, with how many models of each can be called. */
@Path("/v1/providers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ProvidersResource {

  private final ModelList list;
  private final Providers providers;

  ProvidersResource(ModelList list, ProvidersConfig config) {
    this.list = list;
    providers = Providers.from(config);
  }

  @GET
  public Response providers(@Context RoutingContext context) throws JsonProcessingException {
    Permit permit = KeyFilter.caller(context).permit();
    ModelIndex index = list.current().permitted(permit);
    ObjectNode answer = EventJson.mapper().createObjectNode();
    ArrayNode data = answer.putArray("data");
    for (Provider provider : providers.all()) {
      if (!permit.allowsProvider(provider.id())) {
        continue;
      }
      var rows = index.rowsOf(provider.id());
      data.addObject()
          .put("name", provider.id())
          .put("slug", provider.id())
          .putNull("privacy_policy_url")
          .putNull("terms_of_service_url")
          .putNull("status_page_url")
          .put("configured", provider.configured())
          .put("models", rows.size())
          .put("callable", rows.stream().filter(row -> row.obstacle() == null).count())
          .put("verified", rows.stream().filter(ModelRow::answers).count());
    }
    return Response.ok(EventJson.mapper().writeValueAsBytes(answer))
        .header("Cache-Control", "private, no-cache")
        .build();
  }
}
