package ai.gatewayz.catalog.offers;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a model costs at other providers, by the model's key. */
public final class MarketPrices {

  /** Fewer do not make a market. */
  private static final int LEAST = 2;

  public static final MarketPrices NONE = new MarketPrices(List.of());

  private final Map<String, List<Quote>> quotes = new HashMap<>();

  /** USD per million tokens that some provider asks. */
  public record Quote(String modelKey, BigDecimal input, BigDecimal output) {}

  public MarketPrices(Collection<Quote> all) {
    all.forEach(
        quote -> quotes.computeIfAbsent(quote.modelKey(), key -> new ArrayList<>()).add(quote));
  }

  /** The medians of input and output prices; empty where too few ask one. */
  public Optional<Quote> median(String modelKey) {
    List<Quote> asked = quotes.getOrDefault(modelKey, List.of());
    return asked.size() < LEAST
        ? Optional.empty()
        : Optional.of(
            new Quote(modelKey, median(asked, Quote::input), median(asked, Quote::output)));
  }

  private static BigDecimal median(List<Quote> asked, Function<Quote, BigDecimal> side) {
    List<BigDecimal> sorted = asked.stream().map(side).sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : sorted.get(middle - 1).add(sorted.get(middle)).divide(BigDecimal.TWO);
  }
}
