package ai.gatewayz.gateway.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.openai.OpenAi;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a request looks that is made to ask for the usage of its stream: the rest stays. */
class AskedUsageTest {

  private static String sent(String body, boolean plain, boolean usage) {
    Target target = new Target("m", new OpenAi().body(), name -> false, plain, false, usage);
    return new String(
        RequestScanner.scan(Operation.CHAT, body.getBytes(StandardCharsets.UTF_8))
            .bodyFor(target)
            .bytes(),
        StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{A,M}|{\"stream_options\":{\"include_usage\":true},A,M}|{A,M}",
        "{ \"models\":[\"b\"],A,M}|{\"stream_options\":{\"include_usage\":true}, A,M}|{ A,M}",
        "{A,\"stream_options\" : null ,M}|{A,\"stream_options\" : {\"include_usage\":true} ,M}|{A ,M}",
        "{A,\"stream_options\":{ },M}|{A,\"stream_options\":{\"include_usage\":true },M}|{A,M}",
        "{A,M,\"stream_options\":{ \"x\":[1]}}|{A,M,\"stream_options\":{\"include_usage\":true, \"x\":[1]}}|{A,M}",
        "{A,\"stream_options\":{\"x\":{},\"include_usage\": false },M}|{A,\"stream_options\":{\"x\":{},\"include_usage\": true },M}|{A,M}",
        "{\"stream_options\":{\"include_usage\":null},A,M}|{\"stream_options\":{\"include_usage\":true},A,M}|{A,M}",
        "{A,\"stream_options\":{\"include_usage\":true},M}|{A,\"stream_options\":{\"include_usage\":true},M}|{A,M}",
      })
  void isAsked(String body, String asked, String plain) {
    assertEquals(spelled(asked), sent(spelled(body), false, true));
    assertEquals(spelled(plain), sent(spelled(body), true, false));
    assertEquals(
        spelled(body).replace("\"models\":[\"b\"],", ""), sent(spelled(body), false, false));
  }

  private static String spelled(String template) {
    return template
        .replace("A", "\"stream\":true,\"model\":\"m\"")
        .replace("M", "\"messages\":[{\"role\":\"user\",\"content\":\"m é\"}]");
  }
}
