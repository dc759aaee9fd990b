package ai.gatewayz.gateway.naming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Slips of four kinds in the names of recorded lists. */
class MadeUpTyposTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("gatewayz.root", ".."))
          .resolve("../shared/recordings")
          .normalize();

  private static final List<String> LISTS =
      List.of(
          "openrouter/models/openrouter-models-2026-08-05-all-modalities-llm_db.json",
          "together/models/models__cassette-together-models-281-2026-08-17-maruel-genai--0-200.json",
          "huggingface/models/models__cassette-hf-router-v1-models-2026-01-chatlas--0-200.json",
          "fireworks/models/fireworks-inference-v1-models-27-2025-07-25-lc.json",
          "featherless/models/featherless-v1-models-15698-2026-04.json");

  private static final int OF_EACH = 15;

  /** How many lists have a model, by its id. */
  private final Map<String, Integer> offers = new LinkedHashMap<>();

  private final Random random = new Random(42);

  private void read() throws IOException {
    Map<String, String> known = new HashMap<>();
    for (String list : LISTS) {
      JsonNode body = new ObjectMapper().readTree(Files.readString(FOLDER.resolve(list)));
      Set<String> here = new HashSet<>();
      for (JsonNode entry : body.isArray() ? body : body.path("data")) {
        String id = entry.path("id").asText();
        if (id.indexOf('/') > 0 && here.add(id.toLowerCase(Locale.ROOT))) {
          offers.merge(
              known.computeIfAbsent(id.toLowerCase(Locale.ROOT), lower -> id), 1, Integer::sum);
        }
      }
    }
  }

  private static String name(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  private static String swapped(String id, Random random) {
    String name = name(id);
    for (int tries = 0; tries < 20; tries++) {
      int at = id.length() - name.length() + random.nextInt(Math.max(1, name.length() - 1));
      if (at + 1 < id.length()
          && Character.isLetter(id.charAt(at))
          && Character.isLetter(id.charAt(at + 1))
          && id.charAt(at) != id.charAt(at + 1)) {
        return id.substring(0, at) + id.charAt(at + 1) + id.charAt(at) + id.substring(at + 2);
      }
    }
    return null;
  }

  private static String otherCase(String id, Random random) {
    StringBuilder other = new StringBuilder();
    for (char letter : id.toCharArray()) {
      other.append(
          random.nextBoolean() ? Character.toUpperCase(letter) : Character.toLowerCase(letter));
    }
    return other.toString();
  }

  private static String withoutVendor(String id, Random random) {
    return name(id);
  }

  private static String withoutEnd(String id, Random random) {
    for (String end : List.of("-instruct", "-it", "-chat", "-turbo", "-preview")) {
      if (id.toLowerCase(Locale.ROOT).endsWith(end)) {
        return id.substring(0, id.length() - end.length());
      }
    }
    return null;
  }

  /** Whether nobody could tell which of two was meant. */
  private boolean isAmbiguous(String id, String typo) {
    String lower = typo.toLowerCase(Locale.ROOT);
    long alike =
        offers.keySet().stream()
            .map(other -> other.toLowerCase(Locale.ROOT))
            .filter(other -> !other.equalsIgnoreCase(id))
            .filter(
                other ->
                    other.equals(lower)
                        || name(other).equals(lower)
                        || other.startsWith(lower + "-") && other.length() <= id.length())
            .count();
    return alike > 0;
  }

  private record Tried(int right, int all, List<String> wrong) {}

  private Tried tries(NameIndex index, BiFunction<String, Random, String> kind, boolean several) {
    List<String> ids = new ArrayList<>();
    offers.forEach(
        (id, many) -> {
          if (many > 1 == several) {
            ids.add(id);
          }
        });
    int right = 0;
    int all = 0;
    List<String> wrong = new ArrayList<>();
    for (int tries = 0; all < OF_EACH && tries < 20_000; tries++) {
      String id = ids.get(random.nextInt(ids.size()));
      String typo = kind.apply(id, random);
      if (typo == null || typo.equals(id) || isAmbiguous(id, typo)) {
        continue;
      }
      all++;
      NameIndex.Found found =
          index.nearest(typo, name -> true, name -> offers.get(index.ids().get(name)));
      assertTrue(found.steps() <= 60_000, typo + " " + found.steps());
      assertTrue(found.cells() <= 600_000, typo + " " + found.cells());
      if (!found.ids().isEmpty() && found.ids().getFirst().equals(id)) {
        right++;
      } else {
        wrong.add(typo + " of " + id + " found " + found.ids());
      }
    }
    return new Tried(right, all, wrong);
  }

  @Test
  void nineteenOfTwentyAreFoundFirst() throws IOException {
    assumeTrue(
        Files.exists(FOLDER), "no recordings at ../shared/recordings: no typos of recorded names");
    read();
    NameIndex index = new NameIndex(List.copyOf(offers.keySet()));
    int right = 0;
    int all = 0;
    List<String> wrong = new ArrayList<>();
    List<BiFunction<String, Random, String>> kinds =
        List.of(
            MadeUpTyposTest::swapped,
            MadeUpTyposTest::otherCase,
            MadeUpTyposTest::withoutVendor,
            MadeUpTyposTest::withoutEnd);
    for (var kind : kinds) {
      for (boolean several : List.of(true, false)) {
        Tried tried = tries(index, kind, several);
        right += tried.right;
        all += tried.all;
        wrong.addAll(tried.wrong);
      }
    }
    assertEquals(kinds.size() * 2 * OF_EACH, all);
    assertTrue(right >= 0.95 * all, right + " of " + all + ": " + String.join("\n", wrong));
  }
}
