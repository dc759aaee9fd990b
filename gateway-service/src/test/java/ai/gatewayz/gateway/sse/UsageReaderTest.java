package ai.gatewayz.gateway.sse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageReaderTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static Usage read(String usage) {
    return chunk("{\"choices\":[],\"usage\":" + usage + "}").usage();
  }

  private static Chunk.Part chunk(String json) {
    return assertInstanceOf(
        Chunk.Part.class, ChunkReader.read(json.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // input, output, cached, cacheWritten, reasoning
        "{'prompt_tokens':7,'completion_tokens':5}|7|5|0|0|0",
        "{'input_tokens':7,'output_tokens':5}|7|5|0|0|0",
        "{'prompt_tokens':7,'completion_tokens':5,'prompt_tokens_details':{'cached_tokens':2},'completion_tokens_details':{'x':[1],'reasoning_tokens':3},'total':{}}|7|5|2|0|3",
        "{'input_tokens':7,'output_tokens':5,'input_tokens_details':{'cached_tokens':2},'output_tokens_details':{'reasoning_tokens':3}}|7|5|2|0|3",
        "{'prompt_tokens':7,'completion_tokens':5,'cached_tokens':3}|7|5|3|0|0",
        "{'prompt_tokens':7,'completion_tokens':5,'prompt_cache_hit_tokens':4,'prompt_cache_miss_tokens':3}|7|5|4|0|0",
        "{'prompt_tokens':7,'completion_tokens':5,'prompt_tokens_details':{'cached_tokens':1,'cache_write_tokens':4}}|7|5|1|4|0",
        "{'prompt_tokens':7,'completion_tokens':5,'prompt_tokens_details':{'cache_creation_tokens':4}}|7|5|0|4|0",
        "{'prompt_tokens':7,'completion_tokens':5,'prompt_tokens_details':{'cache_read_input_tokens':2,'cache_creation_input_tokens':4}}|7|5|2|4|0",
        "{'prompt_tokens':7,'completion_tokens':5,'cache_write_tokens':4}|7|5|0|4|0",
        // Anthropic's input leaves out what the cache held and took.
        "{'input_tokens':7,'output_tokens':5,'cache_read_input_tokens':100,'cache_creation_input_tokens':20,'cache_creation':{'ephemeral_5m_input_tokens':20}}|127|5|100|20|0",
        "{'prompt_tokens':7,'completion_tokens':5,'cache_read_input_tokens':100}|107|5|100|0|0",
        // A prompt that is larger than its cached part holds it.
        "{'prompt_tokens':1575,'completion_tokens':2,'cache_read_input_tokens':1056,'prompt_tokens_details':{'cached_tokens':1056}}|1575|2|1056|0|0",
        "{'prompt_tokens':7,'total_tokens':7}|7|0|0|0|0",
        "{'total_tokens':7}|7|0|0|0|0",
        "{'prompt_tokens':0,'completion_tokens':0}|0|0|0|0|0",
        "{'prompt_tokens':12.0,'completion_tokens':'5','cached_tokens':'3.0'}|12|5|3|0|0",
        "{'prompt_tokens':7,'completion_tokens':5,'prompt_tokens_details':null,'completion_tokens_details':[]}|7|5|0|0|0",
        "{'prompt_tokens':7,'completion_tokens':5,'prompt_tokens_details':{'cached_tokens':null}}|7|5|0|0|0",
        // Some count what was thought apart; others only count it badly.
        "{'prompt_tokens':7,'completion_tokens':5,'total_tokens':42,'completion_tokens_details':{'reasoning_tokens':30}}|7|35|0|0|30",
        "{'prompt_tokens':92,'completion_tokens':16,'total_tokens':108,'completion_tokens_details':{'reasoning_tokens':18}}|92|16|0|0|16",
        // Hostile: bounded, and never less than nothing.
        "{'prompt_tokens':7,'completion_tokens':5,'cached_tokens':900}|7|5|7|0|0",
        "{'prompt_tokens':7,'completion_tokens':-5}|7|0|0|0|0",
        "{'prompt_tokens':7,'completion_tokens':99999999999999999999999}|7|0|0|0|0",
        "{'prompt_tokens':7,'completion_tokens':1e300,'cached_tokens':'NaN'}|7|0|0|0|0",
        "{'prompt_tokens':7,'completion_tokens':9223372036854775807}|7|0|0|0|0",
        "{'prompt_tokens':7,'completion_tokens':{'a':1},'cached_tokens':[2],'reasoning_tokens':true}|7|0|0|0|0"
      })
  void allFormsAreOne(
      String usage, long input, long output, long cached, long written, long reasoning) {
    assertEquals(
        new Usage(input, output, cached, written, reasoning, null), read(usage.replace('\'', '"')));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "[]",
        "7",
        "\"7\"",
        "{\"cost\":1}",
        "{\"prompt_tokens\":null}",
        "{\"prompt_tokens\":\"x\",\"completion_tokens\":\"1e999999999\"}"
      })
  void whatTellsNoTokensIsNone(String usage) {
    assertNull(chunk("{\"choices\":[{\"index\":0}],\"usage\":" + usage + "}").usage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "0.00005|0.00005",
        "1e-7|1E-7",
        "\"0.25\"|0.25",
        "0|0",
        "{\"input_tokens_cost\":1,\"total_cost\":0.5}|0.5",
        "null|",
        "-1|",
        "1e999999999|",
        "1e-999999999|",
        "\"1e99999\"|",
        "1000001|",
        "\"x\"|",
        "{}|",
        "[1]|",
        "true|"
      })
  void whatTheProviderChargesIsRead(String cost, BigDecimal usd) {
    assertEquals(
        usd, read("{\"prompt_tokens\":1,\"completion_tokens\":1,\"cost\":" + cost + "}").cost());
  }

  @Test
  void someTellItElsewhere() {
    String usage = "{\"prompt_tokens\":7,\"completion_tokens\":5}";
    Usage told = new Usage(7, 5, 0, 0);
    assertEquals(
        told, chunk("{\"choices\":[],\"x_groq\":{\"id\":\"1\",\"usage\":" + usage + "}}").usage());
    assertEquals(
        told, chunk("{\"choices\":[{\"index\":0,\"delta\":{},\"usage\":" + usage + "}]}").usage());
    assertEquals(
        told,
        chunk(
                "{\"x_groq\":{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}},\"choices\":[],\"usage\":"
                    + usage
                    + "}")
            .usage());
  }

  /** Whatever providers really sent: the sums are theirs. */
  @Test
  void recordedUsagesAreRead() throws IOException {
    Path folder =
        Path.of(System.getProperty("gatewayz.root")).resolve("../shared/recordings").normalize();
    assumeTrue(Files.isDirectory(folder), "no recordings at ../shared/recordings");
    int seen = 0;
    for (String json : events(folder)) {
      JsonNode usage = JSON.readTree(json).path("usage");
      Chunk chunk = ChunkReader.read(json.getBytes(StandardCharsets.UTF_8));
      if (!usage.path("prompt_tokens").isInt() || !(chunk instanceof Chunk.Part part)) {
        continue;
      }
      seen++;
      assertEquals(usage.path("prompt_tokens").asLong(), part.usage().input(), json);
      assertEquals(usage.path("completion_tokens").asLong(), part.usage().output(), json);
      assertEquals(
          usage.at("/prompt_tokens_details/cached_tokens").asLong(), part.usage().cached(), json);
      assertTrue(
          usage.path("cost").isNumber() == (part.usage().cost() != null)
              || usage.path("cost").isObject(),
          json);
    }
    assertTrue(seen > 400, seen + " usages");
  }

  private static List<String> events(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".sse"))
          .flatMap(UsageReaderTest::lines)
          .filter(
              line ->
                  line.startsWith("data: {") && line.contains("\"usage\":{") && line.endsWith("}"))
          .map(line -> line.substring("data: ".length()))
          .toList();
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readString(file).lines();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
