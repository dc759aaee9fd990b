package ai.gatewayz.gateway.attempt;

import static ai.gatewayz.gateway.snapshot.Facts.NOON;
import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.request.RequestScanner;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.routing.ModelNames;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.snapshot.Snapshot;
import ai.gatewayz.providers.Dialects;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.ProvidersConfig;
import ai.gatewayz.providers.dialect.BodyRules;
import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.dialect.Suffixes;
import ai.gatewayz.providers.listing.Lister;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A provider that is made up here is served by what it says of itself: nothing knows its name. */
class SeventhProviderTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private record Acme() implements Dialect {

    @Override
    public String name() {
      return "acme";
    }

    @Override
    public Lister lister(InstantSource clock) {
      return site -> List.of();
    }

    @Override
    public Suffixes suffixes() {
      return new Suffixes(Map.of("turbo", Suffixes.Meaning.OWN), false);
    }

    @Override
    public BodyRules body() {
      return new BodyRules() {
        @Override
        public boolean knowsDeveloper() {
          return false;
        }

        @Override
        public boolean takesNullToolCalls() {
          return false;
        }

        @Override
        public long longestWhole() {
          return 100;
        }

        @Override
        public boolean takesPreferences() {
          return true;
        }

        @Override
        public byte[] preferences(byte[] json, Predicate<String> gatewayProvider) {
          return ("{\"ours\":" + gatewayProvider.test("acme") + "}")
              .getBytes(StandardCharsets.UTF_8);
        }
      };
    }
  }

  private record Entry(
      String dialect, Optional<URI> baseUrl, Optional<URI> hubUrl, Optional<String> apiKey)
      implements ProvidersConfig.Entry {

    @Override
    public boolean enabled() {
      return true;
    }
  }

  private static Entry entry(String dialect) {
    return new Entry(
        dialect,
        Optional.of(URI.create("http://" + dialect + ".test/v1")),
        Optional.empty(),
        Optional.of("key"));
  }

  private final Providers providers =
      Providers.from(
          () -> Map.of("acme", entry("acme"), "together", entry("together")),
          Dialects.STANDARD.with(new Acme()));

  private String sent(String body) throws IOException {
    Provider acme = providers.find("acme").orElseThrow();
    CompletionRequest request =
        RequestScanner.scan(
            Operation.CHAT, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    Manners manners = new Manners(id -> providers.find(id).isPresent(), () -> NOON);
    Candidate candidate = new Candidate(acme, new OfferView(chat("acme", "a/b"), null), "up");
    byte[] edited = request.bodyFor(manners.of(candidate, request)).bytes();
    return JSON.readTree(edited).toString().replace('"', '\'');
  }

  @Test
  void aBodyForItIsAsItsRulesSay() throws IOException {
    assertEquals(
        "{'model':'up','messages':[{'role':'system','content':'x'},"
            + "{'role':'assistant','content':'y','tool_calls':[]}],'max_tokens':100,"
            + "'provider':{'ours':true}}",
        sent(
            "{'model':'a/b','messages':[{'role':'developer','content':'x'},"
                + "{'role':'assistant','content':'y','tool_calls':null}],'max_tokens':100,"
                + "'provider':{'order':['acme']}}"));
  }

  @Test
  void aLongerAnswerOfItIsStreamed() throws IOException {
    assertEquals(
        "{'stream':true,'model':'up','messages':[{'role':'user','content':'x'}],'max_tokens':101}",
        sent("{'model':'a/b','messages':[{'role':'user','content':'x'}],'max_tokens':101}"));
  }

  @Test
  void itsSuffixIsForItAlone() {
    ModelNames names =
        new ModelNames(
            Snapshot.of(NOON, List.of(chat("acme", "a/b"), chat("together", "a/b")), List.of()),
            providers);
    assertEquals(List.of("acme", "together"), offering(names, "a/b"));
    assertEquals(List.of("acme"), offering(names, "a/b:turbo"));
    assertEquals(List.of(), offering(names, "a/b:online"), "of a provider that is not here");
  }

  private static List<String> offering(ModelNames names, String asked) {
    return names.offers(asked).stream().map(view -> view.offer().provider()).sorted().toList();
  }
}
