package ai.gatewayz.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.simulator.Fault;
import ai.gatewayz.simulator.RecordedRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What goes wrong while a list is read: nothing is withdrawn, and the report says what happened.
 */
@QuarkusTest
@QuarkusTestResource(CatalogStack.class)
class ListFaultsComponentTest {

  CatalogStack stack;

  private int published;
  private Instant began;

  @BeforeEach
  void synced() {
    Catalog.awaitFirstSyncs();
    Catalog.awaitPublished(stack);
    published = TopicReader.all(stack.bootstrapServers(), Topic.OFFERS).size();
    began = Instant.now();
  }

  @AfterEach
  void wellAgain() {
    stack.simulator().faults().clear();
  }

  private JsonPath sync(String provider, Fault fault) {
    stack.simulator().faults().set(provider, "*", fault);
    return Catalog.sync(provider);
  }

  /** Whatever was read, the offers are as they were, and nothing was said about them. */
  private void assertUntouched(String provider, JsonPath sync) {
    assertEquals(0, sync.getInt("report.counts.withdrawn"), sync.prettify());
    assertEquals(0, sync.getInt("report.counts.changed"), sync.prettify());
    assertEquals(0, sync.getInt("report.counts.added"), sync.prettify());
    assertEquals(
        stack.simulator().catalog().ids(provider).size(),
        Catalog.get("/catalog/offers?limit=0&provider=" + provider).getInt("total"));
    Catalog.awaitPublished(stack);
    assertEquals(published, TopicReader.all(stack.bootstrapServers(), Topic.OFFERS).size());
  }

  private static void assertComplete(JsonPath sync) {
    assertEquals("complete", sync.getString("result"), sync.prettify());
  }

  private static Map<String, Integer> failures(JsonPath sync, int list) {
    return sync.getMap("report.lists[" + list + "].failures");
  }

  @Test
  void cutInTheMiddleOfAPage() {
    JsonPath sync = sync("featherless", new Fault.ListCut(2));
    assertEquals("partial", sync.getString("result"), sync.prettify());
    assertEquals(
        "models: the connection closed before the end of the answer", sync.getString("reason"));
    assertEquals(
        Map.of("the connection closed before the end of the answer", 4), failures(sync, 0));
    assertTrue(sync.getInt("report.counts.listed") > 1_000, "the first page counts");
    assertUntouched("featherless", sync);
  }

  @Test
  void cutOnceAndWellWhenAskedAgain() {
    JsonPath sync = sync("featherless", new Fault.ListTimes(1, new Fault.ListCut(2)));
    assertComplete(sync);
    assertEquals(
        Map.of("the connection closed before the end of the answer", 1), failures(sync, 0));
    assertEquals(0, sync.getInt("report.lists[0].duplicates"), "the page counts once");
    assertUntouched("featherless", sync);
  }

  /** HuggingFace's second page is the hub's. */
  @ParameterizedTest
  @CsvSource({
    "openrouter, 1, true",
    "portkey, 2, true",
    "featherless, 2, false",
    "fireworks, 1, false",
    "together, 1, true",
    "huggingface, 2, true",
  })
  void tooManyRequestsInTheProvidersOwnHeaders(String provider, int page, boolean told) {
    Duration wait = Duration.ofSeconds(1);
    JsonPath sync = sync(provider, new Fault.ListTimes(1, new Fault.ListRefused(page, wait)));
    assertComplete(sync);
    assertTrue(sync.prettify().contains("\"the provider answered 429\": 1"), sync.prettify());
    assertUntouched(provider, sync);
    Duration waited = betweenTheSameRequests();
    assertTrue(!told || waited.compareTo(wait.minusMillis(5)) >= 0, "asked again after " + waited);
  }

  private List<RecordedRequest> requests() {
    return stack.simulator().journal().requests().stream()
        .filter(request -> request.at().isAfter(began))
        .toList();
  }

  private Duration betweenTheSameRequests() {
    List<RecordedRequest> requests = requests();
    for (int i = 0; i < requests.size(); i++) {
      RecordedRequest first = requests.get(i);
      for (RecordedRequest again : requests.subList(i + 1, requests.size())) {
        if (first.path().equals(again.path())
            && String.valueOf(first.query()).equals(again.query() + "")) {
          return Duration.between(first.at(), again.at());
        }
      }
    }
    throw new AssertionError("no page was asked for twice: " + requests);
  }

  @Test
  void aWaitThatIsTooLongIsNotWaitedFor() {
    JsonPath sync = sync("together", new Fault.ListRefused(1, Duration.ofHours(1)));
    assertEquals("failed", sync.getString("result"), sync.prettify());
    assertEquals(
        "models: the provider answered 429 and asked to wait 3600 s", sync.getString("reason"));
    assertEquals(1, requests().size());
    assertUntouched("together", sync);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503})
  void aServerErrorOnALaterPage(int status) {
    JsonPath sync = sync("portkey", new Fault.ListStatus(2, status, 100));
    assertEquals("partial", sync.getString("result"), sync.prettify());
    assertEquals("models: the provider answered " + status, sync.getString("reason"));
    assertUntouched("portkey", sync);
    stack.simulator().faults().set("portkey", "*", new Fault.ListStatus(2, status, 2));
    sync = Catalog.sync("portkey");
    assertComplete(sync);
    assertEquals(Map.of("the provider answered " + status, 2), failures(sync, 0));
    assertUntouched("portkey", sync);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openrouter", "featherless", "huggingface"})
  void htmlInsteadOfJson(String provider) {
    JsonPath sync = sync(provider, new Fault.ListHtml());
    assertEquals("failed", sync.getString("result"), sync.prettify());
    assertTrue(sync.getString("reason").contains("the answer is not JSON"), sync.prettify());
    assertFalse(sync.prettify().contains("<"), "no text of the provider's");
    assertUntouched(provider, sync);
  }

  @Test
  void fiftyMegabytesInOneBody() {
    JsonPath sync = sync("featherless", new Fault.ListHuge(50));
    assertComplete(sync);
    assertEquals(1, sync.getInt("report.lists[0].pages"));
    assertUntouched("featherless", sync);
  }

  @Test
  void anEntryThatIsNoneIsSkippedAndReported() {
    JsonPath sync = sync("together", new Fault.ListMalformedEntry());
    assertComplete(sync);
    assertEquals(1, sync.getInt("report.counts.malformed"));
    assertEquals(Map.of("has an invalid id", 1), sync.getMap("report.lists[0].malformed"));
    assertUntouched("together", sync);
  }
}
