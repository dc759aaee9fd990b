package ai.gatewayz.bench.chaos;

import java.util.Map;
import java.util.TreeMap;

/**
 * What one list says of each offer, by {@code provider:id}: its state and its price, where the list
 * has prices.
 */
record Offers(Map<String, Line> lines) {

  /**
   * @param price null where the list tells none
   */
  record Line(String state, String price) {

    boolean agrees(Line other) {
      return state.equals(other.state)
          && (price == null || other.price == null || price.equals(other.price));
    }

    @Override
    public String toString() {
      return price == null ? state : state + " at " + price;
    }
  }

  /**
   * What is not as it should be; empty where all is.
   *
   * @param truth every offer that there is
   * @param strangers whether offers beside those may be there: somebody else has put them on Kafka
   */
  Map<String, String> wrong(Map<String, Line> truth, boolean strangers) {
    Map<String, String> wrong = new TreeMap<>();
    truth.forEach(
        (key, line) -> {
          Line told = lines.get(key);
          if (told == null) {
            wrong.put(key, "is missing");
          } else if (!told.agrees(line)) {
            wrong.put(key, told + " instead of " + line);
          }
        });
    if (!strangers) {
      lines.forEach(
          (key, line) -> {
            if (!truth.containsKey(key)) {
              wrong.put(key, "is no longer listed");
            }
          });
    }
    return wrong;
  }
}
