package ai.gatewayz.local.launcher;

import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a person sees when the stack is up: what runs where, and what to try. */
final class Welcome {

  private static final Duration SYNC_LIMIT = Duration.ofSeconds(90);

  /** What the commands name where no list has come. */
  private static final FirstLists.Example ANY =
      new FirstLists.Example("huggingface", "meta-llama/Llama-3.3-70B-Instruct");

  private final LocalStack stack;
  private final PrintStream out;

  Welcome(LocalStack stack, PrintStream out) {
    this.stack = stack;
    this.out = out;
  }

  /** Waits for the first lists to arrive at the gateway, unless interrupted, and prints. */
  void print(Progress progress, CountDownLatch interrupted) throws Exception {
    long deadline = System.nanoTime() + SYNC_LIMIT.toNanos();
    FirstLists.Example example;
    try (HttpClient http = HttpClient.newHttpClient()) {
      FirstLists lists = new FirstLists(catalog(), gateway(), stack.secrets().apiKey(), http);
      List<String> providers = lists.configured();
      for (String provider : providers) {
        int models = lists.models(provider);
        while (models == 0 && System.nanoTime() < deadline) {
          progress.waiting("the first list of " + provider);
          if (interrupted.await(200, TimeUnit.MILLISECONDS)) {
            return;
          }
          models = lists.models(provider);
        }
        progress.line(provider + ": " + (models == 0 ? "no list yet" : models + " models"));
      }
      example = lists.example(providers).orElse(ANY);
    }
    out.println(text(example));
  }

  private String catalog() {
    return "http://127.0.0.1:" + stack.options().ports().catalog();
  }

  private String gateway() {
    return "http://127.0.0.1:" + stack.options().ports().gateway();
  }

  private String text(FirstLists.Example example) {
    Ports ports = stack.options().ports();
    String key = stack.secrets().apiKey();
    String providers =
        stack
            .simulator()
            .map(simulator -> "simulated   http://127.0.0.1:" + ports.simulator())
            .orElse("the real providers, with the keys of this environment");
    // A simulator's offers are verified in a moment; a real provider's take their time.
    String which = stack.simulator().isPresent() ? "&available=true" : "";
    String breaking =
        stack.simulator().isPresent()
            ? "\n  make break PROVIDER=together breaks a provider (deploy/break-it.md), make mend mends it\n"
            : "";
    return """

        Gatewayz is up.

          gateway     %1$s           metrics http://127.0.0.1:%2$d/q/metrics
          catalog     http://127.0.0.1:%3$d           metrics http://127.0.0.1:%4$d/q/metrics
          health      http://127.0.0.1:%5$d           metrics http://127.0.0.1:%6$d/q/metrics
          PostgreSQL  127.0.0.1:%7$d                  Kafka 127.0.0.1:%8$d
          providers   %9$s
          data, logs  %10$s

          API key         %11$s
          admin token     %12$s

        Try:

          curl -s '%1$s/v1/models?gateway=%13$s%14$s&limit=3' -H 'Authorization: Bearer %11$s'

          curl -sN %1$s/v1/chat/completions -H 'Authorization: Bearer %11$s' -H 'Content-Type: application/json' \\
            -d '{"model":"%15$s","stream":true,"messages":[{"role":"user","content":"Hello"}]}'

          open %1$s/models/%16$s in a browser, pick Playground and paste the API key
        %17$s
        Ctrl-C stops everything; the data is kept in the folder above.
        """
        .formatted(
            gateway(),
            ports.gatewayManagement(),
            ports.catalog(),
            ports.catalogManagement(),
            ports.health(),
            ports.healthManagement(),
            ports.postgres(),
            ports.kafka(),
            providers,
            stack.options().data(),
            key,
            stack.secrets().adminToken(),
            FirstLists.encoded(example.provider()),
            which,
            example.model(),
            FirstLists.encoded(example.model()).replace("%2F", "/"),
            breaking);
  }
}
