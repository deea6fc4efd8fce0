package io.sensorium.ingest.scene;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Ways of saying things, by topic: one pattern a line, in which {@code {this|that}} is a choice.
 * What is said gets the fillers, slips and typing of people.
 */
public final class Phrases {
  private static final Pattern CHOICE = Pattern.compile("\\{([^{}]*)}");
  private static final List<String> OPENINGS =
      List.of("hey ", "um ", "hi, ", "ok so ", "hello, ", "well, ", "oh ", "listen, ");
  private static final List<String> CLOSINGS =
      List.of(" please", " ok?", " thanks", "!", "...", " :)", " you know", " I think");

  private final Map<String, List<String>> patternsByTopic;

  /** Takes a text block of patterns for each topic. */
  public Phrases(Map<String, String> blocksByTopic) {
    this.patternsByTopic =
        blocksByTopic.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, e -> e.getValue().lines().toList()));
  }

  String say(String topic, Dice dice) {
    List<String> patterns = patternsByTopic.get(topic);
    if (patterns == null) {
      throw new IllegalArgumentException(
          "expected a topic out of " + patternsByTopic.keySet() + ", found '" + topic + "'");
    }
    return spoil(expand(dice.of(patterns), dice), dice);
  }

  private static String expand(String pattern, Dice dice) {
    Matcher matcher = CHOICE.matcher(pattern);
    return matcher.replaceAll(
        m -> Matcher.quoteReplacement(dice.of(List.of(m.group(1).split("\\|", -1)))));
  }

  private static String spoil(String text, Dice dice) {
    StringBuilder spoilt = new StringBuilder(dice.chance(0.3) ? dice.of(OPENINGS) : "");
    for (String word : text.split(" ", -1)) {
      if (!spoilt.isEmpty() && spoilt.charAt(spoilt.length() - 1) != ' ') {
        spoilt.append(' ');
      }
      if (dice.chance(0.02)) {
        continue;
      }
      spoilt.append(word.length() > 3 && dice.chance(0.05) ? mistype(word, dice) : word);
    }
    String whole = spoilt.toString().strip() + (dice.chance(0.3) ? dice.of(CLOSINGS) : "");
    double typing = dice.unit();
    if (typing < 0.08) {
      return whole.toUpperCase(Locale.ROOT);
    }
    return typing < 0.5 && !whole.isEmpty()
        ? Character.toUpperCase(whole.charAt(0)) + whole.substring(1)
        : whole;
  }

  /** Drops, doubles or swaps a letter. */
  private static String mistype(String word, Dice dice) {
    int at = 1 + dice.below(word.length() - 2);
    String before = word.substring(0, at);
    String after = word.substring(at + 1);
    return switch (dice.below(3)) {
      case 0 -> before + after;
      case 1 -> before + word.charAt(at) + word.charAt(at) + after;
      default -> before + after.charAt(0) + word.charAt(at) + after.substring(1);
    };
  }
}
