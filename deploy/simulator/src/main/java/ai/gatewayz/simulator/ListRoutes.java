package ai.gatewayz.simulator;

import ai.gatewayz.simulator.error.Problem;
import ai.gatewayz.simulator.error.ProviderErrors;
import ai.gatewayz.simulator.error.Reply;
import ai.gatewayz.simulator.lists.Json;
import ai.gatewayz.simulator.lists.ListName;
import ai.gatewayz.simulator.paging.Page;
import ai.gatewayz.simulator.paging.Paging;
import ai.gatewayz.simulator.paging.Query;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The model lists. */
final class ListRoutes {

  private final World world;

  ListRoutes(World world) {
    this.world = world;
  }

  void mount(Router router) {
    for (Site site : Site.ALL) {
      ListName list =
          site.provider().equals("huggingface")
              ? ListName.HUGGINGFACE_ROUTER
              : ListName.valueOf(site.provider().toUpperCase(Locale.ROOT));
      router.get(site.base() + "/models").handler(c -> list(c, list, site.publicList()));
    }
    router.get(Site.FIREWORKS_LIBRARY).handler(c -> list(c, ListName.FIREWORKS_LIBRARY, false));
    router.get(Site.HUB + "/api/models").handler(c -> list(c, ListName.HUGGINGFACE_HUB, true));
  }

  private void list(RoutingContext context, ListName list, boolean open) {
    HttpServerRequest request = context.request();
    String provider = list.provider();
    Recorder.record(world, provider, request, null, false, new byte[0]);
    Optional<Problem> refused = open ? Optional.empty() : Access.check(provider, request);
    if (refused.isPresent()) {
      send(request.response(), ProviderErrors.of(provider).of(refused.get()));
      return;
    }
    Query query = new Query("http://" + request.authority() + request.path(), request::getParam);
    List<ObjectNode> entries = filtered(list, request);
    Page page = Paging.page(list, entries, query);
    Optional<Fault.OfList> fault = world.faults().meetList(provider, page.number());
    if (fault.isPresent()) {
      fail(request.response(), list, fault.get(), entries, query, page);
    } else {
      send(request.response(), new Reply(200, page.headers(), page.body()));
    }
  }

  /** The hub lists what the partner serves; a partner that it does not know serves nothing. */
  private List<ObjectNode> filtered(ListName list, HttpServerRequest request) {
    String partner = request.getParam("inference_provider");
    boolean none =
        list == ListName.HUGGINGFACE_HUB && partner != null && !partner.equals("hf-inference");
    return none ? List.of() : world.lists().entries(list);
  }

  private void fail(
      HttpServerResponse response,
      ListName list,
      Fault.OfList fault,
      List<ObjectNode> entries,
      Query query,
      Page page) {
    switch (fault) {
      case Fault.ListCut ignored -> cut(response, page);
      case Fault.ListStatus f ->
          send(
              response,
              ProviderErrors.of(list.provider())
                  .of(
                      f.status() == 429
                          ? new Problem.RateLimited(Duration.ofSeconds(1))
                          : new Problem.ServerError(f.status())));
      case Fault.ListEmpty ignored -> ok(response, list, List.of(), query);
      case Fault.ListHtml ignored ->
          send(response, ProviderErrors.of("huggingface").of(new Problem.Html(200)));
      case Fault.ListTruncated ignored ->
          ok(response, list, entries.subList(0, entries.size() / 2), query);
      case Fault.ListGrown f -> ok(response, list, grown(list, entries, f.more()), query);
      case Fault.ListPricesTimes f -> ok(response, list, repriced(entries, f.factor()), query);
      case Fault.ListFieldRenamed f ->
          send(
              response,
              new Reply(
                  200,
                  page.headers(),
                  page.body().replace("\"" + f.from() + "\":", "\"" + f.to() + "\":")));
      case Fault.ListRefused f -> send(response, ListRefusal.of(list.provider(), f.pause()));
      case Fault.ListHuge f -> new HugeList(list, entries, f.megabytes()).send(response);
      case Fault.ListTimes f -> fail(response, list, f.fault(), entries, query, page);
      case Fault.ListMalformedEntry ignored -> {
        List<ObjectNode> odd = new ArrayList<>(entries);
        odd.add(
            Math.min(1, odd.size()), Json.object().put(list.idField(), 42).put("pricing", "free"));
        ok(response, list, odd, query);
      }
    }
  }

  private static void cut(HttpServerResponse response, Page page) {
    Buffer body = Buffer.buffer(page.body());
    page.headers().forEach(response::putHeader);
    response.putHeader("Content-Length", Integer.toString(body.length()));
    response.write(body.getBuffer(0, body.length() / 2)).onComplete(written -> response.reset());
  }

  private static void ok(
      HttpServerResponse response, ListName list, List<ObjectNode> entries, Query query) {
    Page page = Paging.page(list, entries, query);
    send(response, new Reply(200, page.headers(), page.body()));
  }

  private static List<ObjectNode> grown(ListName list, List<ObjectNode> entries, int more) {
    List<ObjectNode> all = new ArrayList<>(entries);
    for (int i = 0; i < more; i++) {
      all.add(entries.get(i % entries.size()).deepCopy().put(list.idField(), "grown/Model-" + i));
    }
    return all;
  }

  private static List<ObjectNode> repriced(List<ObjectNode> entries, int factor) {
    List<ObjectNode> changed = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      ObjectNode entry = entries.get(i).deepCopy();
      if (i % 2 == 0 && entry.path("pricing") instanceof ObjectNode pricing) {
        List<String> names = new ArrayList<>();
        pricing.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
          if (pricing.get(name).isNumber()) {
            pricing.put(
                name, pricing.get(name).decimalValue().multiply(BigDecimal.valueOf(factor)));
          } else if (pricing.get(name).isTextual() && !pricing.get(name).asText().startsWith("-")) {
            pricing.put(
                name,
                new BigDecimal(pricing.get(name).asText())
                    .multiply(BigDecimal.valueOf(factor))
                    .toPlainString());
          }
        }
      }
      changed.add(entry);
    }
    return changed;
  }

  static void send(HttpServerResponse response, Reply reply) {
    reply.headers().forEach(response::putHeader);
    response.setStatusCode(reply.status()).end(reply.body());
  }
}
