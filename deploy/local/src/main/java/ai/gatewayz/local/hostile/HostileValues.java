package ai.gatewayz.local.hostile;

import java.util.List;

/** What well-formed records are made bad with. */
final class HostileValues {

  private HostileValues() {}

  /** Texts, as they are where they do not stand in JSON. */
  static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "x",
          "\u0000",
          "a\u0000b",
          "\u0007\u001b[31m",
          "\ud800",
          "\uffff",
          "ai.gatewayz.catalog.offer.v2",
          "+1000000000-12-31T23:59:59.999999999Z",
          "-1000000000-01-01T00:00:00Z",
          "2026-01-15T08:30:00Z",
          "9999-12-31T23:59:59Z",
          "00-ffffffffffffffffffffffffffffffff-ffffffffffffffff-zz",
          "00-00000000000000000000000000000000-0000000000000000-01",
          "long".repeat(500));

  static final List<String> IDS =
      List.of(
          "a/b",
          "a:b:c",
          "A/B",
          "größe/模型",
          "\ud83d\ude80",
          "a\u0000b",
          "\u0000",
          "a\nb",
          "\u0085",
          "\ud800",
          "\udc00x",
          " ",
          "'; drop table offers; --",
          "x".repeat(512),
          "x".repeat(513),
          "模".repeat(2_000));

  static final List<String> KEYS =
      java.util.Arrays.asList(
          null,
          "",
          ":",
          "a",
          "a:",
          ":a",
          "together: ",
          "together:\u0000",
          "toge\u0000ther:a/b",
          "together:a\u0000b",
          "together:\ud800",
          "together:a/b",
          "huggingface:meta-llama/Llama-3.3-70B-Instruct:x",
          "together:" + "x".repeat(100_000),
          "p".repeat(100_000) + ":x");

  static final List<Long> TIMES =
      List.of(-1L, 0L, 1L, 1_768_465_800_000L, Long.MAX_VALUE, Long.MIN_VALUE);

  static final List<String> HEADERS =
      List.of("ce_id", "ce_subject", "ce_time", "ce_evidencetime", "ce_beneath", "traceparent");

  /** Values as they stand in JSON. */
  static final List<String> JSON =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1",
          "1",
          "0.5",
          "1e600000000",
          "-1e600000000",
          "1e-600000000",
          "1E+2147483647",
          "1E-2147483647",
          "1e99999999999999999999",
          "1e400",
          "1e151",
          "2147483647",
          "2147483648",
          "9007199254740993",
          "4611686018427387904",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "9".repeat(900),
          "9".repeat(5_000),
          "0." + "0".repeat(900) + "1",
          "1." + "3".repeat(900),
          "NaN",
          "Infinity",
          "\"NaN\"",
          "\"-Infinity\"",
          "\"1e600000000\"",
          "\"9223372036854775807\"",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"a\\u0000b\"",
          "\"\\ud800\"",
          "\"\\u001b[2J\"",
          "\"a\\nb\"",
          "\"available\"",
          "\"per_token\"",
          "\"chat\"",
          "\"+1000000000-12-31T23:59:59.999999999Z\"",
          "\"-1000000000-01-01T00:00:00Z\"",
          "\"2190-01-01T00:00:00Z\"",
          "\"1969-12-31T23:59:59Z\"",
          "\"2026-02-30T00:00:00Z\"",
          "\"+999999999-12-31\"",
          "[]",
          "[null]",
          "[[],{}]",
          "[999999999,12,31]",
          "{}",
          "{\"\":null}",
          "{\"kind\":\"per_token\",\"input\":1e600000000,\"output\":1}",
          "{\"kind\":\"per_token\",\"input\":1,\"output\":-1}",
          "{\"kind\":\"per_token\"}",
          "{\"kind\":null}",
          "{\"kind\":{\"kind\":[]}}",
          "{\"kind\":\"tomorrow\",\"input\":1e600000000}",
          "{\"400\":9223372036854775807}",
          "{\"9223372036854775807\":1}",
          "{\"1e9\":1}",
          "{\"answered\":-1}",
          "{\"answered\":9223372036854775807,\"overloaded\":9223372036854775807}",
          "{\"model_gone\":1000000000}",
          "{\"answered\":null}",
          "{\"chat\":null,\"tools\":\"listed\"}",
          "[".repeat(900) + "]".repeat(900),
          "[".repeat(3_000),
          "{\"a\":".repeat(900) + "1" + "}".repeat(900),
          "\"" + "x".repeat(1_025) + "\"",
          "\"" + "模".repeat(2_000) + "\"");
}
