package ai.gatewayz.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.simulator.lists.ListName;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each provider's list, read by that provider's own paging. */
class ListsTest {

  private static Simulator simulator;
  private static Caller caller;

  @BeforeAll
  static void start() throws IOException {
    simulator = Simulator.start(SimulatorOptions.defaults());
    caller = new Caller(simulator);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @AfterEach
  void noFaults() {
    simulator.faults().clear();
  }

  private static List<String> ids(JsonNode entries, String field) {
    List<String> ids = new ArrayList<>();
    entries.forEach(e -> ids.add(e.path(field).asText()));
    return ids;
  }

  @Test
  void theHubHas1377AndIsOnlyReadWholeByItsCursor() throws Exception {
    String next = caller.url(Site.HUB + "/api/models?inference_provider=hf-inference&limit=1000");
    List<String> ids = new ArrayList<>();
    int pages = 0;
    while (next != null) {
      HttpResponse<String> page = caller.get("huggingface", next);
      ids.addAll(ids(Caller.json(page), "id"));
      Matcher link =
          Pattern.compile("<([^>]+)>; rel=\"next\"")
              .matcher(page.headers().firstValue("Link").orElse(""));
      next = link.find() ? link.group(1) : null;
      pages++;
    }
    assertEquals(2, pages);
    assertEquals(1_377, ids.size());
    assertEquals(1_377, new HashSet<>(ids).size());

    String offset = caller.url(Site.HUB + "/api/models?limit=1000&offset=1000");
    assertEquals(ids.subList(0, 1_000), ids(Caller.json(caller.get("huggingface", offset)), "id"));
  }

  @Test
  void openRouterShowsTextOnlyUnlessAskedForAll() throws Exception {
    String base = caller.url("/openrouter/api/v1/models");
    JsonNode text = Caller.json(caller.get("openrouter", base));
    JsonNode all = Caller.json(caller.get("openrouter", base + "?output_modalities=all"));
    assertTrue(text.path("total_count").asInt() < all.path("total_count").asInt());
    assertEquals(
        new HashSet<>(simulator.catalog().ids("openrouter")),
        new HashSet<>(ids(all.path("data"), "id")));

    JsonNode first =
        Caller.json(caller.get("openrouter", base + "?limit=100&output_modalities=all"));
    assertEquals(100, first.path("data").size());
    String next = first.at("/links/next").asText();
    JsonNode second = Caller.json(caller.get("openrouter", caller.url(next)));
    assertFalse(ids(first.path("data"), "id").contains(ids(second.path("data"), "id").getFirst()));
  }

  @Test
  void portkeyGivesOneDefaultPageAfterAByteOrderMark() throws Exception {
    HttpResponse<String> answer = caller.get("portkey", caller.url("/portkey/v1/models"));
    assertTrue(answer.body().startsWith("\uFEFF"));
    JsonNode page = Caller.json(answer);
    assertEquals(500, page.path("data").size());
    assertEquals(simulator.catalog().ids("portkey").size(), page.path("total").asInt());
  }

  @Test
  void featherlessIgnoresOffsetAndRaisesSmallPages() throws Exception {
    String base = caller.url("/featherless/v1/models");
    assertEquals(
        simulator.catalog().ids("featherless").size(),
        Caller.json(caller.get("featherless", base + "?limit=5&offset=9")).path("data").size());
    JsonNode page = Caller.json(caller.get("featherless", base + "?page=2&per_page=10"));
    assertEquals(100, page.path("data").size());
    assertEquals(2, page.at("/pagination/current_page").asInt());
  }

  @Test
  void theFireworksLibraryGoesByTokenAndCoercesItsPageSize() throws Exception {
    Set<String> ids = new HashSet<>();
    String token = "";
    int pages = 0;
    do {
      String query = "?pageSize=1000" + (token.isEmpty() ? "" : "&pageToken=" + token);
      JsonNode page =
          Caller.json(caller.get("fireworks", caller.url(Site.FIREWORKS_LIBRARY + query)));
      assertTrue(page.path("models").size() <= 200);
      ids.addAll(ids(page.path("models"), "name"));
      token = page.path("nextPageToken").asText();
      pages++;
    } while (!token.isEmpty());
    assertEquals(2, pages);
    assertTrue(
        ids.containsAll(
            ids(
                Caller.json(caller.get("fireworks", caller.url("/fireworks/inference/v1/models")))
                    .path("data"),
                "id")));
  }

  @Test
  void togetherIsABareArray() throws Exception {
    JsonNode list = Caller.json(caller.get("together", caller.url("/together/v1/models")));
    assertTrue(list.isArray());
    assertEquals(simulator.catalog().ids("together"), ids(list, "id"));
  }

  @Test
  void listsThatNeedAKeySayNo() throws Exception {
    assertEquals(401, caller.get("huggingface", caller.url("/together/v1/models")).statusCode());
    assertEquals(401, caller.get("huggingface", caller.url("/portkey/v1/models")).statusCode());
    assertEquals(401, caller.get("huggingface", caller.url(Site.FIREWORKS_LIBRARY)).statusCode());
  }

  @Test
  void listsBreakOnDemand() throws Exception {
    String together = caller.url("/together/v1/models");
    int whole = Caller.json(caller.get("together", together)).size();

    simulator.faults().set("together", "*", new Fault.ListTruncated());
    assertEquals(whole / 2, Caller.json(caller.get("together", together)).size());
    simulator.faults().set("together", "*", new Fault.ListEmpty());
    assertEquals(0, Caller.json(caller.get("together", together)).size());
    simulator.faults().set("together", "*", new Fault.ListCut(1));
    assertThrows(IOException.class, () -> caller.get("together", together));
    simulator.faults().set("together", "*", new Fault.ListStatus(1, 429, 1));
    assertEquals(429, caller.get("together", together).statusCode());
    assertEquals(200, caller.get("together", together).statusCode(), "once only");
    simulator.faults().set("together", "*", new Fault.ListFieldRenamed("id", "name"));
    assertFalse(Caller.json(caller.get("together", together)).get(0).has("id"));
    simulator.faults().set("together", "*", new Fault.ListGrown(300));
    assertEquals(whole + 300, Caller.json(caller.get("together", together)).size());
    simulator.faults().set("together", "*", new Fault.ListPricesTimes(1000));
    assertEquals(
        880.0,
        Caller.json(caller.get("together", together)).get(0).at("/pricing/input").asDouble());
  }

  @Test
  void listsChangeBetweenSyncs() throws Exception {
    var entry =
        simulator.catalog().entry(ListName.TOGETHER, "acme/Together-0").orElseThrow().deepCopy();
    simulator.catalog().put(ListName.TOGETHER, entry.put("id", "new/Model"));
    assertTrue(simulator.catalog().chatIds("together").contains("new/Model"));
    simulator.catalog().remove(ListName.TOGETHER, "new/Model");
    assertFalse(simulator.catalog().ids("together").contains("new/Model"));
  }
}
