package ai.gatewayz.providers.listing;

/** What an entry turned out to be. */
public sealed interface Mapped {

  record Listed(ListedOffer offer) implements Mapped {}

  /**
   * Another name of an offer of the same list, with what the list says of it.
   *
   * @param target the id of the offer that it stands for
   */
  record Alias(ListedOffer offer, String target) implements Mapped {}

  /** Not to be understood; skipped and counted. */
  record Malformed(Flaw flaw) implements Mapped {}

  /** Understood, and not something that is offered to us. */
  record NotOffered() implements Mapped {}

  Mapped NOT_OFFERED = new NotOffered();

  static Mapped listed(ListedOffer offer) {
    return new Listed(offer);
  }

  static Mapped malformed(Flaw flaw) {
    return new Malformed(flaw);
  }

  /** Why an entry could not be understood. */
  enum Flaw {
    NOT_AN_OBJECT("is not an object"),
    NO_ID("has no id"),
    ODD_ID("has an invalid id"),
    TOO_LARGE("is too large"),
    UNREADABLE("cannot be read");

    private final String words;

    Flaw(String words) {
      this.words = words;
    }

    /** Reads after "an entry". */
    public String words() {
      return words;
    }
  }
}
