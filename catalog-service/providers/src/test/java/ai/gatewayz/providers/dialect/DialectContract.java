package ai.gatewayz.providers.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.providers.Dialects;
import ai.gatewayz.providers.Entries;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.Recordings;
import ai.gatewayz.providers.RequestHead;
import ai.gatewayz.providers.evidence.Answer;
import ai.gatewayz.providers.evidence.Classifier;
import ai.gatewayz.providers.evidence.ErrorSigns;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.listing.BrokenPageException;
import ai.gatewayz.providers.listing.Gathered;
import ai.gatewayz.providers.listing.ListedOffer;
import ai.gatewayz.providers.listing.Lister;
import ai.gatewayz.providers.listing.Mapped;
import ai.gatewayz.providers.listing.ModelList;
import ai.gatewayz.providers.listing.PageReader;
import ai.gatewayz.providers.listing.PageSeen;
import ai.gatewayz.providers.listing.PageUri;
import ai.gatewayz.providers.listing.Walk;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * What holds of every provider, and what a new one has to tell of itself to be tested: its class
 * extends this one, and that is all that is written beside its package.
 */
public abstract class DialectContract {

  private static final InstantSource CLOCK = () -> Instant.parse("2026-11-01T00:00:00Z");
  private static final String KEY = "key-of-the-account";

  /** Of whatever provider. JSON with single quotes. */
  private static final List<Said> COMMON =
      List.of(
          new Said(
              Finding.ANSWERED,
              200,
              "{'choices':[{'message':{'role':'assistant','content':'OK'},'finish_reason':'stop'}]}"),
          new Said(Finding.GARBLED, 200, ""),
          new Said(Finding.GARBLED, 200, "<html>Sign in</html>"),
          new Said(Finding.KEY_REJECTED, 401, "{'error':{'message':'Invalid API key'}}"),
          new Said(Finding.CREDITS_EXHAUSTED, 402, "{'error':{'message':'Payment required'}}"),
          new Said(Finding.RATE_LIMITED, 429, "{'error':{'message':'Rate limit reached'}}"),
          new Said(
              Finding.MODEL_GONE,
              404,
              "{'error':{'message':'The model does not exist','code':'model_not_found'}}"),
          new Said(Finding.SERVER_ERROR, 404, "{'detail':'Not Found'}"),
          new Said(
              Finding.CONTEXT_TOO_LONG,
              400,
              "{'error':{'message':'Too long','code':'context_length_exceeded'}}"),
          new Said(
              Finding.REQUEST_REFUSED,
              400,
              "{'error':{'message':'Unknown parameter: foo','param':'foo'}}"),
          new Said(
              Finding.REQUEST_REFUSED,
              400,
              "{'error':{'message':'Invalid message: the model was not found'}}"),
          new Said(Finding.SERVER_ERROR, 500, ""),
          new Said(Finding.OVERLOADED, 503, "{'error':{'message':'Overloaded'}}"));

  /**
   * An answer and what it means.
   *
   * @param headers by their lower-case names
   * @param body JSON with single quotes
   */
  public record Said(Finding finding, int status, Map<String, String> headers, String body) {

    public Said(Finding finding, int status, String body) {
      this(finding, status, Map.of(), body);
    }
  }

  protected abstract Dialect dialect();

  /** Its inference base. */
  protected abstract String base();

  protected Optional<String> hub() {
    return Optional.empty();
  }

  /** The only page of each of its lists, by the list's name; JSON with single quotes. */
  protected abstract Map<String, String> pages();

  /** The canonical models on these pages, by the provider's own ids. */
  protected abstract Map<String, String> offers();

  /** Answers that mean something of their own; at least one of each kind that it has. */
  protected abstract List<Said> errors();

  /** Recorded pages, by the name of the list that they are of. */
  protected Map<String, List<String>> recordedPages() {
    return Map.of();
  }

  /** The folder of its recorded answers; empty where there are none. */
  protected String recordedAnswers() {
    return dialect().name();
  }

  /** Where it is to be found. */
  protected Dialects dialects() {
    return Dialects.STANDARD;
  }

  private Provider provider() {
    return provider(base(), hub());
  }

  private Provider provider(String base, Optional<String> hub) {
    Entries.Configured entry =
        new Entries.Configured(
            dialect().name(),
            Optional.of(URI.create(base)),
            hub.map(URI::create),
            Optional.of(KEY));
    return Providers.from(() -> Map.of("p", entry), dialects()).find("p").orElseThrow();
  }

  private List<ModelList> lists() {
    return dialect().lister(CLOCK).lists(provider().site());
  }

  @Test
  void isFoundByItsName() {
    assertEquals(dialect(), provider().dialect());
    assertEquals(dialect().name().toLowerCase(Locale.ROOT), dialect().name());
  }

  @Test
  void itsListsAreBelowItsAddressesAndKeepTheirQueries() {
    Set<String> names = new HashSet<>();
    String query = "?api-version=1";
    Provider provider = provider(base() + query, hub().map(hub -> hub + "/" + query));
    for (ModelList list : dialect().lister(CLOCK).lists(provider.site())) {
      assertTrue(names.add(list.name()), list.name());
      URI first = list.first();
      assertTrue(
          PageUri.sameOrigin(URI.create(base()), first)
              || hub().filter(hub -> PageUri.sameOrigin(URI.create(hub), first)).isPresent(),
          first.toString());
      assertEquals(Optional.of("1"), PageUri.parameter(first, "api-version"), first.toString());
      assertEquals(first.toString().indexOf('?'), first.toString().lastIndexOf('?'));
    }
    assertEquals(pages().keySet(), names);
  }

  @Test
  void readsItsListsToTheirEnd() throws BrokenPageException {
    Lister lister = dialect().lister(CLOCK);
    Gathered gathered = new Gathered(lister);
    for (ModelList list : lister.lists(provider().site())) {
      Walk walk = new Walk(list, new Walk.Bounds(10, 1_000), gathered);
      walk.begin();
      walk.end(read(list, bytes(pages().get(list.name())), walk::entry));
      assertEquals(Optional.empty(), walk.page());
      assertTrue(walk.report().complete(), () -> walk.report().toString());
      assertEquals(0, walk.report().malformed(), () -> walk.report().toString());
    }
    Map<String, String> models = new TreeMap<>();
    gathered.offers().forEach(offer -> models.put(offer.id(), offer.model()));
    assertEquals(new TreeMap<>(offers()), models);
  }

  @Test
  void readsItsRecordedPages() throws IOException, BrokenPageException {
    Recordings.require();
    Map<String, ModelList> lists = new HashMap<>();
    lists().forEach(list -> lists.put(list.name(), list));
    for (Map.Entry<String, List<String>> recorded : recordedPages().entrySet()) {
      ModelList list = lists.get(recorded.getKey());
      for (String file : recorded.getValue()) {
        List<Mapped> entries = new ArrayList<>();
        read(list, Recordings.bytes(file), entry -> entries.add(list.mapper().map(entry)));
        assertTrue(entries.stream().anyMatch(Mapped.Listed.class::isInstance), file);
        assertEquals(
            List.of(), entries.stream().filter(Mapped.Malformed.class::isInstance).toList(), file);
      }
    }
  }

  private static PageSeen read(ModelList list, byte[] page, Consumer<JsonNode> entries)
      throws BrokenPageException {
    int[] count = new int[1];
    PageReader reader =
        new PageReader(
            list.field(),
            entry -> {
              count[0]++;
              entries.accept(entry);
            });
    reader.feed(page);
    reader.end();
    return new PageSeen(list.first(), reader.envelope(), count[0], List.of());
  }

  /** Whatever a field holds, an entry is mapped or refused by name, and what is mapped is sent. */
  @Test
  void survivesWhateverAnEntryHolds() throws BrokenPageException {
    for (ModelList list : lists()) {
      List<JsonNode> own = new ArrayList<>();
      read(list, bytes(pages().get(list.name())), own::add);
      SpoiltEntries entries = new SpoiltEntries(own.getFirst());
      assertEquals(Mapped.Listed.class, list.mapper().map(entries.sound()).getClass());
      for (int i = 0; i < 3_000; i++) {
        JsonNode odd = entries.next();
        switch (list.mapper().map(odd)) {
          case Mapped.Listed(ListedOffer listed) -> {
            Offer offer = listed.at("p", 1, Instant.EPOCH);
            assertEquals(offer, EventJson.read(EventJson.write(offer), Offer.class), odd::toString);
            assertFalse(offer.id().isBlank() || offer.model().isBlank(), odd::toString);
          }
          case Mapped.Malformed(Mapped.Flaw flaw) -> assertFalse(flaw.words().isEmpty());
          case Mapped.NotOffered() -> {}
        }
      }
    }
  }

  @Test
  void readsAnswersAsEverybodysAndAsItsOwn() {
    for (Said said : COMMON) {
      assertEquals(said.finding(), classify(said).finding(), said::toString);
    }
    for (Said said : errors()) {
      assertEquals(said.finding(), classify(said).finding(), said::toString);
    }
  }

  @Test
  void waitsAsLongAsItIsTold() {
    String body = "{'error':{'message':'Rate limit reached'}}";
    Said said = new Said(Finding.RATE_LIMITED, 429, Map.of("retry-after", "7"), body);
    assertEquals(Optional.of(Duration.ofSeconds(7)), classify(said).retryAfter());
  }

  /** What means something of its own here means something else at OpenAI's, or it is not needed. */
  @Test
  void itsOwnErrorsAreItsOwn() {
    Classifier classifier = Classifier.standard(CLOCK);
    boolean differs =
        errors().stream()
            .anyMatch(
                said ->
                    classifier.classify(ErrorSigns.USUAL, answer(said)).finding()
                        != said.finding());
    assertEquals(dialect().errors() != ErrorSigns.USUAL, differs);
  }

  @Test
  void readsItsRecordedAnswers() throws IOException {
    Recordings.require();
    Classifier classifier = Classifier.standard(CLOCK);
    List<String> wrong = new ArrayList<>();
    for (JsonNode entry : Recordings.manifest()) {
      String file = entry.path("file").asText();
      if (recordedAnswers().isEmpty() || !file.startsWith(recordedAnswers() + "/")) {
        continue;
      }
      boolean failed = entry.path("status").asInt() >= 400;
      boolean stream = file.endsWith(".sse") && !text(file).contains("\"error\"");
      if (failed || stream) {
        Finding finding =
            classifier.classify(dialect().errors(), Recordings.answer(entry)).finding();
        if (failed == (finding == Finding.ANSWERED)) {
          wrong.add(file + " " + finding);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static String text(String file) throws IOException {
    return new String(Recordings.bytes(file), StandardCharsets.UTF_8);
  }

  private Evidence classify(Said said) {
    return Classifier.standard(CLOCK).classify(dialect().errors(), answer(said));
  }

  private static Answer answer(Said said) {
    return new Answer.Http(said.status(), said.headers()::get, bytes(said.body()));
  }

  @Test
  void seesNothingOfOursInPreferencesThatItTakes() throws IOException {
    BodyRules rules = dialect().body();
    byte[] json = bytes("{'order':['ours','theirs'],'ignore':['ours'],'data_collection':'deny'}");
    byte[] seen = rules.preferences(json, "ours"::equals);
    if (rules.takesPreferences()) {
      assertEquals(
          EventJson.mapper().readTree(bytes("{'order':['theirs'],'data_collection':'deny'}")),
          EventJson.mapper().readTree(seen));
    } else {
      assertNull(seen);
    }
    assertNull(rules.preferences(bytes("{'order':['theirs'],'sort':'price'}"), "ours"::equals));
  }

  @Test
  void itsSuffixesAreItsOwn() {
    Suffixes suffixes = dialect().suffixes();
    suffixes
        .words()
        .forEach(
            (word, meaning) -> {
              assertEquals(word.toLowerCase(Locale.ROOT), word);
              assertFalse(word.contains(":"), word);
              assertEquals(meaning, dialects().meaning(word), word);
              List<Dialect> understanding =
                  dialects().all().stream().filter(dialects().understanding(word)).toList();
              assertEquals(List.of(dialect()), understanding, word);
            });
    String unknown = "a-host-that-nobody-knows";
    assertEquals(suffixes.others(), dialects().understanding(unknown).test(dialect()));
    assertEquals(Suffixes.Meaning.OWN, dialects().meaning(unknown));
  }

  @Test
  void canBeAskedTheSmallestQuestion() {
    ProbeRules rules = dialect().probes();
    List<Operation> answered = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      if (rules.answers(operation)) {
        answered.add(operation);
        ObjectNode question = SmallestQuestion.of(operation, "a/b");
        assertEquals("a/b", question.path("model").asText());
        assertTrue(question.has(operation.content()), question::toString);
        assertFalse(question.has("temperature"), question::toString);
      }
    }
    assertFalse(answered.isEmpty());
    for (String id : List.of("", "a/b", "a/B-7B", "a/b-999999b", "70b", "x".repeat(10_000))) {
      assertTrue(rules.units(id) >= 1, id);
    }
    assertTrue(rules.freePerMinute() == ProbeRules.ANY || rules.freePerMinute() > 0);
    assertTrue(rules.freePerDay() > 0);
  }

  @Test
  void itsKeyIsInItsHeaderAndNowhereElse() {
    RequestHead head = new RequestHead("tests/1", "application/json", "identity", true);
    Map<String, String> headers = head.to(provider());
    KeyHeader header = dialect().key();
    assertEquals(header.prefix() + KEY, headers.get(header.name()));
    headers.remove(header.name());
    assertFalse(headers.toString().contains(KEY), headers.toString());
    assertEquals(
        Set.of("content-type", "accept-encoding", "accept", "user-agent"), headers.keySet());
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
