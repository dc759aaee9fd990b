package ai.gatewayz.bench.attack;

import ai.gatewayz.bench.attack.victim.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an attack got for an answer, and what of it should not be. Safe for several threads. */
public final class Tally {

  private static final int MOST_COMPLAINTS = 5;

  private final Map<String, Integer> answers = new HashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private int sent;
  private int unsaid;

  /** An answer to something hostile: a service neither breaks at it nor leaves it hanging. */
  public synchronized void answered(String what, Answer answer) {
    count(answer.label());
    if (answer.status() == Answer.NONE) {
      complain(what + " has no answer");
    } else if (answer.status() == 500 || answer.status() == 501) {
      complain(what + " is answered with " + answer.status() + ": " + answer.body());
    } else if ((answer.status() == 503 || answer.status() == 429)
        && !answer.hasHeader("retry-after")) {
      complain(what + " is refused without Retry-After: " + answer.body());
    }
  }

  /** One more that was sent, and what came of it. */
  public synchronized void count(String label) {
    sent++;
    answers.merge(label, 1, Integer::sum);
  }

  public synchronized int of(String label) {
    return answers.getOrDefault(label, 0);
  }

  /**
   * @param sentence what should not be
   */
  public synchronized void complain(String sentence) {
    if (complaints.size() < MOST_COMPLAINTS) {
      complaints.add(sentence.substring(0, Math.min(400, sentence.length())));
    } else {
      unsaid++;
    }
  }

  /** Complains unless something is so. */
  public void expect(boolean holds, String otherwise) {
    if (!holds) {
      complain(otherwise);
    }
  }

  synchronized int sent() {
    return sent;
  }

  /** Most frequent first. */
  public synchronized String answers() {
    return new TreeMap<>(answers)
        .entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .map(each -> each.getValue() + " × " + each.getKey())
            .collect(Collectors.joining(", "));
  }

  synchronized List<String> complaints() {
    List<String> all = new ArrayList<>(complaints);
    if (unsaid > 0) {
      all.add("and " + unsaid + " more");
    }
    return all;
  }
}
