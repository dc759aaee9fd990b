package ai.gatewayz.simulator;

import ai.gatewayz.simulator.lists.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Switches over HTTP, for people and scripts: {@code PUT /_simulator/faults} with {@code
 * {"provider":"together","model":"*","fault":"ServerError","with":{"status":503}}}, {@code DELETE}
 * to clear them, {@code GET /_simulator/journal} and {@code GET /_simulator/state} to look.
 */
final class ControlRoutes {

  private static final String FAULTS = "/_simulator/faults";
  private static final JsonMapper MAPPER =
      Json.MAPPER.rebuild().addModule(new JavaTimeModule()).build();

  private final World world;

  ControlRoutes(World world) {
    this.world = world;
  }

  void mount(Router router) {
    router
        .put(FAULTS)
        .handler(c -> c.request().body().onSuccess(body -> set(c, body)).onFailure(c::fail));
    router
        .delete(FAULTS)
        .handler(
            c -> {
              world.faults().clear();
              c.response().setStatusCode(204).end();
            });
    router.get("/_simulator/journal").handler(this::journal);
    router.get("/_simulator/state").handler(this::state);
  }

  private void set(RoutingContext context, Buffer body) {
    try {
      JsonNode wanted = MAPPER.readTree(body.getBytes());
      Class<? extends Fault> type = faultNamed(wanted.path("fault").asText());
      Fault fault =
          MAPPER.convertValue(
              wanted.path("with").isObject() ? wanted.path("with") : Json.object(), type);
      world.faults().set(wanted.path("provider").asText(), wanted.path("model").asText("*"), fault);
      context.response().setStatusCode(204).end();
    } catch (IOException | IllegalArgumentException e) {
      context.response().setStatusCode(400).end(e.getMessage());
    }
  }

  private static Class<? extends Fault> faultNamed(String name) {
    List<Class<? extends Fault>> all =
        Stream.of(Fault.OfModel.class, Fault.OfList.class)
            .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()))
            .<Class<? extends Fault>>map(type -> type.asSubclass(Fault.class))
            .toList();
    return all.stream()
        .filter(type -> type.getSimpleName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no fault is named '"
                        + name
                        + "'; there are "
                        + all.stream().map(Class::getSimpleName).sorted().toList()));
  }

  private void journal(RoutingContext context) {
    ArrayNode requests = Json.MAPPER.createArrayNode();
    for (RecordedRequest request : world.journal().requests()) {
      requests
          .addObject()
          .put("at", request.at().toString())
          .put("provider", request.provider())
          .put("method", request.method())
          .put("path", request.path())
          .put("query", request.query())
          .put("model", request.model())
          .put("stream", request.stream());
    }
    json(context, requests);
  }

  private void state(RoutingContext context) {
    SimulatedCatalog catalog = new SimulatedCatalog(world.lists());
    ObjectNode state = Json.object();
    for (Site site : Site.ALL) {
      ObjectNode provider = state.putObject(site.provider());
      provider.put("base", site.base());
      provider.put("models", catalog.ids(site.provider()).size());
      provider.put("chat", catalog.chatIds(site.provider()).size());
      ArrayNode gone = provider.putArray("gone");
      catalog.goneIds(site.provider()).forEach(gone::add);
    }
    json(context, state);
  }

  private static void json(RoutingContext context, JsonNode body) {
    try {
      context
          .response()
          .putHeader("Content-Type", "application/json")
          .end(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(body) + "\n");
    } catch (JsonProcessingException e) {
      context.fail(e);
    }
  }
}
